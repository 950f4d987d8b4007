package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The timeline in minutes: publish 6 ahead, rotate after 100, keep retired ones 62, skew 1. */
class SigningKeySetTest {
    private static final Instant START = Tokens.START;
    private static final SigningKeyGenerator GENERATOR =
            new SigningKeyGenerator(JwsAlgorithm.ES256, 0, new SecureRandom());
    private static final SigningKeySchedule SCHEDULE = new SigningKeySchedule(
            Optional.of(Duration.ofMinutes(100)), Duration.ofMinutes(6), Duration.ofMinutes(62), Duration.ofMinutes(1));
    private static final SigningKeySchedule BY_HAND = new SigningKeySchedule(
            Optional.empty(), SCHEDULE.publishAhead(), SCHEDULE.keepRetired(), SCHEDULE.clockSkew());

    private final SigningKeySet first = SigningKeySet.first(GENERATOR, START);

    @Test
    void first_oneIsActive_anotherIsPublished() {
        assertStates(first, SigningKeyState.ACTIVE, SigningKeyState.NEXT);
        assertFalse(first.rotationRequested());
        assertEquals(START, first.active().since());
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "99"})
    void advanced_notDue_changesNothing(long minutes) {
        assertSame(first, advanced(first, minutes));
    }

    @Test
    void advanced_due_nextBecomesActiveAndActiveRetires() {
        SigningKeySet rotated = advanced(first, 100);
        assertStates(rotated, SigningKeyState.ACTIVE, SigningKeyState.NEXT, SigningKeyState.RETIRED);
        assertEquals(first.next().kid(), rotated.active().kid());
        assertEquals(first.active().kid(), rotated.keys().get(2).kid());
        rotated.keys().forEach(key -> assertEquals(at(100), key.since()));
        assertFalse(first.has(rotated.next().kid()));
    }

    @Test
    void advanced_aNanosecondEarly_changesNothing() {
        assertSame(first, first.advanced(at(100).minusNanos(1), SCHEDULE, GENERATOR));
    }

    @Test
    void advanced_longAway_rotatesOnce() {
        SigningKeySet rotated = advanced(first, 10_000);
        assertEquals(first.next().kid(), rotated.active().kid());
        assertSame(rotated, advanced(rotated, 10_000));
        assertSame(rotated, advanced(rotated, 10_061));
    }

    @Test
    void advanced_byHandOnly_neverRotates() {
        assertSame(first, first.advanced(at(1_000_000), BY_HAND, GENERATOR));
    }

    @ParameterizedTest
    @CsvSource({"161, 3", "162, 2"})
    void advanced_retiredKey_staysForLifetimeAndSkew(long minutes, int keys) {
        SigningKeySet rotated = advanced(first, 100);
        assertEquals(keys, advanced(rotated, minutes).keys().size());
    }

    @Test
    void advanced_retiredIsOver_othersStay() {
        SigningKeySet rotated = advanced(advanced(first, 100), 162);
        assertStates(rotated, SigningKeyState.ACTIVE, SigningKeyState.NEXT);
        assertFalse(rotated.has(first.active().kid()));
    }

    @Test
    void advanced_dueButNextIsUnripe_waits() {
        SigningKeySet replaced = first.without(first.next().kid(), at(97), GENERATOR);
        assertSame(replaced, advanced(replaced, 100));
        assertSame(replaced, advanced(replaced, 102));
        SigningKeySet rotated = advanced(replaced, 103);
        assertEquals(replaced.next().kid(), rotated.active().kid());
    }

    @Test
    void rotationRequested_ripe_rotatesAtOnce() {
        SigningKeySet rotated = requested(first, first.active().kid(), 6);
        assertEquals(first.next().kid(), rotated.active().kid());
        assertFalse(rotated.rotationRequested());
    }

    @Test
    void rotationRequested_unripe_rotatesWhenItIs() {
        SigningKeySet waiting = requested(first, first.active().kid(), 5);
        assertTrue(waiting.rotationRequested());
        assertEquals(first.active().kid(), waiting.active().kid());
        assertSame(waiting, requested(waiting, first.active().kid(), 5));
        assertSame(waiting, waiting.advanced(at(6).minusNanos(1), BY_HAND, GENERATOR));

        SigningKeySet rotated = waiting.advanced(at(6), BY_HAND, GENERATOR);
        assertEquals(first.next().kid(), rotated.active().kid());
        assertFalse(rotated.rotationRequested());
        assertSame(rotated, rotated.advanced(at(12), BY_HAND, GENERATOR));
    }

    @Test
    void rotationRequested_otherIsActiveAlready_changesNothing() {
        SigningKeySet rotated = advanced(first, 100);
        assertSame(rotated, requested(rotated, first.active().kid(), 120));
    }

    @Test
    void rotationRequested_survivesOtherChanges() {
        SigningKeySet rotated = advanced(first, 100);
        SigningKeySet waiting = requested(rotated, rotated.active().kid(), 101);
        assertTrue(waiting.without(first.active().kid(), at(101), GENERATOR).rotationRequested());
        SigningKeySet healed = waiting.advanced(at(98), BY_HAND, GENERATOR);
        assertNotSame(waiting, healed);
        assertTrue(healed.rotationRequested());
    }

    @Test
    void without_retired_isGone() {
        SigningKeySet removed = advanced(first, 100).without(first.active().kid(), at(101), GENERATOR);
        assertStates(removed, SigningKeyState.ACTIVE, SigningKeyState.NEXT);
        assertFalse(removed.has(first.active().kid()));
        assertEquals(first.next().kid(), removed.active().kid());
    }

    @Test
    void without_next_isReplacedByAnother() {
        SigningKeySet removed = first.without(first.next().kid(), at(1), GENERATOR);
        assertStates(removed, SigningKeyState.ACTIVE, SigningKeyState.NEXT);
        assertFalse(removed.has(first.next().kid()));
        assertEquals(first.active().kid(), removed.active().kid());
        assertEquals(at(1), removed.next().since());
    }

    @Test
    void without_active_isFollowedByTheNextThoughUnripe() {
        SigningKeySet removed = first.without(first.active().kid(), at(1), GENERATOR);
        assertStates(removed, SigningKeyState.ACTIVE, SigningKeyState.NEXT);
        assertEquals(first.next().kid(), removed.active().kid());
        assertFalse(removed.has(first.active().kid()));
        assertEquals(at(1), removed.active().since());
    }

    @Test
    void without_unknown_changesNothing() {
        assertSame(first, first.without("other", at(1), GENERATOR));
    }

    /** The clock was a year ahead when the keys changed; nobody waits a year for it. */
    @Test
    void advanced_timesFromTheFuture_becomeNow() {
        SigningKeySet wrong = SigningKeySet.first(GENERATOR, at(500_000));
        SigningKeySet healed = advanced(wrong, 0);
        healed.keys().forEach(key -> assertEquals(START, key.since()));
        assertEquals(wrong.active().kid(), healed.active().kid());
        assertSame(healed, advanced(healed, 99));
        assertEquals(wrong.next().kid(), advanced(healed, 100).active().kid());
    }

    @Test
    void advanced_anotherNodesClockIsAheadBySkew_changesNothing() {
        SigningKeySet ahead = SigningKeySet.first(GENERATOR, at(1));
        assertSame(ahead, advanced(ahead, 0));
        SigningKeySet further = SigningKeySet.first(GENERATOR, at(1).plusNanos(1));
        assertEquals(START, advanced(further, 0).active().since());
    }

    @Test
    void of_notOneActiveAndOneNext_isRefused() {
        SigningKey active = first.active();
        SigningKey next = first.next();
        for (List<SigningKey> keys : List.of(
                List.<SigningKey>of(),
                List.of(active),
                List.of(next),
                List.of(active, active, next),
                List.of(active, next, next))) {
            assertThrows(IllegalArgumentException.class, () -> SigningKeySet.of(keys, false));
        }
    }

    @Test
    void toString_isIdsAndStates() {
        assertEquals(
                "SigningKeySet[SigningKey[" + first.active().kid() + " ACTIVE redacted], SigningKey["
                        + first.next().kid() + " NEXT redacted]]",
                first.toString());
    }

    private static SigningKeySet advanced(SigningKeySet set, long minutes) {
        return set.advanced(at(minutes), SCHEDULE, GENERATOR);
    }

    private static SigningKeySet requested(SigningKeySet set, String kid, long minutes) {
        return set.rotationRequested(kid, at(minutes), BY_HAND, GENERATOR);
    }

    private static Instant at(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static void assertStates(SigningKeySet set, SigningKeyState... states) {
        assertEquals(List.of(states), set.keys().stream().map(SigningKey::state).toList());
    }
}
