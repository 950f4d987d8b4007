package io.orgauth.identity;

import java.time.Instant;
import java.util.List;

/** A {@link ThrottleStore} in memory. */
final class InMemoryThrottleStore implements ThrottleStore {
    private record Count(String key, Failures failures) {}

    private final InMemoryTable<Count> counts;

    InMemoryThrottleStore(InMemoryTransaction transaction) {
        this.counts = new InMemoryTable<>(transaction);
    }

    @Override
    public Failures failures(String key) {
        return counts.find(key).map(Count::failures).orElse(Failures.NONE);
    }

    @Override
    public Failures fail(String key, Instant now) {
        return counts.atomically(() -> {
            Failures next = new Failures(failures(key).failures() + 1, now);
            counts.put(key, new Count(key, next));
            return next;
        });
    }

    @Override
    public void reset(String key) {
        counts.remove(key);
    }

    @Override
    public int removeBefore(Instant before, int limit) {
        return counts.atomically(() -> {
            List<Count> old =
                    counts.overBefore(before, count -> count.failures().last(), limit);
            old.forEach(count -> counts.remove(count.key()));
            return old.size();
        });
    }
}
