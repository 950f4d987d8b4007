package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.ISSUER;
import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.OWN_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.SPA;
import static io.orgauth.oauth.OAuthFixture.SPA_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.claims;
import static io.orgauth.oauth.OAuthFixture.form;
import static io.orgauth.oauth.OAuthFixture.query;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.User;
import io.orgauth.session.Pages.ConsentPage;
import io.orgauth.session.Pages.FailurePage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authorization endpoint: who is asked what, who is told what is wrong, and that nobody is sent to a stranger's place. */
class AuthorizeEndpointTest {
    private final OAuthFixture plane = new OAuthFixture();

    @AfterEach
    void close() {
        plane.close();
    }

    private Map<String, String> own() {
        return request(OWN, OWN_REDIRECT);
    }

    private Map<String, String> own(String name, String value) {
        Map<String, String> parameters = own();
        parameters.put(name, value);
        return parameters;
    }

    /** The path that the sign-in page leads back to, below the issuer. */
    private static String returnTo(HttpResponse response) {
        assertEquals(303, response.status());
        String location = response.headers().single("Location").orElseThrow();
        assertTrue(location.startsWith("/auth/sign-in?return_to="), location);
        String encoded = location.substring("/auth/sign-in?return_to=".length()).split("&")[0];
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8).substring("/auth".length());
    }

    private void assertShown(HttpResponse response, String code) {
        FailurePage page = plane.pages.last(FailurePage.class);
        assertEquals(code, page.code());
        assertTrue(response.headers().all("Location").isEmpty(), "nobody is sent anywhere");
    }

    // Where errors go

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "client_id,,invalid_client",
        "client_id,nobody,invalid_client",
        "redirect_uri,,invalid_request",
        "redirect_uri,https://own.example.com/callback/,invalid_request",
        "redirect_uri,https://own.example.com/callback?x=1,invalid_request",
        "redirect_uri,https://own.example.com/callback#f,invalid_request",
        "redirect_uri,https://own.example.com:443/callback,invalid_request",
        "redirect_uri,https://own.example.com.evil.example/callback,invalid_request",
        "redirect_uri,https://own.example.com@evil.example/callback,invalid_request",
        "redirect_uri,https://OWN.example.com/callback,invalid_request",
        "redirect_uri,http://own.example.com/callback,invalid_request",
        "redirect_uri,https://own.example.com/%63allback,invalid_request",
        "redirect_uri,https://spa.example.com/callback,invalid_request",
        "redirect_uri,http://127.0.0.1:8000/other,invalid_request",
        "redirect_uri,http://127.0.0.2:8000/callback,invalid_request",
        "redirect_uri,http://localhost:8000/callback,invalid_request",
        "redirect_uri,http://127.0.0.1:8000@evil.example/callback,invalid_request",
        "redirect_uri,javascript:alert(1),invalid_request",
    })
    void request_withoutAKnownPlace_isAPageAndNoRedirect(String name, String value, String error) {
        plane.signIn(plane.ada, plane.acme);
        assertShown(plane.authorize(own(name, value == null ? "" : value)), error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void request_doubledPlace_isAPageAndNoRedirect(String name) {
        plane.signIn(plane.ada, plane.acme);
        HttpResponse response = plane.get("/oauth/authorize?" + form(own()) + "&" + name + "=" + own().get(name));
        assertShown(response, "invalid_request");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "response_type,,invalid_request",
        "response_type,token,unsupported_response_type",
        "response_type,id_token,unsupported_response_type",
        "response_type,code id_token,unsupported_response_type",
        "response_mode,fragment,invalid_request",
        "response_mode,form_post,invalid_request",
        "request,eyJhbGciOiJub25lIn0.e30.,request_not_supported",
        "request_uri,https://own.example.com/request,request_uri_not_supported",
        "code_challenge,,invalid_request",
        "code_challenge,short,invalid_request",
        "code_challenge_method,,invalid_request",
        "code_challenge_method,plain,invalid_request",
        "scope,nobody:declared,invalid_scope",
        "scope,*,invalid_scope",
        "scope,openid  email,invalid_scope",
        "prompt,none login,invalid_request",
        "prompt,create,invalid_request",
        "max_age,-1,invalid_request",
        "max_age,soon,invalid_request",
        "id_token_hint,rubbish,invalid_request",
    })
    void request_wrongOtherwise_isToldToTheClient(String name, String value, String error) {
        plane.signIn(plane.ada, plane.acme);
        HttpResponse response = plane.authorize(own(name, value == null ? "" : value));
        Map<String, String> back = query(response);
        assertEquals(error, back.get("error"));
        assertEquals("s-1", back.get("state"));
        assertEquals(ISSUER, back.get("iss"));
        assertTrue(response.headers().single("Location").orElseThrow().startsWith(OWN_REDIRECT + "?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "state", "nonce", "code_challenge", "prompt", "unknown"})
    void request_doubledParameter_isToldToTheClient(String name) {
        plane.signIn(plane.ada, plane.acme);
        HttpResponse response = plane.get("/oauth/authorize?" + form(own("unknown", "1")) + "&" + name + "=x");
        assertEquals("invalid_request", query(response).get("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "state", "nonce", "login_hint", "unknown"})
    void request_hugeParameter_isToldToTheClient(String name) {
        plane.signIn(plane.ada, plane.acme);
        assertEquals(
                "invalid_request",
                query(plane.authorize(own(name, "x".repeat(1_025)))).get("error"));
    }

    @ParameterizedTest
    @CsvSource({"unknown,1", "display,popup", "ui_locales,de", "claims_locales,de", "acr_values,1", "login_hint,a@b.cd"
    })
    void request_unknownOrHarmlessParameter_isIgnored(String name, String value) {
        plane.signIn(plane.ada, plane.acme);
        assertTrue(query(plane.authorize(own(name, value))).containsKey("code"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:49152/callback",
                "http://127.0.0.1/callback",
                "com.example.own:/callback",
                OWN_REDIRECT
            })
    void redirectUri_loopbackWithAnyPort_isRegistered(String uri) {
        plane.signIn(plane.ada, plane.acme);
        plane.authorize(own("redirect_uri", uri));
        HttpResponse response = plane.authorize(own("redirect_uri", uri));
        if (response.status() == 200) {
            response = plane.submit(plane.pages.last(ConsentPage.class).form(), Map.of("decision", "approve"));
        }
        assertTrue(response.headers().single("Location").orElseThrow().startsWith(uri + "?code="));
    }

    @Test
    void request_posted_isTheSame() {
        plane.signIn(plane.ada, plane.acme);
        HttpResponse response = plane.post(
                "/oauth/authorize",
                own(),
                "Cookie",
                "__Host-session=" + plane.cookie().orElseThrow());
        assertTrue(query(response).containsKey("code"));
    }

    // Signing in

    @Test
    void nobodySignedIn_goesToSignInAndComesBackToTheSameRequest() {
        String back = returnTo(plane.authorize(own()));
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> answer = query(plane.get(back));
        assertTrue(answer.containsKey("code"));
        assertEquals("s-1", answer.get("state"));
        assertEquals("invalid_request", reasonOf(plane.get(back)), "once");
    }

    private String reasonOf(HttpResponse response) {
        assertEquals(400, response.status());
        return plane.pages.last(FailurePage.class).code();
    }

    @Test
    void nobodySignedIn_hintAndOrganization_areHandedOn() {
        Map<String, String> asked = own("login_hint", "ada@acme.com");
        asked.put("organization", plane.acme.id().value());
        String location = plane.authorize(asked).headers().single("Location").orElseThrow();
        assertTrue(location.contains("login_hint=ada%40acme.com"), location);
        assertTrue(location.contains("organization=" + plane.acme.id().value()), location);
    }

    @Test
    void request_after10Minutes_isGone() {
        String back = returnTo(plane.authorize(own()));
        plane.time.pass(Duration.ofMinutes(10));
        plane.signIn(plane.ada, plane.acme);
        assertEquals("invalid_request", reasonOf(plane.get(back)));
    }

    @Test
    void promptNone_nobodySignedIn_isLoginRequired() {
        assertEquals(
                "login_required", query(plane.authorize(own("prompt", "none"))).get("error"));
    }

    @Test
    void promptNone_signedIn_isSilent() {
        plane.signIn(plane.ada, plane.acme);
        assertTrue(query(plane.authorize(own("prompt", "none"))).containsKey("code"));
    }

    @Test
    void promptNone_withoutConsent_isConsentRequired() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = request(SPA, SPA_REDIRECT);
        asked.put("prompt", "none");
        assertEquals("consent_required", query(plane.authorize(asked)).get("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "select_account"})
    void prompt_thatWantsASignIn_isSatisfiedByANewOneOnly(String prompt) {
        plane.signIn(plane.ada, plane.acme);
        plane.time.pass(Duration.ofSeconds(2));
        String back = returnTo(plane.authorize(own("prompt", prompt)));
        assertEquals(back, returnTo(plane.get(back)), "the old session is not enough");
        plane.time.pass(Duration.ofSeconds(2));
        plane.signIn(plane.ada, plane.acme);
        assertTrue(query(plane.get(back)).containsKey("code"));
    }

    @Test
    void maxAge_olderSignIn_isAskedAgain_andNewerIsNot() {
        plane.signIn(plane.ada, plane.acme);
        plane.time.pass(Duration.ofSeconds(5));
        assertTrue(query(plane.authorize(own("max_age", "5"))).containsKey("code"));
        String back = returnTo(plane.authorize(own("max_age", "4")));
        plane.signIn(plane.ada, plane.acme);
        plane.time.pass(Duration.ofSeconds(30));
        assertTrue(query(plane.get(back)).containsKey("code"), "however long the page takes");
    }

    @Test
    void maxAgeZero_isASignInNow() {
        plane.signIn(plane.ada, plane.acme);
        plane.time.pass(Duration.ofSeconds(1));
        returnTo(plane.authorize(own("max_age", "0")));
    }

    @Test
    void session_inAnotherOrganization_isNotRelabelled() {
        plane.auth.users().join(plane.globex.id(), plane.ada.id(), Role.MEMBER);
        plane.signIn(plane.ada, plane.acme);
        String back =
                returnTo(plane.authorize(own("organization", plane.globex.id().value())));
        assertEquals(back, returnTo(plane.get(back)));
        plane.signIn(plane.ada, plane.globex);
        assertTrue(query(plane.get(back)).containsKey("code"));
    }

    @Test
    void idTokenHint_ofSomebodyElse_isLoginRequired() {
        plane.signIn(plane.ada, plane.acme);
        String hint = text(plane.tokens(own()), "id_token");
        assertEquals(plane.ada.id().value(), text(claims(hint), "sub"));
        User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);
        plane.time.pass(Duration.ofHours(1));
        plane.signIn(mia, plane.acme);
        plane.time.pass(Duration.ofSeconds(1));
        Map<String, String> silent = own("prompt", "none");
        silent.put("id_token_hint", hint);
        assertEquals("login_required", query(plane.authorize(silent)).get("error"));
        String back = returnTo(plane.authorize(own("id_token_hint", hint)));
        plane.signIn(mia, plane.acme);
        assertEquals("login_required", query(plane.get(back)).get("error"), "and not asked for ever");
        plane.signIn(plane.ada, plane.acme);
        assertTrue(query(plane.authorize(silent)).containsKey("code"));
    }

    // Consent

    private ConsentPage asked(Map<String, String> parameters) {
        assertEquals(200, plane.authorize(parameters).status());
        return plane.pages.last(ConsentPage.class);
    }

    @Test
    void consent_saysWhoWantsWhat_andIsAskedOnce() {
        plane.signIn(plane.ada, plane.acme);
        ConsentPage page = asked(request(SPA, SPA_REDIRECT));
        assertEquals("Single page", page.wanted().client());
        assertEquals("Acme", page.wanted().organization());
        assertEquals("ada@acme.com", page.wanted().email());
        assertEquals(List.of("dataset:read"), page.wanted().permissions());
        assertEquals(Set.of("openid", "email"), page.wanted().words());
        assertEquals("https://spa.example.com", page.client());
        assertTrue(
                query(plane.submit(page.form(), Map.of("decision", "approve"))).containsKey("code"));
        assertTrue(query(plane.authorize(request(SPA, SPA_REDIRECT))).containsKey("code"));
    }

    @Test
    void consent_forMore_isAskedAgain() {
        plane.signIn(plane.ada, plane.acme);
        plane.code(request(SPA, SPA_REDIRECT));
        Map<String, String> more = request(SPA, SPA_REDIRECT);
        more.put("scope", "openid email dataset:read dataset:write");
        assertEquals(
                List.of("dataset:read", "dataset:write"), asked(more).wanted().permissions());
    }

    @Test
    void consent_elsewhere_isAskedAgain() {
        plane.signIn(plane.ada, plane.acme);
        plane.code(request(SPA, SPA_REDIRECT));
        Map<String, String> data = request(SPA, SPA_REDIRECT);
        data.put("resource", OAuthFixture.DATA);
        asked(data);
    }

    @Test
    void consent_inAnotherOrganization_isAskedAgain() {
        plane.auth.users().join(plane.globex.id(), plane.ada.id(), Role.MEMBER);
        plane.signIn(plane.ada, plane.acme);
        plane.code(request(SPA, SPA_REDIRECT));
        plane.signIn(plane.ada, plane.globex);
        assertEquals("Globex", asked(request(SPA, SPA_REDIRECT)).wanted().organization());
    }

    @Test
    void consent_promptConsent_isAskedAgain() {
        plane.signIn(plane.ada, plane.acme);
        plane.code(request(SPA, SPA_REDIRECT));
        Map<String, String> again = request(SPA, SPA_REDIRECT);
        again.put("prompt", "consent");
        asked(again);
    }

    /** RFC 8252, 8.6: any program on the device can claim to be this client. */
    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:5000/callback,http://127.0.0.1:5000", "com.example.own:/callback,com.example.own:"})
    void consent_firstPartyOnTheDevice_isAsked(String uri, String place) {
        plane.signIn(plane.ada, plane.acme);
        assertEquals(place, asked(own("redirect_uri", uri)).client());
    }

    @Test
    void consent_denied_isToldToTheClient() {
        plane.signIn(plane.ada, plane.acme);
        ConsentPage page = asked(request(SPA, SPA_REDIRECT));
        Map<String, String> back = query(plane.submit(page.form(), Map.of("decision", "deny")));
        assertEquals("access_denied", back.get("error"));
        assertFalse(back.containsKey("code"));
        asked(request(SPA, SPA_REDIRECT));
    }

    @Test
    void consent_postedTwice_countsOnce() {
        plane.signIn(plane.ada, plane.acme);
        ConsentPage page = asked(request(SPA, SPA_REDIRECT));
        assertTrue(
                query(plane.submit(page.form(), Map.of("decision", "approve"))).containsKey("code"));
        plane.submit(page.form(), Map.of("decision", "approve"));
        assertEquals("invalid_request", plane.pages.last(FailurePage.class).code());
    }

    @Test
    void consent_postedByAnotherSite_isRefused() {
        plane.signIn(plane.ada, plane.acme);
        ConsentPage page = asked(request(SPA, SPA_REDIRECT));
        Map<String, String> typed = new HashMap<>(page.form().hidden());
        typed.put("decision", "approve");
        plane.post(
                "/oauth/authorize/decision",
                typed,
                "Origin",
                "https://evil.example",
                "Cookie",
                "__Host-session=" + plane.cookie().orElseThrow());
        assertEquals("form_not_ours", plane.pages.last(FailurePage.class).code());
    }

    @Test
    void consent_ofAnotherSession_isRefused() {
        plane.signIn(plane.ada, plane.acme);
        ConsentPage page = asked(request(SPA, SPA_REDIRECT));
        User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);
        plane.signIn(mia, plane.acme);
        plane.submit(page.form(), Map.of("decision", "approve"));
        assertEquals("form_not_ours", plane.pages.last(FailurePage.class).code());
    }

    @Test
    void endpoint_hasNoCors() {
        plane.signIn(plane.ada, plane.acme);
        HttpResponse response = plane.get("/oauth/authorize?" + form(own()), "Origin", "https://spa.example.com");
        assertEquals(List.of(), response.headers().all("Access-Control-Allow-Origin"));
    }
}
