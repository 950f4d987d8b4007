package io.orgauth.trust;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps a bundle new: asks again and again with a long poll, and once more where a caller shows what the bundle does not know.
 * Two daemon threads of its own, since the one is held by the long poll. Thread-safe.
 */
final class BundleRefresher implements AutoCloseable {
    private static final Duration LONG_POLL = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    // Few threads, and not for long: a flood of unknown keys while nobody answers must not hold all of a server's.
    private static final int MOST_WAITING = 8;

    private final BundleKeeper keeper;
    private final LongSupplier ticker;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2, BundleRefresher::daemon);
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final CountDownLatch first = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();

    // Guarded by this.
    private CountDownLatch refetch = new CountDownLatch(0);
    private long refetched;

    BundleRefresher(BundleKeeper keeper, LongSupplier ticker) {
        this.keeper = keeper;
        this.ticker = ticker;
        this.refetched = ticker.getAsLong() - PATIENCE.toNanos();
    }

    private static Thread daemon(Runnable job) {
        Thread thread = new Thread(job, "orgauth-bundle");
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.execute(this::poll);
    }

    private void poll() {
        long began = ticker.getAsLong();
        boolean good = keeper.update(keeper.isEmpty() ? Duration.ZERO : LONG_POLL);
        first.countDown();
        failures.set(good ? 0 : Math.min(failures.get() + 1, 6));
        // After an answer as soon as the source allows, so that the long poll is never long at rest; after a failure
        // ever later.
        Duration pause = pause(failures.get()).minusNanos(good ? ticker.getAsLong() - began : 0);
        schedule(pause);
    }

    private Duration pause(int failed) {
        Duration pause = keeper.apart().multipliedBy(1L << failed);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void schedule(Duration pause) {
        try {
            Future<?> unused = threads.schedule(this::poll, Math.max(0, pause.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            first.countDown(); // closed meanwhile
        }
    }

    /** Waits for the first answer; no longer than a request may take. */
    void awaitFirst() {
        await(first, FIRST_ANSWER);
    }

    /** Has the source asked once more, but not twice in a second whoever calls, and waits for the answer up to a second. */
    void refetch() {
        CountDownLatch underWay = refetchUnderWay();
        if (underWay.getCount() == 0 || !waiting.tryAcquire()) {
            return;
        }
        try {
            await(underWay, PATIENCE);
        } finally {
            waiting.release();
        }
    }

    private synchronized CountDownLatch refetchUnderWay() {
        if (refetch.getCount() > 0 || ticker.getAsLong() - refetched < PATIENCE.toNanos()) {
            return refetch;
        }
        CountDownLatch answered = new CountDownLatch(1);
        refetched = ticker.getAsLong();
        refetch = answered;
        try {
            threads.execute(() -> {
                keeper.update(Duration.ZERO);
                answered.countDown();
            });
        } catch (RejectedExecutionException e) {
            answered.countDown();
        }
        return answered;
    }

    private static void await(CountDownLatch latch, Duration longest) {
        try {
            latch.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        first.countDown();
    }
}
