package io.orgauth.http;

import static io.orgauth.http.Decisions.assertRefused;
import static io.orgauth.http.Decisions.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import io.orgauth.json.Json;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an authenticator throws, nobody is admitted, the client learns nothing, and the log has one safe line. */
class GateFailsClosedTest {
    private static final String SECRET = "s3cr3t";

    private static Gate throwing(Throwable thrown) {
        return Gate.builder()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, jwt -> raise(thrown)))
                .build();
    }

    @SuppressWarnings("unchecked") // how an authenticator in another JVM language throws what it likes
    private static <T extends Throwable> Principal raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private static Principal endless() {
        return endless();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException(SECRET),
                new NullPointerException(),
                new Exception(SECRET),
                new StackOverflowError(),
                new OutOfMemoryError(SECRET),
                new NoClassDefFoundError(SECRET),
                new AssertionError(SECRET),
                new Throwable(SECRET));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void decide_anyThrowable_isInternalFailure(Throwable thrown) {
        HttpResponse response = assertRefused(
                GateReason.INTERNAL_FAILURE,
                500,
                throwing(thrown).decide(bearer("GET", "/a").build()));

        assertEquals(
                List.of("title", "status", "code", "instance"),
                Json.parseObject(response.body()).names());
        assertFalse(Json.text(Json.parse(response.body())).contains(SECRET));
    }

    @Test
    void decide_realStackOverflow_isInternalFailure() {
        Gate gate = Gate.builder()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, jwt -> endless()))
                .build();

        assertRefused(
                GateReason.INTERNAL_FAILURE,
                500,
                gate.decide(bearer("GET", "/a").build()));
    }

    @Test
    @SuppressWarnings("NullAway") // what an authenticator without null checks may do
    void decide_noPrincipal_isInternalFailure() {
        Gate gate = Gate.builder()
                .accept(FakeAuthenticator.of(Credential.Jwt.class, jwt -> null))
                .build();

        assertRefused(
                GateReason.INTERNAL_FAILURE,
                500,
                gate.decide(bearer("GET", "/a").build()));
    }

    @Test
    @SuppressWarnings("NullAway") // an adapter's mistake must not open the gate
    void decide_noRequest_isInternalFailure() {
        Gate gate = throwing(new IllegalStateException());

        assertRefused(GateReason.INTERNAL_FAILURE, 500, gate.decide(null));
    }

    @Test
    void decide_failure_isOneLineWithTheTraceTheClientGot() {
        try (LogLines log = LogLines.of(Gate.class)) {
            Throwable thrown = new IllegalStateException(SECRET + "\r\nforged", new Exception(SECRET));
            HttpResponse response = assertRefused(
                    GateReason.INTERNAL_FAILURE,
                    500,
                    throwing(thrown).decide(bearer("GET", "/a?token=" + SECRET).build()));

            String trace = Json.parseObject(response.body()).string("instance").orElseThrow();
            String line = log.only();
            assertTrue(line.startsWith("WARNING failed GET /a trace "), line);
            assertTrue(line.contains(trace.substring("urn:uuid:".length())), line);
            assertTrue(line.contains("java.lang.IllegalStateException at io.orgauth.http.GateFailsClosedTest"), line);
            assertTrue(line.contains(" caused by java.lang.Exception at "), line);
            assertFalse(line.contains(SECRET), line);
            assertFalse(line.contains("\n"), line);
        }
    }

    @Test
    void decide_unavailable_isOneLineWithItsReason() {
        try (LogLines log = LogLines.of(Gate.class)) {
            Throwable thrown = new AuthUnavailableException(
                    AccessReason.PERMISSION_MISSING, "keys\r\nare away", new java.io.IOException(SECRET));
            throwing(thrown).decide(bearer("GET", "/a").build());

            String line = log.only();
            assertTrue(
                    line.startsWith("WARNING unavailable GET /a by permission_missing (keys\\u000d\\u000aare away) "),
                    line);
            assertTrue(line.contains(" caused by java.io.IOException at "), line);
            assertFalse(line.contains(SECRET), line);
        }
    }

    @Test
    void decide_refusal_isOneEscapedLineWithoutTheCredential() {
        try (LogLines log = LogLines.of(Gate.class)) {
            Throwable thrown = new InvalidCredentialException(AccessReason.ORGANIZATION_NOT_ADMITTED, "a \"b\"\nc");
            throwing(thrown).decide(bearer("GET", "/caf%c3%a9/x?key=" + SECRET).build());
            throwing(thrown).decide(bearer("GET", "/a\u001b[31m\u0085x y").build());

            assertEquals(
                    List.of(
                            "FINE refused GET /caf%c3%a9/x by organization_not_admitted (a \\u0022b\\u0022\\u000ac)",
                            "FINE refused GET /a\\u001b[31m\\u0085x\\u0020y by path_character_refused"
                                    + " (the path has a character that must be encoded)"),
                    log.lines());
        }
    }

    @Test
    void toString_longestPath_isWhole_oneMoreIsCut() {
        String longest = "/" + "a".repeat(254) + "\u007f";

        assertEquals(
                "HttpRequest[GET /" + "a".repeat(254) + "\\u007f]",
                HttpRequest.builder("GET", longest).build().toString());
        assertEquals(
                "HttpRequest[GET /" + "a".repeat(254) + "\\u007f...]",
                HttpRequest.builder("GET", longest + "b").build().toString());
    }

    @Test
    void decide_longPath_isCutInTheLog() {
        try (LogLines log = LogLines.of(Gate.class)) {
            throwing(new IllegalStateException())
                    .decide(bearer("GET", "/" + "a".repeat(300) + "//").build());

            assertTrue(log.only().startsWith("FINE refused GET /" + "a".repeat(255) + "... by path_not_normal"));
        }
    }

    @Test
    void decide_loggerFails_staysClosed() {
        try (LogLines log = LogLines.of(Gate.class)) {
            log.failWith(new IllegalStateException("disk full"));

            assertRefused(
                    GateReason.INTERNAL_FAILURE,
                    500,
                    throwing(new InvalidCredentialException(AccessReason.PERMISSION_MISSING, "x"))
                            .decide(bearer("GET", "/a").build()));
        }
    }

    @Test
    void decide_causesInACircle_endsTheLine() {
        Exception first = new Exception("a");
        first.initCause(new Exception("b", first));
        try (LogLines log = LogLines.of(Gate.class)) {
            throwing(first).decide(bearer("GET", "/a").build());

            assertEquals(5, log.only().split(" at ", -1).length - 1);
        }
    }
}
