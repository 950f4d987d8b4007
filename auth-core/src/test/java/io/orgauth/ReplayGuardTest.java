package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What may be used once is used once, and a flood makes nothing forgotten before its time. */
class ReplayGuardTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Instant now = NOON;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final ReplayGuard guard = new InMemoryReplayGuard(clock, 3);

    @Test
    void isFirstUse_ofOneId_isTrueOnce() {
        assertTrue(guard.isFirstUse("con_1", "assertion", NOON.plusSeconds(60)));
        assertFalse(guard.isFirstUse("con_1", "assertion", NOON.plusSeconds(60)));
        assertFalse(guard.isFirstUse("con_1", "assertion", NOON.plusSeconds(600)));
    }

    @Test
    void isFirstUse_ofOneIdInTwoScopes_isTrueForEach() {
        assertTrue(guard.isFirstUse("con_1", "2assertion", NOON.plusSeconds(60)));
        assertTrue(guard.isFirstUse("con_12", "assertion", NOON.plusSeconds(60)));
    }

    @Test
    void isFirstUse_untilItsTime_isRemembered_andFromThenOnForgotten() {
        assertTrue(guard.isFirstUse("con_1", "assertion", NOON.plusSeconds(60)));
        now = NOON.plusSeconds(60).minusNanos(1);
        assertFalse(guard.isFirstUse("con_1", "assertion", NOON.plusSeconds(60)));
        now = NOON.plusSeconds(60);
        assertTrue(guard.isFirstUse("con_1", "assertion", NOON.plusSeconds(120)));
    }

    @Test
    void isFirstUse_guardThatIsFull_refusesRatherThanForgets() {
        IntStream.range(0, 3).forEach(i -> assertTrue(guard.isFirstUse("con_1", "id" + i, NOON.plusSeconds(60 + i))));
        var refusal = assertThrows(
                AuthUnavailableException.class, () -> guard.isFirstUse("con_1", "one more", NOON.plusSeconds(60)));
        assertEquals(ReplayReason.REPLAY_GUARD_FULL, refusal.reason());
        assertFalse(guard.isFirstUse("con_1", "id0", NOON.plusSeconds(60)));
        now = NOON.plusSeconds(60);
        assertTrue(guard.isFirstUse("con_1", "one more", NOON.plusSeconds(90)));
        assertFalse(guard.isFirstUse("con_1", "id1", NOON.plusSeconds(90)));
    }

    @Test
    void isFirstUse_byManyThreads_isTrueForOne() {
        ReplayGuard shared = ReplayGuard.inMemory(clock);
        for (int round = 0; round < 100; round++) {
            String id = "round " + round;
            long first = IntStream.range(0, 16)
                    .parallel()
                    .filter(i -> shared.isFirstUse("con_1", id, NOON.plusSeconds(60)))
                    .count();
            assertEquals(1, first);
        }
    }
}
