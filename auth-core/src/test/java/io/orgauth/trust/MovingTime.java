package io.orgauth.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A wall clock that can be set, and a ticker that can't. */
final class MovingTime extends Clock implements LongSupplier {
    private volatile Instant wall;
    private volatile long tick = Long.MAX_VALUE - 5; // so that whoever compares ticks without a difference is found out

    MovingTime(Instant start) {
        this.wall = start;
    }

    void pass(Duration time) {
        wall = wall.plus(time);
        tick += time.toNanos();
    }

    void setWall(Instant now) {
        wall = now;
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public long getAsLong() {
        return tick;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a test needs no zone");
    }
}
