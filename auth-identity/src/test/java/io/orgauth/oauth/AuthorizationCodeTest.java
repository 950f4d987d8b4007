package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.ISSUER;
import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.OWN_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.SPA;
import static io.orgauth.oauth.OAuthFixture.SPA_ORIGIN;
import static io.orgauth.oauth.OAuthFixture.SPA_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.WEB;
import static io.orgauth.oauth.OAuthFixture.WEB_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.assertError;
import static io.orgauth.oauth.OAuthFixture.claims;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.query;
import static io.orgauth.oauth.OAuthFixture.redeeming;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.User;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Pages.ConsentPage;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code flow (RFC 6749, 4.1; OpenID Connect Core, 3.1): from the browser to the tokens. */
class AuthorizationCodeTest {
    private final OAuthFixture plane = new OAuthFixture();

    @AfterEach
    void close() {
        plane.close();
    }

    private Map<String, String> own() {
        return request(OWN, OWN_REDIRECT);
    }

    private String signedInCode() {
        plane.signIn(plane.ada, plane.acme);
        return plane.code(own());
    }

    private HttpResponse redeemed(Map<String, String> form) {
        return plane.post("/oauth/token", form);
    }

    @Test
    void code_ofWhoIsSignedIn_comesBackWithStateAndIssuer() {
        plane.signIn(plane.ada, plane.acme);
        HttpResponse response = plane.authorize(own());
        Map<String, String> back = query(response);
        assertTrue(response.headers().single("Location").orElseThrow().startsWith(OWN_REDIRECT + "?code="));
        assertEquals("s-1", back.get("state"));
        assertEquals(ISSUER, back.get("iss"));
        assertEquals(Set.of("code", "state", "iss"), back.keySet());
    }

    @Test
    void code_redirectUriWithQuery_keepsIt() {
        plane.signIn(plane.ada, plane.acme);
        plane.authorize(request(WEB, WEB_REDIRECT));
        HttpResponse response = plane.submit(plane.pages.last(ConsentPage.class).form(), Map.of("decision", "approve"));
        assertTrue(response.headers().single("Location").orElseThrow().startsWith(WEB_REDIRECT + "&code="));
        assertEquals("1", query(response).get("tenant"));
    }

    @Test
    void tokens_ofACode_sayWhoAndWhatFor() {
        JsonObject tokens = json(redeemed(redeeming(OWN, OWN_REDIRECT, signedInCode())));
        assertEquals("Bearer", text(tokens, "token_type"));
        assertEquals(600, tokens.longValue("expires_in").getAsLong());
        assertEquals("dataset:read email openid", text(tokens, "scope"));
        JsonObject access = claims(text(tokens, "access_token"));
        assertEquals(ISSUER, text(access, "aud"));
        assertEquals(plane.ada.id().value(), text(access, "sub"));
        assertEquals(plane.acme.id().value(), text(access, "org_id"));
        assertEquals("dataset:read", text(access, "scope"));
        assertEquals(OWN, text(access, "client_id"));
        assertEquals("pro", text(access, "plan"));
        assertTrue(access.string("email").isEmpty(), "no personal data in access tokens");
    }

