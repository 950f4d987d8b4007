package io.orgauth.session;

import static io.orgauth.session.SessionsFixture.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.BreakGlass;
import io.orgauth.identity.SecretDigest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** For how long a session lasts, whatever the clock does. */
class SessionTimesTest {
    private static final Duration IDLE = Duration.ofMinutes(60);
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SessionsFixture fixture = new SessionsFixture();
    private final SessionsFixture.Time time = fixture.time;

    private void useEvery(Duration step, Duration until, StartedSession session) {
        for (Duration passed = Duration.ZERO; passed.compareTo(until) < 0; passed = passed.plus(step)) {
            time.pass(step);
            assertTrue(fixture.lives(session), "after " + passed);
        }
    }

    @Test
    void find_unused_endsExactlyAfterTheIdleTime() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        time.pass(IDLE.minusNanos(1));
        // Not by find, which counts as use.
        assertFalse(fixture.stored(session).times().isOver(time.instant()));

        time.pass(Duration.ofNanos(1));

        assertFalse(fixture.lives(session));
    }

    @Test
    void find_used_goesOnButNotBeyondItsLifetime() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        useEvery(Duration.ofMinutes(30), LIFETIME.minusMinutes(30), session);
        time.pass(Duration.ofMinutes(30).minusNanos(1));
        assertTrue(fixture.lives(session));

        time.pass(Duration.ofNanos(1));

        assertFalse(fixture.lives(session));
    }

    @Test
    void find_againWithinAMinute_isNotWritten() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        time.pass(Duration.ofSeconds(60).minusNanos(1));
        fixture.lives(session);
        assertEquals(START, fixture.stored(session).times().seen());

        time.pass(Duration.ofNanos(1));
        fixture.lives(session);

        assertEquals(START.plusSeconds(60), fixture.stored(session).times().seen());
        assertEquals(
                START.plusSeconds(60).plus(IDLE),
                fixture.stored(session).times().idleEnd());
    }

    @Test
    void find_lastUses_neverMoveTheIdleEndBeyondTheEnd() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        useEvery(Duration.ofMinutes(30), LIFETIME.minusMinutes(30), session);

        assertEquals(
                fixture.stored(session).times().end(),
                fixture.stored(session).times().idleEnd());
    }

    @Test
    void begin_organizationThatSaysOtherwise_isObeyed() {
        fixture.policy(fixture.acme, true, Duration.ofMinutes(5), Duration.ofMinutes(30));

        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);

        assertEquals(
                START.plus(Duration.ofMinutes(5)), session.session().times().idleEnd());
        assertEquals(
                START.plus(Duration.ofMinutes(30)), session.session().times().end());
    }

    @Test
    void find_lifetimeShortenedMeanwhile_countsFromTheNextUse() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        fixture.policy(fixture.acme, true, Duration.ofMinutes(10), Duration.ofMinutes(15));
        time.pass(Duration.ofMinutes(10));
        assertTrue(fixture.lives(session));

        time.pass(Duration.ofMinutes(5));

        assertFalse(fixture.lives(session));
    }

    @Test
    void begin_byBreakingTheGlass_lastsAnHour() {
        fixture.stores
                .breakGlass()
                .insert(new BreakGlass(fixture.acme, fixture.bob.id(), SecretDigest.of("secret"), 1));
        StartedSession session = fixture.sessions.begin(
                fixture.bob, Optional.of(fixture.acme), fixture.breakGlass(), Optional.empty(), "Firefox");
        useEvery(Duration.ofMinutes(10), Duration.ofMinutes(50), session);

        time.pass(Duration.ofMinutes(10));

        assertFalse(fixture.lives(session));
    }

    @Test
    void find_ended_isRemoved() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        time.pass(IDLE);

        fixture.lives(session);

        assertTrue(fixture.stores.sessions().ofUser(fixture.ada.id()).isEmpty());
    }

    @Test
    void clock_setBack_revivesNothing() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        time.pass(IDLE);

        time.set(Duration.ofHours(-1));

        assertFalse(fixture.lives(session));
        assertTrue(fixture.sessions.of(fixture.ada.id()).isEmpty());
    }

    @Test
    void clock_setForwardAndCorrected_endsNothingThatWasNotAsked() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        time.set(Duration.ofHours(2));
        time.set(Duration.ofHours(-2));

        assertTrue(fixture.lives(session));
    }

    @Test
    void clock_setForward_endsForGood() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        time.set(Duration.ofHours(2));
        assertFalse(fixture.lives(session));

        time.set(Duration.ofHours(-2));

        assertFalse(fixture.lives(session));
    }

    @Test
    void clock_correctedByAMinute_isFollowed() {
        SteadyClock steady = new SteadyClock(time, time::nanos);
        time.pass(Duration.ofMinutes(5));
        time.set(SteadyClock.CORRECTION.negated());
        assertEquals(START.plus(Duration.ofMinutes(4)), steady.instant());

        time.set(Duration.ofNanos(-1));

        assertEquals(START.plus(Duration.ofMinutes(5)), steady.instant());
        assertEquals(time.getZone(), steady.withZone(time.getZone()).getZone());
    }
}
