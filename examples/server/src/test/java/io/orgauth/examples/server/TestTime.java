package io.orgauth.examples.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** Time that moves when a test says so, dates and ages together. */
final class TestTime extends Clock {
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final AtomicLong nanos = new AtomicLong();

    Time time() {
        return new Time(this, nanos::get);
    }

    void forward(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
    }
}
