package io.orgauth.token;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job again and again, on a scheduler that is given or on one daemon thread of its own. Thread-safe. */
final class SigningKeysTimer {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeysTimer.class);

    private final ScheduledExecutorService scheduler;
    private final boolean isOwn;
    private final Duration interval;
    private @Nullable Future<?> job;

    SigningKeysTimer(Optional<ScheduledExecutorService> given, Duration interval) {
        this.scheduler = given.orElseGet(SigningKeysTimer::ownScheduler);
        this.isOwn = given.isEmpty();
        this.interval = interval;
    }

    synchronized void start(Runnable tick) {
        long nanos = interval.toNanos();
        job = scheduler.scheduleWithFixedDelay(() -> runSafely(tick), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    synchronized void close() {
        if (job != null) {
            job.cancel(false);
        }
        if (isOwn) {
            scheduler.shutdown();
        }
    }

    /** A job that throws would never run again; an outage must not end rotation for good. */
    private static void runSafely(Runnable tick) {
        try {
            tick.run();
        } catch (RuntimeException e) {
            LOG.warn("signing keys could not be refreshed, the known ones go on: {}", e.getMessage());
        }
    }

    private static ScheduledExecutorService ownScheduler() {
        return new ScheduledThreadPoolExecutor(1, job -> {
            Thread thread = new Thread(job, "orgauth-signing-keys");
            thread.setDaemon(true);
            return thread;
        });
    }
}
