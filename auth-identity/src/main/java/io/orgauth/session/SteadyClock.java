package io.orgauth.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that never falls far behind the time that has passed since it was made: who sets the system's clock back brings no session
 * back to life. One that was set forward by mistake may be corrected. Immutable and thread-safe.
 */
final class SteadyClock extends Clock {
    /** What the time service corrects on a machine that is well. */
    static final Duration CORRECTION = Duration.ofMinutes(1);

    private final Clock wall;
    private final LongSupplier ticker;
    private final Instant start;
    private final long startTick;

    /** The ticker counts nanoseconds, as {@link System#nanoTime} does. */
    SteadyClock(Clock wall, LongSupplier ticker) {
        this.wall = wall;
        this.ticker = ticker;
        this.start = wall.instant();
        this.startTick = ticker.getAsLong();
    }

    @Override
    public Instant instant() {
        Instant said = wall.instant();
        Instant passed = start.plusNanos(ticker.getAsLong() - startTick);
        return said.plus(CORRECTION).isBefore(passed) ? passed : said;
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(wall.withZone(zone), ticker);
    }
}
