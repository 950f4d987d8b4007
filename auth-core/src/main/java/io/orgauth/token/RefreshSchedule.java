package io.orgauth.token;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one job again and again: one run at a time, no two starts closer than {@code apart} whoever asks how often, and always
 * a next one. Thread-safe.
 */
final class RefreshSchedule {
    private final ScheduledExecutorService scheduler;
    private final LongSupplier ticker;
    private final long apart;
    private final Supplier<Duration> job;

    // All below is guarded by this.
    private CountDownLatch over = new CountDownLatch(1);
    private @Nullable Future<?> timer;
    private long turn;
    private long due;
    private long lastStart;
    private boolean running;
    private boolean hurried;
    private boolean closed;

    /**
     * A schedule at rest.
     *
     * @param job one run; returns how long after its end the next is wanted
     */
    RefreshSchedule(ScheduledExecutorService scheduler, LongSupplier ticker, Duration apart, Supplier<Duration> job) {
        this.scheduler = scheduler;
        this.ticker = ticker;
        this.apart = apart.toNanos();
        this.job = job;
    }

    /** Has the first run start now. The latch opens when it is over, or there will be none. */
    synchronized CountDownLatch start() {
        long now = ticker.getAsLong();
        lastStart = now;
        hurried = true;
        CountDownLatch first = over;
        arm(now);
        return first;
    }

    /**
     * Has the next run start now, or else as soon as the last start is {@code apart} ago.
     *
     * @return opens when the run is over, if there is one that goes on or starts now
     */
    synchronized Optional<CountDownLatch> soon() {
        long now = ticker.getAsLong();
        long earliest = later(lastStart + apart, now);
        // Once for each run: a flood of calls would put off for good what a busy thread has not begun yet.
        // What is overdue is planned anew too, as a timer by another clock than the ticker may still be far from it.
        if (!running && !closed && !hurried && due != earliest) {
            hurried = true;
            arm(earliest);
        }
        boolean underWay = running || due - now <= 0;
        return underWay && !closed ? Optional.of(over) : Optional.empty();
    }

    synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel(false);
        }
        over.countDown();
    }

    private void arm(long when) {
        due = when;
        turn++;
        if (timer != null) {
            timer.cancel(false);
        }
        long mine = turn;
        try {
            timer = scheduler.schedule(() -> run(mine), when - ticker.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Its owner shut the scheduler down: as if closed, and no reason to refuse a token.
            close();
        }
    }

    private void run(long mine) {
        if (!begins(mine)) {
            return;
        }
        Duration pause = Duration.ZERO;
        try {
            pause = job.get();
        } finally {
            end(pause);
        }
    }

    /** A timer that went off while it was being replaced has lost its turn. */
    private synchronized boolean begins(long mine) {
        if (closed || mine != turn) {
            return false;
        }
        running = true;
        lastStart = ticker.getAsLong();
        return true;
    }

    private synchronized void end(Duration pause) {
        running = false;
        CountDownLatch ended = over;
        if (!closed) {
            over = new CountDownLatch(1);
            hurried = false;
            arm(later(ticker.getAsLong() + pause.toNanos(), lastStart + apart));
        }
        ended.countDown();
    }

    private static long later(long left, long right) {
        return left + Math.max(0, right - left); // ticks may run over: only differences compare
    }
}
