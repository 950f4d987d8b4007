package io.orgauth.http;

import static io.orgauth.http.Decisions.anonymous;
import static io.orgauth.http.Decisions.assertRefused;
import static io.orgauth.http.Decisions.bearer;
import static io.orgauth.http.Decisions.header;
import static io.orgauth.http.FakeAuthenticator.READ;
import static io.orgauth.http.FakeAuthenticator.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateCorsTest {
    private static final String APP = "https://app.example.com";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final Gate gate = Gate.builder()
            .accept(FakeAuthenticator.reader())
            .require("/models/*", READ)
            .require("/admin", WRITE)
            .allowAnonymous("/health")
            .allowOrigin(APP)
            .allowOrigin("http://localhost:5173")
            .allowHeader("X-Request-Id")
            .build();

    private static HttpRequest.Builder preflight(String origin) {
        return anonymous("OPTIONS", "/models/7")
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PUT");
    }

    private static HttpResponse answer(Decision decision) {
        return assertInstanceOf(Decision.Answer.class, decision).response();
    }

    private static void assertNoCors(Headers headers) {
        assertTrue(headers.names().stream().noneMatch(name -> name.startsWith("Access-Control-")), headers::toString);
    }

    @Test
    void decide_preflightOfAllowedOrigin_isAnsweredWithoutCredential() {
        HttpRequest request = preflight(APP)
                .header("Access-Control-Request-Headers", "authorization,x-evil")
                .build();

        Decision.Answer answer = assertInstanceOf(Decision.Answer.class, gate.decide(request));
        HttpResponse response = answer.response();

        assertEquals(Optional.empty(), answer.reason());
        assertEquals(204, response.status());
        assertEquals(Optional.of(APP), header(response, ALLOW_ORIGIN));
        assertEquals(Optional.of("PUT"), header(response, "Access-Control-Allow-Methods"));
        assertEquals(
                Optional.of("authorization, content-type, x-request-id"),
                header(response, "Access-Control-Allow-Headers"));
        assertEquals(Optional.of("600"), header(response, "Access-Control-Max-Age"));
        assertEquals(
                List.of(
                        "Access-Control-Request-Method, Access-Control-Request-Headers,"
                                + " Access-Control-Request-Private-Network",
                        "Origin"),
                response.headers().all("Vary"));
        assertFalse(response.headers().contains("Access-Control-Allow-Private-Network"));
        assertFalse(response.headers().contains("Access-Control-Allow-Credentials"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.com.evil.example",
                "https://evil-app.example.com",
                "https://app.example.com:8443",
                "http://app.example.com",
                "https://APP.example.com",
                "https://app.example.com/",
                "https://app.example.com@evil.example",
                "https://sub.app.example.com",
                "http://localhost:5174",
                "http://localhost",
                "null",
                "*",
                "",
            })
    void decide_preflightOfOtherOrigin_isRefusedWithoutReflection(String origin) {
        HttpResponse response = assertRefused(
                GateReason.PREFLIGHT_REFUSED, 403, gate.decide(preflight(origin).build()));

        assertNoCors(response.headers());
        assertEquals(List.of("Origin"), response.headers().all("Vary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "trace", "CONNECT", "TRACK", "", "P UT", "PUT,DELETE", "*/*"})
    void decide_preflightForImpossibleMethod_isRefused(String method) {
        HttpRequest request = anonymous("OPTIONS", "/models/7")
                .header("Origin", APP)
                .header("Access-Control-Request-Method", method)
                .build();

        HttpResponse response = assertRefused(GateReason.PREFLIGHT_REFUSED, 403, gate.decide(request));

        assertFalse(response.headers().contains("Access-Control-Allow-Methods"));
    }

    @Test
    void decide_preflightAskingForPrivateNetwork_isAllowedToNamedOriginsOnly() {
        HttpRequest allowed = preflight(APP)
                .header("Access-Control-Request-Private-Network", "true")
                .build();
        HttpRequest odd = preflight(APP)
                .header("Access-Control-Request-Private-Network", "yes")
                .build();
        HttpRequest other = preflight("https://evil.example")
                .header("Access-Control-Request-Private-Network", "true")
                .build();

        assertEquals(Optional.of("true"), header(answer(gate.decide(allowed)), "Access-Control-Allow-Private-Network"));
        assertFalse(answer(gate.decide(odd)).headers().contains("Access-Control-Allow-Private-Network"));
        assertNoCors(answer(gate.decide(other)).headers());
    }

    @Test
    void decide_preflightOnTrickyPath_isRefused() {
        HttpRequest request = anonymous("OPTIONS", "/models/..")
                .header("Origin", APP)
                .header("Access-Control-Request-Method", "GET")
                .build();

        assertRefused(RequestReason.PATH_NOT_NORMAL, 400, gate.decide(request));
    }

    @Test
    void decide_twoMethodsInPreflight_isBadRequest() {
        HttpRequest request =
                preflight(APP).header("Access-Control-Request-Method", "GET").build();

        assertRefused(RequestReason.HEADER_REPEATED, 400, gate.decide(request));
    }

    @Test
    void decide_optionsWithoutPreflightHeaders_needsACredential() {
        HttpRequest noMethod =
                anonymous("OPTIONS", "/models/7").header("Origin", APP).build();
        HttpRequest noOrigin = anonymous("OPTIONS", "/models/7")
                .header("Access-Control-Request-Method", "PUT")
                .build();
        HttpRequest notOptions = anonymous("GET", "/models/7")
                .header("Origin", APP)
                .header("Access-Control-Request-Method", "PUT")
                .build();

        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(noMethod));
        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(noOrigin));
        assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(notOptions));
    }

    @Test
    void decide_allowedOrigin_mayReadAdmittedAndAnonymous() {
        Decision.Admitted admitted = assertInstanceOf(
                Decision.Admitted.class,
                gate.decide(bearer("GET", "/models/7").header("Origin", APP).build()));
        Decision.Anonymous anonymous = assertInstanceOf(
                Decision.Anonymous.class,
                gate.decide(anonymous("GET", "/health").header("Origin", APP).build()));

        for (Headers headers : List.of(admitted.headers(), anonymous.headers())) {
            assertEquals(Optional.of(APP), headers.single(ALLOW_ORIGIN));
            assertEquals(Optional.of("WWW-Authenticate"), headers.single("Access-Control-Expose-Headers"));
            assertEquals(Optional.of("Origin"), headers.single("Vary"));
            assertFalse(headers.contains("Access-Control-Allow-Credentials"));
        }
    }

    @Test
    void decide_allowedOrigin_mayReadRefusals() {
        HttpRequest missing =
                anonymous("GET", "/models/7").header("Origin", APP).build();
        HttpRequest denied = bearer("GET", "/admin").header("Origin", APP).build();
        HttpRequest bad = bearer("GET", "/a//b").header("Origin", APP).build();

        for (HttpResponse response : List.of(
                assertRefused(GateReason.CREDENTIAL_MISSING, 401, gate.decide(missing)),
                assertRefused(AccessReason.PERMISSION_MISSING, 403, gate.decide(denied)),
                assertRefused(RequestReason.PATH_NOT_NORMAL, 400, gate.decide(bad)))) {
            assertEquals(Optional.of(APP), header(response, ALLOW_ORIGIN));
            assertEquals(Optional.of("WWW-Authenticate"), header(response, "Access-Control-Expose-Headers"));
            assertEquals(Optional.of("Origin"), header(response, "Vary"));
        }
    }

    @Test
    void decide_otherOrNoOrigin_onlyVaries() {
        HttpRequest other = bearer("GET", "/models/7")
                .header("Origin", "https://evil.example")
                .build();
        HttpRequest none = bearer("GET", "/models/7").build();

        for (HttpRequest request : List.of(other, none)) {
            Headers headers = assertInstanceOf(Decision.Admitted.class, gate.decide(request))
                    .headers();
            assertEquals(Optional.of("Origin"), headers.single("Vary"));
            assertNoCors(headers);
        }
    }

    @Test
    void decide_twoOrigins_areNone() {
        HttpRequest request = bearer("GET", "/models/7")
                .header("Origin", APP)
                .header("Origin", APP)
                .build();

        assertNoCors(
                assertInstanceOf(Decision.Admitted.class, gate.decide(request)).headers());
        assertRefused(
                GateReason.PREFLIGHT_REFUSED,
                403,
                gate.decide(
                        preflight(APP).header("Origin", "https://evil.example").build()));
    }

    @Test
    void decide_noOriginsConfigured_leavesCorsToTheApplication() {
        Gate plain = Gate.builder()
                .accept(FakeAuthenticator.reader())
                .allowAnonymous("/models/7")
                .build();

        Decision.Anonymous anonymous = assertInstanceOf(
                Decision.Anonymous.class, plain.decide(preflight(APP).build()));

        assertEquals(0, anonymous.headers().names().size());
        assertRefused(
                GateReason.CREDENTIAL_MISSING,
                401,
                plain.decide(anonymous("OPTIONS", "/x")
                        .header("Origin", APP)
                        .header("Access-Control-Request-Method", "PUT")
                        .build()));
    }
}
