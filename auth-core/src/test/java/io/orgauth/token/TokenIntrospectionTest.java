package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.orgauth.AuthUnavailableException;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.http.FetchException;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.testing.HandClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIntrospectionTest {
    private static final String GOOD = """
            {"active":true,"iss":"https://auth.example.com","aud":"https://data.acme.example","sub":"usr_ada",
             "org_id":"org_acme","scope":"models:read","exp":1795522200,"iat":1795521600,"jti":"tok_1","token_type":"Bearer"}""";
    private static final Credential.OpaqueToken TOKEN = new Credential.OpaqueToken("opaque-1");

    private final FakeFetcher issuer = new FakeFetcher();
    private final ManualTime ticker = new ManualTime();
    private final HandClock clock = new HandClock(Tokens.START);

    @Test
    void authenticate_activeToken_isItsSubject() {
        issuer.answers(good());

        Principal caller = introspection().authenticate(TOKEN);

        assertEquals("usr_ada", caller.subject().id());
        assertEquals(Set.of(Permission.of("models:read")), caller.permissions());
        assertEquals("tok_1", caller.credential().value());
    }

    /** In a form, by an authenticated client: a URL would be in every log on the way. */
    @Test
    void ask_token_isInTheFormAndNowhereElse() {
        issuer.answers(good());
        introspection().authenticate(TOKEN);

        assertEquals(Map.of("token", "opaque-1"), issuer.requests().get(0).form());
        assertEquals(
                "https://auth.example.com/introspect",
                issuer.requests().get(0).uri().toString());
        assertEquals(
                Optional.of("Basic YXBwXzE6cyUzQWNyZXQ="),
                issuer.requests().get(0).header("authorization"));
    }

    @Test
    void authenticate_inactive_isRefusedAndRemembered() {
        issuer.answers("{\"active\":false}");
        TokenIntrospection introspection = introspection();

        assertRefused(TokenReason.TOKEN_NOT_ACTIVE, introspection);
        assertRefused(TokenReason.TOKEN_NOT_ACTIVE, introspection);
        assertEquals(1, issuer.calls());

        ticker.advance(Duration.ofSeconds(10));
        issuer.answers(good());
        introspection.authenticate(TOKEN);
    }

    /** Each row differs from the good answer in one thing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"iss\":\"https://auth.example.com\" | \"iss\":\"https://auth.example.com/\" | OTHER_ISSUER",
                "\"aud\":\"https://data.acme.example\" | \"aud\":\"https://other.example\" | OTHER_AUDIENCE",
                "\"aud\":\"https://data.acme.example\", | '' | MISSING_CLAIM",
                "\"org_id\":\"org_acme\" | \"org_id\":\"org_globex\" | OTHER_ORGANIZATION",
                "\"org_id\":\"org_acme\", | '' | MISSING_CLAIM",
                "\"sub\":\"usr_ada\", | '' | MISSING_CLAIM",
                "\"sub\":\"usr_ada\" | \"sub\":\"\" | MALFORMED_CLAIM",
                "\"exp\":1795522200, | '' | MISSING_CLAIM",
                "\"exp\":1795522200 | \"exp\":\"1795522200\" | MALFORMED_CLAIM",
                "\"iat\":1795521600 | \"nbf\":1999999999 | TOKEN_NOT_YET_VALID",
                "\"token_type\":\"Bearer\" | \"token_type\":\"DPoP\" | TOKEN_IS_BOUND",
                "\"token_type\":\"Bearer\" | \"cnf\":{} | TOKEN_IS_BOUND",
                "\"scope\":\"models:read\" | \"scope\":\"models:*\" | MALFORMED_CLAIM",
            })
    void authenticate_oneFault_isRefused(String part, String changed, TokenReason reason) {
        assertTrue(good().contains(part), part);
        issuer.answers(good().replace(part, changed));

        assertRefused(reason, introspection());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "true",
                "{\"active\":\"true\"}",
                "{\"active\":1}",
                "{\"active\":true",
                "<html>"
            })
    void authenticate_noAnswer_isUnavailableAndNotRemembered(String document) {
        issuer.answers(document);
        TokenIntrospection introspection = introspection();
        assertUnavailable(introspection);

        ticker.advance(Duration.ofSeconds(1));
        issuer.answers(good());
        introspection.authenticate(TOKEN);
    }

    @Test
    void authenticate_again_asksOnceUntilTheAnswerIsOld() {
        issuer.answers(good());
        TokenIntrospection introspection = introspection();
        introspection.authenticate(TOKEN);

        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        introspection.authenticate(TOKEN);
        assertEquals(1, issuer.calls());

        issuer.answers("{\"active\":false}");
        ticker.advance(Duration.ofNanos(1));
        assertRefused(TokenReason.TOKEN_NOT_ACTIVE, introspection);
        assertEquals(Duration.ofSeconds(30), introspection.revocationDelay());
    }

    /** An answer never outlives the token it is about. */
    @Test
    void authenticate_expiredSinceItWasAsked_isRefused() {
        issuer.answers(
                good().replace("1795522200", Long.toString(clock.instant().getEpochSecond() + 5)));
        TokenIntrospection introspection = introspection();
        introspection.authenticate(TOKEN);
        clock.pass(Duration.ofSeconds(5));

        assertRefused(TokenReason.TOKEN_EXPIRED, introspection);
    }

    @Test
    void authenticate_issuerOut_isUnavailableAndAsksOnceInASecond() {
        issuer.fails(FetchException.Problem.TIMEOUT);
        TokenIntrospection introspection = introspection();

        for (int i = 0; i < 100; i++) {
            assertUnavailable(introspection);
        }
        assertEquals(1, issuer.calls());

        ticker.advance(Duration.ofSeconds(1));
        assertUnavailable(introspection);
        assertEquals(2, issuer.calls());
    }

    @Test
    void authenticate_issuerOut_usesAStaleAdmissionToItsLimit() {
        issuer.answers(good());
        TokenIntrospection introspection =
                builder().trustStaleFor(Duration.ofSeconds(60)).build();
        introspection.authenticate(TOKEN);
        issuer.fails(FetchException.Problem.UNREACHABLE);

        ticker.advance(Duration.ofSeconds(90).minusNanos(1));
        introspection.authenticate(TOKEN);
        ticker.advance(Duration.ofNanos(1));
        assertUnavailable(introspection);
        assertEquals(Duration.ofSeconds(90), introspection.revocationDelay());
    }

    @Test
    void authenticate_issuerOut_usesNoStaleAdmissionUnlessSaid() {
        issuer.answers(good());
        TokenIntrospection introspection = introspection();
        introspection.authenticate(TOKEN);
        issuer.fails(FetchException.Problem.UNREACHABLE);
        ticker.advance(Duration.ofSeconds(30));

        assertUnavailable(introspection);
    }

    @Test
    void authenticate_manyAtOnce_askOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        issuer.answers(request -> {
            await(asked);
            return FakeFetcher.ok(good());
        });
        TokenIntrospection introspection = introspection();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Principal>> calls = new ArrayList<>();
            Callable<Principal> call = () -> introspection.authenticate(TOKEN);
            for (int i = 0; i < 8; i++) {
                calls.add(threads.submit(call));
            }
            asked.countDown();
            for (Future<Principal> done : calls) {
                assertEquals("usr_ada", done.get().subject().id());
            }
            assertEquals(1, issuer.calls());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void authenticate_tooLong_isRefusedWithoutAsking() {
        TokenIntrospection introspection = introspection();

        InvalidCredentialException refusal = assertThrows(
                InvalidCredentialException.class,
                () -> introspection.authenticate(new Credential.OpaqueToken("a".repeat(4_097))));

        assertEquals(TokenReason.TOKEN_TOO_LARGE, refusal.reason());
        assertEquals(0, issuer.calls());
    }

    /** A real socket, and an endpoint that answers what it likes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"500 | {}", "401 | {\"active\":true}", "302 | {\"active\":true}", "200 | {\"active\":", "200 | -"})
    void authenticate_lyingServer_isUnavailable(int status, String body) throws IOException {
        String sent = body.equals("-") ? "{\"active\":true,\"x\":\"" + "a".repeat(100_000) + "\"}" : body;
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        server.createContext("/", exchange -> {
            byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            TokenIntrospection introspection = builder()
                    .endpoint(URI.create("http://localhost:" + port + "/introspect"))
                    .fetcher(GuardedFetcher.operator().allowLoopback().build())
                    .build();
            assertUnavailable(introspection);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void build_whatIsMissing_isNamed() {
        TokenIntrospectionBuilder nothing = TokenIntrospection.builder();

        assertTrue(String.valueOf(assertThrows(IllegalStateException.class, nothing::build)
                        .getMessage())
                .contains(".endpoint"));
        assertThrows(IllegalArgumentException.class, () -> nothing.cacheFor(Duration.ofMinutes(11)));
        assertThrows(IllegalArgumentException.class, () -> nothing.trustStaleFor(Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> nothing.maxEntries(0));
    }

    @Test
    void text_showsNoSecret() {
        assertFalse(introspection().toString().contains("cret"));
    }

    private TokenIntrospection introspection() {
        return builder().build();
    }

    private TokenIntrospectionBuilder builder() {
        return TokenIntrospection.builder()
                .endpoint(URI.create("https://auth.example.com/introspect"))
                .credentials("app_1", "s:cret")
                .issuer("https://auth.example.com")
                .audience("https://data.acme.example")
                .organization("org_acme")
                .fetcher(issuer)
                .clock(clock)
                .ticker(ticker);
    }

    private static String good() {
        return GOOD;
    }

    private static void assertRefused(TokenReason reason, TokenIntrospection introspection) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> introspection.authenticate(TOKEN));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
    }

    private static void assertUnavailable(TokenIntrospection introspection) {
        assertEquals(
                TokenReason.INTROSPECTION_UNAVAILABLE,
                assertThrows(AuthUnavailableException.class, () -> introspection.authenticate(TOKEN))
                        .reason());
    }
}
