package io.orgauth.trust;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The later of the wall clock and the last bundle's date plus what has passed since by a clock that nobody can set: whoever
 * turns the wall clock back revives neither a token nor a bundle. Thread-safe.
 */
final class EffectiveClock extends Clock {
    private final Clock wall;
    private final LongSupplier ticker;
    private final Supplier<Optional<Snapshot>> bundle;

    EffectiveClock(Clock wall, LongSupplier ticker, Supplier<Optional<Snapshot>> bundle) {
        this.wall = wall;
        this.ticker = ticker;
        this.bundle = bundle;
    }

    @Override
    public Instant instant() {
        Instant now = wall.instant();
        Optional<Snapshot> held = bundle.get();
        if (held.isEmpty()) {
            return now;
        }
        Instant least = atLeast(held.get());
        return now.isBefore(least) ? least : now;
    }

    private Instant atLeast(Snapshot held) {
        return held.manifest().version().issued().plusNanos(ticker.getAsLong() - held.accepted());
    }

    /** How far the wall clock is behind what it must be by now; zero or less if it is not. */
    Duration behind() {
        return bundle.get()
                .map(held -> Duration.between(wall.instant(), atLeast(held)))
                .orElse(Duration.ZERO);
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new EffectiveClock(wall.withZone(zone), ticker, bundle);
    }
}
