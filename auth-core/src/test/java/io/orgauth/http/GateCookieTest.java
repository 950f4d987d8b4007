package io.orgauth.http;

import static io.orgauth.http.Decisions.anonymous;
import static io.orgauth.http.Decisions.assertAdmitted;
import static io.orgauth.http.Decisions.assertAnonymous;
import static io.orgauth.http.Decisions.assertRefused;
import static io.orgauth.http.Decisions.bearer;
import static io.orgauth.http.FakeSessions.COOKIE;
import static io.orgauth.http.FakeSessions.CSRF;
import static io.orgauth.http.FakeSessions.ORIGIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.orgauth.AccessReason;
import io.orgauth.Credential;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests by cookie, which browsers send with whatever any page makes them request. */
class GateCookieTest {
    private final Gate gate = Gate.builder()
            .accept(FakeAuthenticator.reader())
            .accept(new FakeSessions())
            .allowAnonymous("/health")
            .build();

    private static HttpRequest.Builder browser(String method) {
        return anonymous(method, "/models").header("Cookie", COOKIE);
    }

    private static HttpRequest.Builder ownPage(String method) {
        return browser(method).header("Origin", ORIGIN).header("Sec-Fetch-Site", "same-origin");
    }

    private static HttpRequest.Builder form(String body) {
        return ownPage("POST")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COOKIE,
                "a=b; " + COOKIE,
                COOKIE + ";a=b",
                "a=b;  " + COOKIE + " ; __Host-sessions=other",
                "session=planted; " + COOKIE,
                "__host-session=planted; " + COOKIE
            })
    void decide_theSessionsCookie_isAdmitted(String field) {
        assertAdmitted(
                gate.decide(anonymous("GET", "/models").header("Cookie", field).build()));
    }

    @Test
    void decide_cookiesInTwoFields_areAllRead() {
        HttpRequest request = anonymous("GET", "/models")
                .header("Cookie", "a=b")
                .header("Cookie", COOKIE)
                .build();

        assertAdmitted(gate.decide(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "session=secret", "x__Host-session=secret", "__Host-session", "__Host-session="})
    void decide_noSessionsCookie_isUnauthenticated(String field) {
        HttpRequest request =
                anonymous("GET", "/models").header("Cookie", field).build();

        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {COOKIE + "; " + COOKIE, COOKIE + "; __Host-session=planted", "__Host-session=; " + COOKIE})
    void decide_twoSessionsCookies_isRefused(String field) {
        HttpRequest request =
                anonymous("GET", "/models").header("Cookie", field).build();

        assertRefused(GateReason.SESSION_COOKIE_REPEATED, 400, gate.decide(request));
    }

    @Test
    void decide_cookieOfNoSession_isRefused() {
        HttpRequest request = anonymous("GET", "/models")
                .header("Cookie", "__Host-session=other")
                .build();

        assertRefused(AccessReason.ORGANIZATION_NOT_ADMITTED, 401, gate.decide(request));
    }

    @Test
    void decide_noCookiesAccepted_cookieIsNotLookedAt() {
        Gate programs = Gate.builder().accept(FakeAuthenticator.reader()).build();

        assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                programs.decide(browser("GET").build()));
    }

    @Test
    void decide_headerAndCookie_onlyTheHeaderCounts() {
        HttpRequest good = bearer("DELETE", "/models").header("Cookie", COOKIE).build();
        HttpRequest bad = browser("GET").header("Authorization", "Basic YTpi").build();

        assertAdmitted(gate.decide(good));
        assertRefused(GateReason.SCHEME_NOT_SUPPORTED, 401, gate.decide(bad));
    }

    @Test
    void decide_openPath_cookieIsNotLookedAt() {
        assertAnonymous(gate.decide(
                anonymous("POST", "/health").header("Cookie", COOKIE).build()));
    }

    @Test
    void decide_cookieAndTokenInUrl_isRefused() {
        HttpRequest request = anonymous("GET", "/models?access_token=x")
                .header("Cookie", COOKIE)
                .build();

        assertRefused(GateReason.CREDENTIAL_IN_URL, 400, gate.decide(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "get", "PROPFIND"})
    void decide_changeByOwnPageWithToken_isAdmitted(String method) {
        assertAdmitted(gate.decide(ownPage(method).header("X-CSRF-Token", CSRF).build()));
    }

    @Test
    void decide_changeFromBrowserWithoutFetchMetadata_isJudgedByOriginAndToken() {
        HttpRequest request = browser("POST")
                .header("Origin", ORIGIN)
                .header("X-CSRF-Token", CSRF)
                .build();

        assertAdmitted(gate.decide(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "get", "PROPFIND"})
    void decide_changeWithoutToken_isRefused(String method) {
        assertRefused(
                GateReason.CSRF_TOKEN_NOT_VALID,
                403,
                gate.decide(ownPage(method).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "csrf-of-other", "csrf-of-secret "})
    void decide_changeWithAnotherToken_isRefused(String token) {
        assertRefused(
                GateReason.CSRF_TOKEN_NOT_VALID,
                403,
                gate.decide(ownPage("POST").header("X-CSRF-Token", token).build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://app.example.com.evil.example",
                "https://APP.example.com",
                "https://app.example.com/",
                ""
            })
    void decide_changeFromAnotherOrigin_isRefused(String origin) {
        HttpRequest request = browser("POST")
                .header("Origin", origin)
                .header("X-CSRF-Token", CSRF)
                .build();

        assertRefused(GateReason.ORIGIN_NOT_OWN, 403, gate.decide(request));
    }

    @Test
    void decide_changeWithNoOrTwoOrigins_isRefused() {
        HttpRequest none = browser("POST").header("X-CSRF-Token", CSRF).build();
        HttpRequest two = ownPage("POST")
                .header("Origin", "https://evil.example")
                .header("X-CSRF-Token", CSRF)
                .build();

        assertRefused(GateReason.ORIGIN_NOT_OWN, 403, gate.decide(none));
        assertRefused(GateReason.ORIGIN_NOT_OWN, 403, gate.decide(two));
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "none", "", "SAME-ORIGIN"})
    void decide_changeFromAnotherSite_isRefused(String site) {
        HttpRequest request = browser("POST")
                .header("Origin", ORIGIN)
                .header("Sec-Fetch-Site", site)
                .header("X-CSRF-Token", CSRF)
                .build();

        assertRefused(GateReason.CROSS_SITE_REQUEST, 403, gate.decide(request));
    }

    @Test
    void decide_formWithToken_isAdmitted() {
        assertAdmitted(gate.decide(form("name=x&csrf_token=" + CSRF).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=x", "csrf_token=", "csrf_token=csrf-of-other"})
    void decide_formWithoutItsToken_isRefused(String body) {
        assertRefused(
                GateReason.CSRF_TOKEN_NOT_VALID, 403, gate.decide(form(body).build()));
    }

    @Test
    void decide_formWithTwoTokens_isRefused() {
        HttpRequest request = form("csrf_token=" + CSRF + "&csrf_token=" + CSRF).build();

        assertRefused(RequestReason.PARAMETER_REPEATED, 400, gate.decide(request));
    }

    /** A page of another site can make the browser send it as text, with no question asked before. */
    @Test
    void decide_formTokenInAnotherType_isNoToken() {
        HttpRequest request = ownPage("POST")
                .header("Content-Type", "text/plain")
                .body(("csrf_token=" + CSRF).getBytes(StandardCharsets.UTF_8))
                .build();

        assertRefused(GateReason.CSRF_TOKEN_NOT_VALID, 403, gate.decide(request));
    }

    @Test
    void decide_tokenInTheUrl_isNoToken() {
        HttpRequest request = anonymous("POST", "/models?csrf_token=" + CSRF)
                .header("Cookie", COOKIE)
                .header("Origin", ORIGIN)
                .build();

        assertRefused(GateReason.CSRF_TOKEN_NOT_VALID, 403, gate.decide(request));
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, cors, empty",
        "none, navigate, document",
        "cross-site, navigate, document",
        "same-site, navigate, document"
    })
    void decide_pageOpenedOrReadByOwnPage_isAdmitted(String site, String mode, String destination) {
        HttpRequest request = browser("GET")
                .header("Sec-Fetch-Site", site)
                .header("Sec-Fetch-Mode", mode)
                .header("Sec-Fetch-Dest", destination)
                .build();

        assertAdmitted(gate.decide(request));
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, no-cors, image",
        "same-site, no-cors, script",
        "same-site, cors, empty",
        "same-site, navigate, iframe",
        "cross-site, navigate, object"
    })
    void decide_embeddedByAnotherSite_isRefused(String site, String mode, String destination) {
        HttpRequest request = browser("GET")
                .header("Sec-Fetch-Site", site)
                .header("Sec-Fetch-Mode", mode)
                .header("Sec-Fetch-Dest", destination)
                .build();

        assertRefused(GateReason.CROSS_SITE_REQUEST, 403, gate.decide(request));
    }

    /** A web socket is opened by GET, can be told any cookie's tale afterwards, and is not bound by CORS. */
    @Test
    void decide_webSocketOfAnotherOrigin_isRefused() {
        HttpRequest other = browser("GET")
                .header("Upgrade", "websocket")
                .header("Origin", "https://evil.example")
                .build();
        HttpRequest own = browser("GET")
                .header("Upgrade", "websocket")
                .header("Origin", ORIGIN)
                .build();

        assertRefused(GateReason.ORIGIN_NOT_OWN, 403, gate.decide(other));
        assertAdmitted(gate.decide(own));
    }

    /** What java.net.http asks for by itself over http; a list that has more than that in it is no such thing. */
    @Test
    void decide_offerOfHttp2_isNoWebSocket() {
        assertAdmitted(gate.decide(browser("GET").header("Upgrade", "h2c").build()));
        HttpRequest both = browser("GET").header("Upgrade", "h2c, websocket").build();
        assertRefused(GateReason.ORIGIN_NOT_OWN, 403, gate.decide(both));
    }

    @Test
    void cookie_asText_isRedacted() {
        assertEquals("Credential.SessionCookie[redacted]", new Credential.SessionCookie("secret").toString());
        assertFalse(browser("GET").build().toString().contains("secret"));
    }
}
