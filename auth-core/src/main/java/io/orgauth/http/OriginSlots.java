package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * At most two fetches at once of one origin: a slow identity provider ties up two threads, not all. An origin is
 * forgotten with its last fetch, so the map is no larger than the number of threads.
 */
final class OriginSlots {
    private static final int AT_ONCE = 2;

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    /** The work of one turn. */
    @FunctionalInterface
    interface Turn<T> {
        T take() throws IOException;
    }

    private static final class Slot {
        private final Semaphore free = new Semaphore(AT_ONCE, true);
        private int users; // changed inside compute() only, which is atomic for its key

        Slot join() {
            users++;
            return this;
        }

        boolean leave() {
            return --users == 0;
        }
    }

    <T> T run(String origin, FetchDeadline deadline, Turn<T> turn) throws IOException {
        Slot slot = slots.compute(origin, (key, old) -> (old == null ? new Slot() : old).join());
        try {
            return run(slot, deadline, turn);
        } finally {
            slots.computeIfPresent(origin, (key, old) -> old.leave() ? null : old);
        }
    }

    private static <T> T run(Slot slot, FetchDeadline deadline, Turn<T> turn) throws IOException {
        acquire(slot.free, deadline);
        try {
            return turn.take();
        } finally {
            slot.free.release();
        }
    }

    /** Waits for a turn, no longer than the fetch may take. */
    static void acquire(Semaphore free, FetchDeadline deadline) throws IOException {
        try {
            if (!free.tryAcquire(deadline.remainingMillis(), TimeUnit.MILLISECONDS)) {
                throw new FetchException(Problem.BUSY, "no turn within the deadline, too many others are under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(Problem.UNREACHABLE, "interrupted while waiting for a turn", e);
        }
    }

    int origins() {
        return slots.size();
    }
}
