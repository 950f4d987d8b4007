package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchedResponse;
import io.orgauth.sso.LoginStep;
import io.orgauth.token.TokenReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that lies about itself, is down, slow, or changes its keys. */
class ProviderOutageTest {
    private static final String METADATA = "/.well-known/openid-configuration";

    private final World world = new World();

    // ---- lying about itself ----

    static Stream<Arguments> metadata_wrongInOneThing_isRefused() {
        return Stream.of(
                Arguments.of("issuer", "https://evil.example"),
                Arguments.of("issuer", World.ISSUER + "/"),
                Arguments.of("issuer", "https://idp.example.net:443"),
                Arguments.of("issuer", "https://login.microsoftonline.com/{tenantid}/v2.0"),
                Arguments.of("issuer", FakeProvider.ABSENT),
                Arguments.of("issuer", 1),
                Arguments.of("authorization_endpoint", FakeProvider.ABSENT),
                Arguments.of("authorization_endpoint", "http://idp.example.net/authorize"),
                Arguments.of("authorization_endpoint", "javascript:alert(1)"),
                Arguments.of("authorization_endpoint", "https://user@idp.example.net/authorize"),
                Arguments.of("authorization_endpoint", "https://idp.example.net/authorize#fragment"),
                Arguments.of("authorization_endpoint", "/authorize"),
                Arguments.of("authorization_endpoint", "https://"),
                Arguments.of("authorization_endpoint", " "),
                Arguments.of("token_endpoint", FakeProvider.ABSENT),
                Arguments.of("token_endpoint", "http://idp.example.net/token"),
                Arguments.of("token_endpoint", null),
                Arguments.of("jwks_uri", FakeProvider.ABSENT),
                Arguments.of("jwks_uri", "file:///etc/passwd"),
                Arguments.of("userinfo_endpoint", "http://idp.example.net/userinfo"),
                Arguments.of("end_session_endpoint", "ftp://idp.example.net/"),
                Arguments.of("authorization_response_iss_parameter_supported", "true"));
    }

    @ParameterizedTest
    @MethodSource
    void metadata_wrongInOneThing_isRefused(String name, Object value) {
        world.provider.metadata.put(name, value);

        World.assertUnavailable(OidcReason.PROVIDER_METADATA_REFUSED, world::start);
    }

    @Test
    void metadata_noJson_isRefused() {
        world.provider.instead = request -> Optional.of(FetchedResponse.of(200, Map.of(), new byte[] {'<'}));

        World.assertUnavailable(OidcReason.PROVIDER_METADATA_REFUSED, world::start);
    }