    @Test
    void idToken_ofACode_saysWhoSignedIn() throws Exception {
        JsonObject tokens = json(redeemed(redeeming(OWN, OWN_REDIRECT, signedInCode())));
        JsonObject id = claims(text(tokens, "id_token"));
        assertEquals(ISSUER, text(id, "iss"));
        assertEquals(OWN, text(id, "aud"));
        assertEquals(plane.ada.id().value(), text(id, "sub"));
        assertEquals("n-1", text(id, "nonce"));
        assertEquals("ada@acme.com", text(id, "email"));
        assertEquals(Optional.of(true), id.bool("email_verified").map(proven -> true));
        assertEquals(List.of("pwd"), id.strings("amr").orElseThrow());
        assertEquals(
                plane.time.instant().getEpochSecond(), id.longValue("auth_time").getAsLong());
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(text(tokens, "access_token").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(
                Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, 16)),
                text(id, "at_hash"));
        assertTrue(id.strings("groups").isEmpty(), "groups were not asked for");
        String header = new String(
                Base64.getUrlDecoder().decode(text(tokens, "id_token").split("\\.")[0]));
        assertTrue(header.contains("\"typ\":\"JWT\"") && header.contains("RS256"), header);
    }

    @Test
    void idToken_withoutOpenid_isNone() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = own();
        asked.put("scope", "dataset:read");
        assertTrue(json(redeemed(redeeming(OWN, OWN_REDIRECT, plane.code(asked))))
                .string("id_token")
                .isEmpty());
    }

    @Test
    void groups_ifAsked_areOrganizationAndRole() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = own();
        asked.put("scope", "openid groups");
        JsonObject id = claims(text(json(redeemed(redeeming(OWN, OWN_REDIRECT, plane.code(asked)))), "id_token"));
        assertEquals(
                List.of(plane.acme.id().value() + ":owner"),
                id.strings("groups").orElseThrow());
    }

    @Test
    void scope_firstPartyNamingNone_getsAllAndRoles() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = own();
        asked.put("scope", "openid");
        JsonObject access =
                claims(text(json(redeemed(redeeming(OWN, OWN_REDIRECT, plane.code(asked)))), "access_token"));
        assertTrue(text(access, "scope").contains("dataset:write"));
        assertEquals(List.of("owner"), access.strings("roles").orElseThrow());
        assertFalse(text(access, "scope").contains("*"));
    }

    @Test
    void scope_othersNamingNone_getNothing() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = request(SPA, SPA_REDIRECT);
        asked.put("scope", "openid");
        JsonObject access =
                claims(text(json(redeemed(redeeming(SPA, SPA_REDIRECT, plane.code(asked)))), "access_token"));
        assertTrue(access.string("scope").isEmpty());
        assertTrue(access.strings("roles").isEmpty());
    }

    @Test
    void scope_moreThanTheUserMay_isCutDown() {
        User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);
        plane.signIn(mia, plane.acme);
        Map<String, String> asked = request(SPA, SPA_REDIRECT);
        asked.put("scope", "dataset:read dataset:write clients:write");
        String code = plane.code(asked);
        assertEquals(
                List.of("dataset:read"),
                plane.pages.last(ConsentPage.class).wanted().permissions(),
                "nobody consents to what they may not do");
        assertEquals("dataset:read", text(json(redeemed(redeeming(SPA, SPA_REDIRECT, code))), "scope"));
    }

    @Test
    void rights_lostBetweenCodeAndToken_areNotInIt() {
        String code = signedInCode();
        User root = plane.auth.users().create(plane.acme.id(), "root@acme.com", Role.OWNER);
        assertTrue(root.enabled());
        plane.auth.members().assign(plane.acme.id(), plane.ada.id(), Set.of(Role.VIEWER));
        assertEquals("email openid", text(json(redeemed(redeeming(OWN, OWN_REDIRECT, code))), "scope"));
    }

    @Test
    void resource_named_isTheAudience() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = own();
        asked.put("resource", OAuthFixture.DATA);
        JsonObject access =
                claims(text(json(redeemed(redeeming(OWN, OWN_REDIRECT, plane.code(asked)))), "access_token"));
        assertEquals(OAuthFixture.DATA, text(access, "aud"));
    }

    @ParameterizedTest
    @CsvSource({"https://other.example", "https://app.example.com", "data", "'http://[bad'"})
    void resource_unknownOrMalformed_isInvalidTarget(String resource) {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = own();
        asked.put("resource", resource);
        assertEquals("invalid_target", query(plane.authorize(asked)).get("error"));
    }

    @Test
    void resource_atTheTokenEndpoint_onlyNarrows() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = own();
        asked.put("resource", OAuthFixture.DATA);
        Map<String, String> form = redeeming(OWN, OWN_REDIRECT, plane.code(asked));
        form.put("resource", ISSUER);
        assertError(redeemed(form), 400, "invalid_target");
        form.put("resource", OAuthFixture.DATA);
        assertEquals(200, redeemed(form).status(), "the refused request has changed nothing");
    }

    /** Nobody consented to more than the default when nothing was named. */
    @Test
    void resource_atTheTokenEndpointOnly_isNoOtherThanTheDefault() {
        Map<String, String> form = redeeming(OWN, OWN_REDIRECT, signedInCode());
        form.put("resource", OAuthFixture.DATA);
        assertError(redeemed(form), 400, "invalid_target");
        form.put("resource", ISSUER);
        assertEquals(200, redeemed(form).status());
    }

    @Test
    void resource_severalAllowed_takesTheOneThatIsNamed() {
        plane.signIn(plane.ada, plane.acme);
        String location = OAuthFixture.form(own()) + "&resource=" + ISSUER + "&resource=" + OAuthFixture.DATA;
        String code = query(plane.get("/oauth/authorize?" + location)).get("code");
        Map<String, String> form = redeeming(OWN, OWN_REDIRECT, code);
        assertError(redeemed(form), 400, "invalid_target");
        form.put("resource", OAuthFixture.DATA);
        assertEquals(OAuthFixture.DATA, text(claims(text(json(redeemed(form)), "access_token")), "aud"));
    }

    @Test
    void code_redeemedTwice_isRefusedAndEndsEverything() {
        String code = signedInCode();
        JsonObject first = json(redeemed(redeeming(OWN, OWN_REDIRECT, code)));
        assertError(redeemed(redeeming(OWN, OWN_REDIRECT, code)), 400, "invalid_grant");
        assertError(plane.refresh(OWN, text(first, "refresh_token")), 400, "invalid_grant");
        HttpResponse userinfo = plane.get("/oauth/userinfo", "Authorization", "Bearer " + text(first, "access_token"));
        assertEquals(401, userinfo.status(), "the first access token too (RFC 6749, 4.1.2)");
        String id = claims(text(first, "access_token")).string("jti").orElseThrow();
        assertTrue(plane.stores.revocations().contains(plane.acme.id(), id.substring(0, id.indexOf('.'))));
        assertTrue(plane.events.stream().anyMatch(event -> event.action().equals("authorization.ended")));
    }

    @Test
    void code_after60Seconds_isTooOld() {
        String code = signedInCode();
        plane.time.pass(Duration.ofSeconds(60));
        assertError(redeemed(redeeming(OWN, OWN_REDIRECT, code)), 400, "invalid_grant");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "code_verifier,dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX,invalid_grant",
        "code_verifier,short,invalid_grant",
        "code_verifier,,invalid_request",
        "redirect_uri,https://own.example.com/other,invalid_grant",
        "client_id,spa,invalid_grant",
        "client_id,web,invalid_client",
        "client_id,nobody,invalid_client",
        "code,,invalid_request",
        "code,aut_0000000000000000000000.0.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,invalid_grant",
        "grant_type,implicit,unsupported_grant_type",
        "grant_type,client_credentials,unauthorized_client",
        "scope,openid dataset:write,invalid_scope",
        "scope,openid nobody:declared,invalid_scope",
    })
    void redeeming_withOneThingWrong_isRefusedAndChangesNothing(String name, String value, String error) {
        String code = signedInCode();
        Map<String, String> form = redeeming(OWN, OWN_REDIRECT, code);
        form.put(name, value == null ? "" : value);
        assertError(redeemed(form), error.equals("invalid_client") ? 401 : 400, error);
        assertEquals(200, redeemed(redeeming(OWN, OWN_REDIRECT, code)).status());
    }

    @ParameterizedTest
    @CsvSource({"code", "code_verifier", "client_id", "grant_type", "redirect_uri"})
    void redeeming_doubledParameter_isRefused(String name) {
        Map<String, String> form = redeeming(OWN, OWN_REDIRECT, signedInCode());
        String doubled = OAuthFixture.form(form) + "&" + name + "=x";
        assertError(plane.post("/oauth/token", doubled), 400, "invalid_request");
        assertEquals(200, redeemed(form).status());
    }

    @Test
    void code_tamperedWith_isRefused() {
        String code = signedInCode();
        for (int i = 4; i < code.length(); i++) {
            char other = code.charAt(i) == 'A' ? 'B' : 'A';
            String changed = code.substring(0, i) + other + code.substring(i + 1);
            assertError(redeemed(redeeming(OWN, OWN_REDIRECT, changed)), 400, "invalid_grant");
        }
        assertEquals(200, redeemed(redeeming(OWN, OWN_REDIRECT, code)).status());
    }

    @Test
    void code_ofARefreshToken_isNone() {
        JsonObject tokens = json(redeemed(redeeming(OWN, OWN_REDIRECT, signedInCode())));
        assertError(redeemed(redeeming(OWN, OWN_REDIRECT, text(tokens, "refresh_token"))), 400, "invalid_grant");
        String code = plane.code(own());
        assertError(plane.refresh(OWN, code), 400, "invalid_grant");
    }

    @Test
    void code_afterSignOut_isRefused() {
        String code = signedInCode();
        plane.signOut();
        assertError(redeemed(redeeming(OWN, OWN_REDIRECT, code)), 400, "invalid_grant");
    }

    @Test
    void code_ofADisabledUser_isRefused() {
        User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);
        plane.signIn(mia, plane.acme);
        String code = plane.code(own());
        plane.auth.users().disable(mia.id());
        assertError(redeemed(redeeming(OWN, OWN_REDIRECT, code)), 400, "invalid_grant");
    }

    @Test
    void confidentialClient_withItsSecret_getsTokens_andNotWithout() {
        plane.signIn(plane.ada, plane.acme);
        String code = plane.code(request(WEB, WEB_REDIRECT));
        Map<String, String> form = redeeming(WEB, WEB_REDIRECT, code);
        assertError(redeemed(form), 401, "invalid_client");
        form.put("client_secret", "wrong-secret-of-some-length");
        assertError(redeemed(form), 401, "invalid_client");
        form.put("client_secret", OAuthFixture.SECRET);
        assertEquals(200, redeemed(form).status());
    }

    @Test
    void token_forAPageOfARegisteredOrigin_isReadable() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> form = redeeming(SPA, SPA_REDIRECT, plane.code(request(SPA, SPA_REDIRECT)));
        HttpResponse other = plane.post("/oauth/token", form, "Origin", "https://evil.example");
        assertEquals(List.of(), other.headers().all("Access-Control-Allow-Origin"));
        HttpResponse wrong = plane.post("/oauth/token", form, "Origin", SPA_ORIGIN);
        assertEquals(List.of(SPA_ORIGIN), wrong.headers().all("Access-Control-Allow-Origin"), "errors too");
        assertEquals(List.of(), wrong.headers().all("Access-Control-Allow-Credentials"));
        assertEquals(List.of("Origin"), wrong.headers().all("Vary"));
    }

    @Test
    void granting_isAudited() {
        signedInCode();
        assertTrue(plane.events.stream().anyMatch(event -> event.action().equals("authorization.granted")));
    }
}
