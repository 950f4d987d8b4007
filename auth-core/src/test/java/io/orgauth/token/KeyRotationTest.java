package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.SealingKey;
import io.orgauth.testing.HandClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the issuer's keys over its JWKS to a verifier elsewhere, minute by minute. */
class KeyRotationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandClock clock = new HandClock(Tokens.START);
    private final ManualTime time = new ManualTime();
    private final FakeFetcher served = new FakeFetcher();
    private final SigningKeys keys = SigningKeys.builder()
            .store(SigningKeyStore.inMemory())
            .sealedBy(SealingKey.inMemory())
            .algorithm(JwsAlgorithm.ES256)
            .rotateEvery(Duration.ofMinutes(20))
            .tokenLifetime(Duration.ofMinutes(10))
            .clock(clock)
            .tickedByCaller()
            .build();
    private final TokenIssuer issuer = Tokens.issuer(keys, clock);
    private TokenVerifier verifier;

    @BeforeEach
    void open() {
        served.answers(request -> FakeFetcher.ok(
                new String(keys.jwks(), StandardCharsets.UTF_8),
                "max-age=" + keys.jwksCacheTime().toSeconds()));
        verifier = TokenVerifier.builder()
                .issuer(FakeIssuer.URL)
                .audience(Tokens.AUDIENCE)
                .organization("org_acme")
                .clock(clock)
                .clockSkew(Duration.ZERO)
                .keys(KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
                        .fetcher(served)
                        .scheduler(time)
                        .ticker(time)
                        .patience(Duration.ZERO))
                .build();
        time.runDue();
    }

    @AfterEach
    void close() {
        verifier.close();
        keys.close();
    }

    private void pass(Duration step) {
        clock.pass(step);
        keys.tick();
        time.advance(step);
    }

    private String issue() {
        return issuer.issue(Tokens.token().build());
    }

    private String activeKid() {
        return keys.status().get(0).kid();
    }

    private void assertGood(String token) {
        assertEquals("usr_1", verifier.verify(token).subject().id());
    }

    @Test
    void rotation_nextKeyPublishedFirst_everyTokenIsGoodUntilItsEndAndNobodyAsksTwice() {
        Set<String> signers = new HashSet<>();
        List<String> live = new ArrayList<>();
        for (int minute = 0; minute < 120; minute++) {
            live.add(issue());
            signers.add(activeKid());
            if (live.size() > 10) {
                String over = live.remove(0);
                InvalidCredentialException refusal =
                        assertThrows(InvalidCredentialException.class, () -> verifier.verify(over));
                assertEquals(TokenReason.TOKEN_EXPIRED, refusal.reason());
            }
            live.forEach(this::assertGood);
            pass(MINUTE);
        }
        assertEquals(6, signers.size());
        assertEquals(1 + 120 / 5, served.calls());
    }

    /** An issuer that signs before it publishes costs its callers at most the interval, and no token of the old key. */
    @Test
    void rotation_keySignsBeforeItIsPublished_isGoodWithin30Seconds() {
        served.answers(FakeIssuer.jwks("old"));
        TokenVerifier elsewhere = FakeIssuer.verifier(KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
                .fetcher(served)
                .scheduler(time)
                .ticker(time)
                .patience(Duration.ZERO));
        time.runDue();
        String early = FakeIssuer.token("new");
        assertThrows(InvalidCredentialException.class, () -> elsewhere.verify(early));
        served.answers(FakeIssuer.jwks("new", "old"));
        time.advance(Duration.ofSeconds(30));
        assertEquals("usr_ada", elsewhere.verify(early).subject().id());
        assertEquals(
                "usr_ada", elsewhere.verify(FakeIssuer.token("old")).subject().id());
        elsewhere.close();
    }

    @Test
    void remove_leakedKey_isRefusedWhenTheCacheTimeIsOver() {
        String leaked = issue();
        assertGood(leaked);
        assertTrue(keys.remove(activeKid()));
        pass(keys.jwksCacheTime());
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> verifier.verify(leaked));
        assertEquals(TokenReason.UNKNOWN_KEY, refusal.reason());
        assertGood(issue());
    }
}