    @Test
    void metadata_statusOtherThan200_isAnOutage() {
        world.provider.instead = request -> Optional.of(FetchedResponse.of(404, Map.of(), new byte[0]));

        World.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE, world::start);
    }

    @Test
    void metadata_ofAnotherIssuerLater_replacesNothing() {
        world.start();
        world.provider.metadata.put("issuer", "https://evil.example");
        world.provider.metadata.put("token_endpoint", "https://evil.example/token");
        world.time.pass(Duration.ofHours(2));

        LoginStep step = world.start();

        assertEquals("idp.example.net", ((LoginStep.Redirect) step).location().getHost());
    }

    static Stream<String> keySet_thatIsNone_signsNobodyIn() {
        return Stream.of(
                "",
                "[]",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"key-1\"}]}");
    }

    @ParameterizedTest
    @MethodSource
    void keySet_thatIsNone_signsNobodyIn(String document) {
        world.provider.at("jwks_uri", 200, document);

        world.assertUnavailable(TokenReason.KEYS_UNAVAILABLE);
    }

    // ---- fetched when needed, and no more often ----

    @Test
    void nothing_isFetchedBeforeItIsNeeded() {
        assertEquals(0, world.provider.requests.size());

        world.start();

        assertEquals(1, world.provider.requests.size());
    }

    @Test
    void metadataAndKeys_areKeptWhileFresh() {
        for (int i = 0; i < 5; i++) {
            world.signIn();
        }

        assertEquals(1, world.provider.asked(METADATA));
        assertEquals(1, world.provider.asked("/keys"));
    }

    @Test
    void metadata_isRefreshedAfterAnHour() {
        world.signIn();
        world.time.pass(Duration.ofHours(1).minusNanos(1));
        world.signIn();
        assertEquals(1, world.provider.asked(METADATA));

        world.time.pass(Duration.ofNanos(1));
        world.signIn();
        assertEquals(2, world.provider.asked(METADATA));
    }

    @Test
    void keys_areRefreshedAfter5Minutes() {
        world.signIn();
        world.time.pass(Duration.ofMinutes(5).minusNanos(1));
        world.signIn();
        assertEquals(1, world.provider.asked("/keys"));

        world.time.pass(Duration.ofNanos(1));
        world.signIn();
        assertEquals(2, world.provider.asked("/keys"));
    }

    static Stream<Arguments> keys_lastAsTheSenderSaysWithinBounds() {
        return Stream.of(
                Arguments.of("max-age=600", Duration.ofMinutes(10)),
                Arguments.of("max-age=0", Duration.ofMinutes(1)),
                Arguments.of("no-store", Duration.ofMinutes(1)),
                Arguments.of("max-age=86400", Duration.ofHours(1)));
    }

    @ParameterizedTest
    @MethodSource
    void keys_lastAsTheSenderSaysWithinBounds(String cacheControl, Duration fresh) {
        world.provider.keyHeaders = Map.of("cache-control", List.of(cacheControl));
        world.signIn();
        world.time.pass(fresh.minusNanos(1));
        world.signIn();
        assertEquals(1, world.provider.asked("/keys"));

        world.time.pass(Duration.ofNanos(1));
        world.signIn();
        assertEquals(2, world.provider.asked("/keys"));
    }

    @Test
    void wallClockTurnedBack_revivesNothing() {
        world.signIn();
        world.time.pass(Duration.ofMinutes(6));
        world.time.step(Duration.ofMinutes(-6));

        world.signIn();

        assertEquals(2, world.provider.asked("/keys"));
    }

    // ---- down ----

    private void metadataAndKeysAreDown() {
        world.provider.instead = request -> {
            if (request.method().equals("GET") && !request.uri().getPath().equals("/userinfo")) {
                throw new FetchException(FetchException.Problem.UNREACHABLE, "as told");
            }
            return Optional.empty();
        };
    }

    @Test
    void metadataAndKeys_down_serveOnForADay() {
        world.signIn();
        metadataAndKeysAreDown();

        world.time.pass(Duration.ofHours(24).minusNanos(1));
        assertEquals("ada-1", world.signIn().subject());

        world.time.pass(Duration.ofNanos(1));
        world.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE);
    }

    @Test
    void outage_isAskedAboutOnceIn5Seconds() {
        world.signIn();
        metadataAndKeysAreDown();
        world.time.pass(Duration.ofHours(2));

        for (int i = 0; i < 10; i++) {
            world.start();
        }
        assertEquals(2, world.provider.asked(METADATA));

        world.time.pass(Duration.ofSeconds(5));
        world.start();
        assertEquals(3, world.provider.asked(METADATA));
    }

    @Test
    void outageFromTheStart_isAskedAboutOnceIn5SecondsToo() {
        world.provider.fails(FetchException.Problem.TIMEOUT);

        for (int i = 0; i < 10; i++) {
            World.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE, world::start);
        }

        assertEquals(1, world.provider.asked(METADATA));
    }

    @Test
    void outageThatEnds_isOverAtTheNextQuestion() {
        world.provider.fails(FetchException.Problem.TIMEOUT);
        World.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE, world::start);
        world.provider.answers();
        world.time.pass(Duration.ofSeconds(5));

        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void outage_between_startAndFinish_failsClearlyAndTheNextSignInIsGood() {
        LoginStep step = world.start();
        world.provider.fails(FetchException.Problem.UNREACHABLE);
        World.assertUnavailable(OidcReason.PROVIDER_UNAVAILABLE, () -> world.finish(step));
        world.provider.answers();

        assertEquals("ada-1", world.signIn().subject());
    }

    @Test
    void provider_slow_isAskedByOneOfMany() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        world.provider.instead = request -> {
            awaited(slow);
            return Optional.empty();
        };
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Future<LoginStep>> steps = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                steps.add(people.submit(world::start));
            }
            slow.countDown();
            for (Future<LoginStep> step : steps) {
                step.get(10, TimeUnit.SECONDS);
            }
        } finally {
            people.shutdownNow();
        }

        assertEquals(1, world.provider.asked(METADATA));
    }

    @Test
    void provider_slowToRefresh_holdsUpOnePersonOnly() throws Exception {
        world.start();
        world.time.pass(Duration.ofHours(2));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch slow = new CountDownLatch(1);
        world.provider.instead = request -> {
            asked.countDown();
            awaited(slow);
            return Optional.empty();
        };
        ExecutorService person = Executors.newSingleThreadExecutor();
        try {
            Future<LoginStep> held = person.submit(world::start);
            awaited(asked);

            world.start(); // by what is known, at once

            slow.countDown();
            held.get(10, TimeUnit.SECONDS);
        } finally {
            person.shutdownNow();
        }
        assertEquals(2, world.provider.asked(METADATA));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- rotating ----

    @Test
    void keys_rotatedBetweenSignIns_areFetchedAnew() {
        world.signIn();
        world.provider.rotateTo(FakeProvider.OTHER_KEY);

        assertEquals("ada-1", world.signIn().subject());
        assertEquals(2, world.provider.asked("/keys"));
    }

    @Test
    void keys_rotatedDuringASignIn_areFetchedAnew() {
        world.signIn();
        LoginStep step = world.start();
        world.provider.rotateTo(FakeProvider.OTHER_KEY);

        assertEquals("ada-1", world.finish(step).subject());
    }

    @Test
    void oldKey_afterItWasTakenOut_signsNobodyIn() {
        world.signIn();
        world.provider.publish(FakeProvider.OTHER_KEY);
        world.time.pass(Duration.ofMinutes(5));

        world.assertRefused(TokenReason.UNKNOWN_KEY);
    }

    @Test
    void unknownKey_isAskedAboutOnceIn30Seconds() {
        world.signIn();
        world.provider.header = header -> header.keyID("nobody's");
        for (int i = 0; i < 10; i++) {
            world.assertRefused(TokenReason.UNKNOWN_KEY);
        }
        assertEquals(2, world.provider.asked("/keys"));

        world.time.pass(Duration.ofSeconds(30));
        world.assertRefused(TokenReason.UNKNOWN_KEY);
        assertEquals(3, world.provider.asked("/keys"));
    }

    @Test
    void unknownKey_providerOut_isRefusedByTheKnownOnes() {
        world.signIn();
        world.provider.header = header -> header.keyID("nobody's");
        metadataAndKeysAreDown();

        world.assertRefused(TokenReason.UNKNOWN_KEY);
    }
}
