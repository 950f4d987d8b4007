package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the endpoints of a provider do when nothing is wrong, and whom they turn away. */
class OpenIdProviderTest {
    private final FakeIdentityProvider idp = FakeIdentityProvider.keycloak();
    private final OpenIdExchange exchange = new OpenIdExchange(idp);

    static Stream<Arguments> personas() {
        return Stream.of(
                arguments(
                        FakeIdentityProvider.okta(),
                        Map.of("userinfo groups", "[engineers]", "userinfo email", "ada@acme.com")),
                arguments(
                        FakeIdentityProvider.entraId(),
                        Map.of(
                                "id_token tid",
                                Persona.TENANT,
                                "id_token ver",
                                "2.0",
                                "id_token email",
                                "ada@acme.com")),
                arguments(FakeIdentityProvider.googleWorkspace(), Map.of("id_token hd", "acme.com")),
                arguments(FakeIdentityProvider.keycloak(), Map.of("id_token groups", "[engineers]")),
                arguments(FakeIdentityProvider.of(Persona.adfs()), Map.of("id_token email", "ada@acme.com")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("personas")
    void signIn_ofEachPersona_saysWhatTheRealOneSays(FakeIdentityProvider provider, Map<String, String> expected)
            throws Exception {
        provider.person(Person.of("ada@acme.com").inGroups("engineers"));

        Map<String, String> facts = new OpenIdExchange(provider).facts(provider.openIdResponse(OpenIdExchange.step()));

        expected.forEach((name, value) -> assertEquals(value, facts.get(name), name));
        assertEquals(provider.issuer(), facts.get("id_token iss"));
        assertEquals(facts.get("id_token sub"), facts.get("userinfo sub"));
    }

    @Test
    void oktasIdToken_isThin() throws Exception {
        FakeIdentityProvider okta = FakeIdentityProvider.okta();

        Map<String, String> facts = new OpenIdExchange(okta).facts(okta.openIdResponse(OpenIdExchange.step()));

        assertEquals(null, facts.get("id_token email"));
        assertTrue(facts.get("id_token sub").startsWith("00u"));
    }

    @Test
    void entraGroups_areTheGuidsOfGroupName() throws Exception {
        FakeIdentityProvider entra =
                FakeIdentityProvider.entraId().person(Person.of("ada@acme.com").inGroups("engineers"));

        Map<String, String> facts = new OpenIdExchange(entra).facts(entra.openIdResponse(OpenIdExchange.step()));

        assertEquals("[" + entra.groupName("engineers") + "]", facts.get("id_token groups"));
    }

    @Test
    void googleConsumer_hasNoHostedDomain() throws Exception {
        FakeIdentityProvider google = FakeIdentityProvider.googleWorkspace().person("ada@gmail.com");

        Map<String, String> facts = new OpenIdExchange(google).facts(google.openIdResponse(OpenIdExchange.step()));

        assertEquals(null, facts.get("id_token hd"));
    }

    @Test
    void discovery_namesTheEndpointsBelowTheIssuer() {
        JsonObject metadata = OpenIdExchange.json(exchange.get("/.well-known/openid-configuration"));

        assertEquals(Optional.of(idp.issuer()), metadata.string("issuer"));
        assertEquals(Optional.of(idp.issuer() + "/token"), metadata.string("token_endpoint"));
        assertEquals(Optional.of(List.of("RS256")), metadata.strings("id_token_signing_alg_values_supported"));
        assertEquals(Optional.of(true), metadata.bool("authorization_response_iss_parameter_supported"));
    }

    @Test
    void discovery_ofManyTenants_hasAGapForTheTenant() {
        FakeIdentityProvider entra = FakeIdentityProvider.entraId();
        URI shared =
                URI.create("https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration");

        FetchedResponse response =
                entra.fetcher().fetch(FetchRequest.get(shared).build());
        JsonObject keys = OpenIdExchange.json(new OpenIdExchange(entra).get("/jwks"));

        String gapped = "https://login.microsoftonline.com/{tenantid}/v2.0";
        assertEquals(Optional.of(gapped), OpenIdExchange.json(response).string("issuer"));
        assertTrue(keys.toJava().toString().contains(gapped));
    }

    @Test
    void discovery_claimingAnotherIssuer_namesIt() {
        idp.claimIssuer("https://other.example");

        assertEquals(
                Optional.of("https://other.example"),
                OpenIdExchange.json(exchange.get("/.well-known/openid-configuration"))
                        .string("issuer"));
    }

    @Test
    void code_twice_isRefused() {
        Map<String, String> form =
                OpenIdExchange.form(idp.openIdResponse(OpenIdExchange.step()).callback());

        assertEquals(200, exchange.token(form).status());
        assertError(400, "invalid_grant", exchange.token(form));
    }

    static Stream<Arguments> badForms() {
        return Stream.of(
                arguments("code", "none", 400, "invalid_grant"),
                arguments("code_verifier", "another-verifier", 400, "invalid_grant"),
                arguments("code_verifier", "", 400, "invalid_grant"),
                arguments("redirect_uri", "https://other.example", 400, "invalid_grant"),
                arguments("client_id", "client-2", 400, "invalid_grant"),
                arguments("client_id", "", 401, "invalid_client"),
                arguments("grant_type", "password", 400, "unsupported_grant_type"));
    }

    @ParameterizedTest
    @MethodSource("badForms")
    void token_withOneWrongField_isRefused(String name, String value, int status, String error) {
        Map<String, String> form =
                OpenIdExchange.form(idp.openIdResponse(OpenIdExchange.step()).callback());
        form.put(name, value);

        assertError(status, error, exchange.token(form));
    }

    private static void assertError(int status, String error, FetchedResponse response) {
        assertEquals(status, response.status());
        assertEquals(Optional.of(error), OpenIdExchange.json(response).string("error"));
    }

    @Test
    void client_bySecret_mustKnowIt() {
        idp.client(OpenIdExchange.CLIENT, "good +secret");
        Map<String, String> form =
                OpenIdExchange.form(idp.openIdResponse(OpenIdExchange.step()).callback());

        assertError(401, "invalid_client", exchange.token(form));

        form.put("client_secret", "good +secret");
        assertEquals(200, exchange.token(form).status());
    }

    /** RFC 6749, 2.3.1. */
    @Test
    void client_byBasic_isFormDecoded() {
        idp.client(OpenIdExchange.CLIENT, "good +secret");
        Map<String, String> form =
                OpenIdExchange.form(idp.openIdResponse(OpenIdExchange.step()).callback());
        form.keySet().removeAll(List.of("client_id", "client_secret"));
        String credentials =
                Base64.getEncoder().encodeToString("client-1:good+%2Bsecret".getBytes(StandardCharsets.UTF_8));

        FetchedResponse response = idp.fetcher()
                .fetch(FetchRequest.postForm(URI.create(idp.issuer() + "/token"), form)
                        .authorization("Basic " + credentials)
                        .build());

        assertEquals(200, response.status());
    }

    @Test
    void client_byMalformedBasic_isRefused() {
        for (String credentials : List.of("!", "bm9jb2xvbg==")) {
            FetchRequest request = FetchRequest.postForm(
                            URI.create(idp.issuer() + "/token"), Map.of("grant_type", "authorization_code"))
                    .authorization("Basic " + credentials)
                    .build();

            assertEquals(400, idp.fetcher().fetch(request).status());
        }
    }

    @Test
    void client_byMalformedAssertion_isRefused() {
        Map<String, String> form =
                OpenIdExchange.form(idp.openIdResponse(OpenIdExchange.step()).callback());
        form.put("client_assertion", "none");

        assertError(401, "invalid_client", exchange.token(form));
    }

    @Test
    void client_byAssertion_mustSignIt() throws Exception {
        RSAKey key = OpenIdKeys.newKey("client-key");
        idp.clientWithKeys(OpenIdExchange.CLIENT, new JWKSet(key.toPublicJWK()).toString());

        assertEquals(200, exchange.token(asserting(key, idp.issuer())).status());
        assertError(401, "invalid_client", exchange.token(asserting(OpenIdKeys.newKey("x"), idp.issuer())));
        assertError(401, "invalid_client", exchange.token(asserting(key, "https://other.example")));
    }

    private Map<String, String> asserting(RSAKey key, String audience) throws Exception {
        SignedJWT assertion = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder()
                        .issuer(OpenIdExchange.CLIENT)
                        .subject(OpenIdExchange.CLIENT)
                        .audience(audience)
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        assertion.sign(new RSASSASigner(key));
        Map<String, String> form =
                OpenIdExchange.form(idp.openIdResponse(OpenIdExchange.step()).callback());
        form.put("client_assertion", assertion.serialize());
        return form;
    }

    @Test
    void clientKeys_thatAreNone_areRefused() {
        assertThrows(IllegalArgumentException.class, () -> idp.clientWithKeys("client-1", "no keys"));
    }

    @Test
    void userinfo_withoutAccessToken_isRefused() {
        assertEquals(401, exchange.get("/userinfo").status());
        assertEquals(401, exchange.userinfo("another").status());
    }

    @Test
    void rotation_signsByTheNewKeyAndPublishesBoth() throws Exception {
        String before =
                exchange.facts(idp.openIdResponse(OpenIdExchange.step())).get("header kid");
        idp.rotateKeys();
        Map<String, String> after = exchange.facts(idp.openIdResponse(OpenIdExchange.step()));

        assertNotEquals(before, after.get("header kid"));
        assertEquals("true", after.get("signature"));
        assertEquals(2, publishedKeys());
        idp.forgetOldKeys();
        assertEquals(1, publishedKeys());
    }

    /** Rotated between the answer and the exchange of its code. */
    @Test
    void rotation_duringSignIn_signsByTheNewKey() {
        Callback callback = idp.openIdResponse(OpenIdExchange.step()).callback();
        idp.rotateKeys().forgetOldKeys();

        assertEquals(200, exchange.token(OpenIdExchange.form(callback)).status());
        assertEquals(1, publishedKeys());
    }

    private int publishedKeys() {
        return OpenIdExchange.json(exchange.get("/jwks"))
                .array("keys")
                .orElseThrow()
                .size();
    }

    @Test
    void provider_thatIsDown_isUnreachableUntilItComesBack() {
        idp.goDown();

        FetchException refused = assertThrows(FetchException.class, () -> exchange.get("/jwks"));
        assertEquals(FetchException.Problem.UNREACHABLE, refused.problem());

        idp.comeBack();
        assertEquals(200, exchange.get("/jwks").status());
    }

    @Test
    void fetcher_reachesNobodyElse() {
        FetchRequest other =
                FetchRequest.get(URI.create("https://other.example/jwks")).build();

        assertThrows(FetchException.class, () -> idp.fetcher().fetch(other));
        assertThrows(FetchException.class, () -> exchange.get("/nothing-here"));
    }

    @Test
    void formPost_whenAskedFor_isPosted() {
        LoginStep step = OpenIdExchange.step(Map.of("response_mode", "form_post"));

        assertEquals("POST", idp.openIdResponse(step).callback().method());
        assertEquals("GET", idp.openIdResponse(OpenIdExchange.step()).callback().method());
    }

    static Stream<Arguments> requestsThatAreAnsweredByAnError() {
        return Stream.of(
                arguments("response_type", "token", "unsupported_response_type"),
                arguments("code_challenge_method", "plain", "invalid_request"),
                arguments("prompt", "none", "login_required"));
    }

    @ParameterizedTest
    @MethodSource("requestsThatAreAnsweredByAnError")
    void request_thatCantBe_isAnsweredByAnError(String name, String value, String error) {
        Callback callback =
                idp.openIdResponse(OpenIdExchange.step(Map.of(name, value))).callback();

        assertEquals(Optional.of(error), callback.parameter("error"));
        assertEquals(Optional.empty(), callback.parameter("code"));
        assertEquals(Optional.of("state-1"), callback.handle());
    }

    @Test
    void step_withoutAuthorizationRequest_isRefused() {
        PendingLogin pending = new PendingLogin("state-1", "con_1", "/home", Instant.EPOCH, Map.of());
        LoginStep empty = new LoginStep.PostForm(URI.create("https://idp.example"), Map.of(), pending);

        assertThrows(IllegalArgumentException.class, () -> idp.openIdResponse(empty));
        for (String uri : List.of("", "/relative", "no uri")) {
            LoginStep relative = OpenIdExchange.step(Map.of("redirect_uri", uri));
            assertThrows(IllegalArgumentException.class, () -> idp.openIdResponse(relative));
        }
    }

    @Test
    void person_byName_isThatPerson() throws Exception {
        idp.person("ada@acme.com").person("bob@acme.com");

        Map<String, String> facts = exchange.facts(
                idp.openIdResponse(OpenIdExchange.step()).person("bob@acme.com").claim("department", "research"));

        assertEquals("bob@acme.com", facts.get("id_token email"));
        assertEquals("research", facts.get("userinfo department"));
    }
}
