package io.orgauth.controlplane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs again and again, on a scheduler that is given or on one daemon thread of its own. Thread-safe. */
final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final ScheduledExecutorService scheduler;
    private final boolean isOwn;
    private final List<Future<?>> jobs = new ArrayList<>();

    Background(Optional<ScheduledExecutorService> given) {
        this.scheduler = given.orElseGet(Background::ownScheduler);
        this.isOwn = given.isEmpty();
    }

    /** The first run is one interval from now. */
    synchronized void every(Duration interval, String name, Runnable job) {
        long nanos = interval.toNanos();
        jobs.add(scheduler.scheduleWithFixedDelay(() -> run(name, job), nanos, nanos, TimeUnit.NANOSECONDS));
    }

    /** Ends the jobs. A run on our own thread is waited for a while, so that the caller may close its data source next. */
    @Override
    public synchronized void close() {
        jobs.forEach(job -> job.cancel(false));
        if (!isOwn) {
            return;
        }
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                scheduler.shutdownNow();
            }
        } catch (InterruptedException e) {
            scheduler.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** A job that throws would never run again; an outage must not end it for good. */
    private static void run(String name, Runnable job) {
        try {
            job.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed and is tried again later: {}", name, e.getMessage());
        }
    }

    private static ScheduledExecutorService ownScheduler() {
        return new ScheduledThreadPoolExecutor(1, job -> {
            Thread thread = new Thread(job, "orgauth-background");
            thread.setDaemon(true);
            return thread;
        });
    }
}
