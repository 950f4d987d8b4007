package io.orgauth;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** Ids in the order in which they may be forgotten. To evict one earlier would let its message in again. */
final class InMemoryReplayGuard implements ReplayGuard {
    private record Use(String scope, String id) {}

    private final Clock clock;
    private final int capacity;
    private final Set<Use> used = new HashSet<>();
    private final TreeMap<Instant, Set<Use>> byTime = new TreeMap<>();

    InMemoryReplayGuard(Clock clock, int capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    @Override
    public synchronized boolean isFirstUse(String scope, String id, Instant until) {
        forgetOld();
        Use use = new Use(scope, id);
        if (used.contains(use)) {
            return false;
        }
        if (used.size() >= capacity) {
            throw new AuthUnavailableException(
                    ReplayReason.REPLAY_GUARD_FULL,
                    "the replay guard holds " + capacity + " ids that are not too old yet");
        }
        used.add(use);
        byTime.computeIfAbsent(until, time -> new HashSet<>()).add(use);
        return true;
    }

    private void forgetOld() {
        var old = byTime.headMap(clock.instant(), true);
        old.values().forEach(used::removeAll);
        old.clear();
    }
}
