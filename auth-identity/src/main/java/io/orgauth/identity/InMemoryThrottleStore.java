package io.orgauth.identity;

import java.time.Instant;

/** A {@link ThrottleStore} in memory. */
final class InMemoryThrottleStore implements ThrottleStore {
    private final InMemoryTable<Failures> counts;

    InMemoryThrottleStore(InMemoryTransaction transaction) {
        this.counts = new InMemoryTable<>(transaction);
    }

    @Override
    public Failures failures(String key) {
        return counts.find(key).orElse(Failures.NONE);
    }

    @Override
    public Failures fail(String key, Instant now) {
        return counts.atomically(() -> {
            Failures next = new Failures(failures(key).failures() + 1, now);
            counts.put(key, next);
            return next;
        });
    }

    @Override
    public void reset(String key) {
        counts.remove(key);
    }
}
