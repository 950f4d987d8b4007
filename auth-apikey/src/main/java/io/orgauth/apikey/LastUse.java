package io.orgauth.apikey;

import io.orgauth.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when keys were used: in memory at once, in the store once a minute, so that a busy key costs one write a minute on each
 * node. Beyond 100,000 keys in one minute, some uses are not noted. Thread-safe.
 */
final class LastUse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 100_000;

    private record Use(OrganizationId organization, Instant time) {}

    private final ApiKeyStore store;
    private final Clock clock;
    private final Optional<ScheduledExecutorService> given;
    private final Map<String, Use> unwritten = new ConcurrentHashMap<>();
    private volatile boolean running;
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable Future<?> job;

    /** The work begins with the first use: who issues keys and proves none needs no thread. */
    LastUse(ApiKeyStore store, Clock clock, Optional<ScheduledExecutorService> given) {
        this.store = store;
        this.clock = clock;
        this.given = given;
    }

    private synchronized void start() {
        if (!running) {
            scheduler = given.orElseGet(LastUse::daemon);
            job = scheduler.scheduleWithFixedDelay(
                    this::write, INTERVAL.toNanos(), INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
            running = true;
        }
    }

    private static ScheduledExecutorService daemon() {
        return new ScheduledThreadPoolExecutor(1, job -> {
            Thread thread = new Thread(job, "orgauth-api-keys");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The first use of the minute stands for all of it: then a busy key costs a look-up and no more. */
    void note(ApiKey key) {
        if (!unwritten.containsKey(key.id()) && unwritten.size() < MOST_KEYS) {
            unwritten.put(key.id(), new Use(key.organization(), clock.instant()));
        }
        if (!running) {
            start();
        }
    }

    /** What can't be written now is tried again in a minute; a time of use is not worth more than that. */
    private void write() {
        for (Map.Entry<String, Use> entry : Map.copyOf(unwritten).entrySet()) {
            Use use = entry.getValue();
            try {
                store.used(use.organization(), entry.getKey(), use.time());
            } catch (RuntimeException e) {
                LOG.warn("the last use of API keys could not be written, it is tried again: {}", e.getMessage());
                return;
            }
            unwritten.remove(entry.getKey(), use);
        }
    }

    /** Writes what is left. */
    @Override
    public void close() {
        stop();
        write();
    }

    private synchronized void stop() {
        if (job != null) {
            job.cancel(false);
        }
        if (scheduler != null && given.isEmpty()) {
            scheduler.shutdown();
        }
    }
}
