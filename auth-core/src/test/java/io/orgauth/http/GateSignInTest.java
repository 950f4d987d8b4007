package io.orgauth.http;

import static io.orgauth.http.Decisions.anonymous;
import static io.orgauth.http.Decisions.assertAdmitted;
import static io.orgauth.http.Decisions.assertRefused;
import static io.orgauth.http.Decisions.header;
import static io.orgauth.http.FakeSessions.COOKIE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is led to the sign-in page, and who is told 401. */
class GateSignInTest {
    private final Gate gate = Gate.builder()
            .accept(FakeAuthenticator.reader())
            .accept(new FakeSessions())
            .require("/admin", FakeAuthenticator.WRITE)
            .signInAt("/auth/sign-in")
            .build();

    private static HttpRequest.Builder page(String target) {
        return anonymous("GET", target)
                .header("Sec-Fetch-Mode", "navigate")
                .header("Accept", "text/html,application/xhtml+xml");
    }

    private static Optional<String> location(HttpResponse response) {
        return header(response, "Location");
    }

    @Test
    void decide_nobodyOpensAPage_isLedToSignIn() {
        HttpResponse response = assertRefused(
                GateReason.CREDENTIAL_MISSING,
                303,
                gate.decide(page("/models?full=1&x=a%20b").build()));

        assertEquals(Optional.of("/auth/sign-in?return_to=%2Fmodels%3Ffull%3D1%26x%3Da%2520b"), location(response));
        assertEquals(Optional.of("no-store"), header(response, "Cache-Control"));
    }

    @Test
    void decide_pageBelowAMount_returnsToTheWholePath() {
        HttpRequest request = HttpRequest.builder("GET", "/app/models")
                .mount("/app")
                .header("Host", "x")
                .header("Accept", "text/html")
                .build();

        assertEquals(
                Optional.of("/auth/sign-in?return_to=%2Fapp%2Fmodels"),
                location(assertRefused(GateReason.CREDENTIAL_MISSING, 303, gate.decide(request))));
    }

    @Test
    void decide_endedSessionOpensAPage_isLedToSignIn() {
        HttpRequest request =
                page("/models").header("Cookie", "__Host-session=ended").build();

        assertRefused(AccessReason.ORGANIZATION_NOT_ADMITTED, 303, gate.decide(request));
    }

    @Test
    void decide_browserWithoutFetchMetadata_isKnownByWhatItAccepts() {
        HttpRequest request =
                anonymous("GET", "/models").header("Accept", "Text/HTML;q=0.9").build();

        assertRefused(GateReason.CREDENTIAL_MISSING, 303, gate.decide(request));
    }

    @ParameterizedTest
    @CsvSource({"cors, text/html", "same-origin, text/html", "websocket, text/html", "'', text/html"})
    void decide_scriptOfAPage_isTold401(String mode, String accept) {
        HttpRequest request = anonymous("GET", "/models")
                .header("Sec-Fetch-Mode", mode)
                .header("Accept", accept)
                .build();

        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", ""})
    void decide_programWithoutCredential_isTold401(String accept) {
        HttpRequest request =
                anonymous("GET", "/models").header("Accept", accept).build();

        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Basic YTpi", "Bearer opaque"})
    void decide_anyAuthorization_isTold401(String authorization) {
        HttpRequest request =
                page("/models").header("Authorization", authorization).build();

        Decision.Answer answer = (Decision.Answer) gate.decide(request);

        assertEquals(401, answer.response().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "DELETE"})
    void decide_otherMethods_areTold401(String method) {
        HttpRequest request = anonymous(method, "/models")
                .header("Sec-Fetch-Mode", "navigate")
                .build();

        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(request));
    }

    /** Else a gate in front of the page would lead there for ever. */
    @Test
    void decide_theSignInPageItself_isNotLedToItself() {
        assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                gate.decide(page("/auth/sign-in?return_to=%2F").build()));
    }

    @Test
    void decide_signedInWithoutThePermission_isNotLedAnywhere() {
        HttpRequest request = page("/admin").header("Cookie", COOKIE).build();

        assertRefused(AccessReason.PERMISSION_MISSING, 403, gate.decide(request));
    }

    @Test
    void decide_signedIn_isAdmitted() {
        assertAdmitted(gate.decide(page("/models").header("Cookie", COOKIE).build()));
    }

    @Test
    void decide_targetTooLongToReturnTo_isLedWithoutIt() {
        HttpRequest request = page("/" + "a".repeat(2048)).build();

        assertEquals(
                Optional.of("/auth/sign-in"),
                location(assertRefused(GateReason.CREDENTIAL_MISSING, 303, gate.decide(request))));
    }

    /** A proxy's absolute form would make the return path another site's. */
    @Test
    void decide_absoluteTarget_isLedWithoutReturnPath() {
        HttpRequest request = page("http://data.acme.example/models").build();

        assertEquals(
                Optional.of("/auth/sign-in"),
                location(assertRefused(GateReason.CREDENTIAL_MISSING, 303, gate.decide(request))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sign-in",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example/",
                "/a?b",
                "/a/",
                "/a\r\nb"
            })
    void build_signInPathThatIsNone_isRefused(String path) {
        Gate.Builder builder = Gate.builder().accept(new FakeSessions()).signInAt(path);

        assertTrue(assertThrows(IllegalArgumentException.class, builder::build)
                .getMessage()
                .contains("/auth/sign-in"));
    }

    @Test
    void build_signInWithoutSessions_isRefused() {
        Gate.Builder builder = Gate.builder().accept(FakeAuthenticator.reader()).signInAt("/auth/sign-in");

        assertTrue(assertThrows(IllegalStateException.class, builder::build)
                .getMessage()
                .contains("accept(sessions)"));
    }
}
