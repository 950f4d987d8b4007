package io.orgauth.controlplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BackgroundTest {
    /** Keeps the jobs, to be run by the test. */
    private static final class KeptJobs extends ScheduledThreadPoolExecutor {
        private final List<Runnable> jobs = new ArrayList<>();
        private final List<ScheduledFuture<?>> futures = new ArrayList<>();

        KeptJobs() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable job, long first, long delay, TimeUnit unit) {
            assertEquals(Duration.ofMinutes(1), Duration.of(delay, unit.toChronoUnit()));
            jobs.add(job);
            ScheduledFuture<?> future = super.scheduleWithFixedDelay(job, first, delay, unit);
            futures.add(future);
            return future;
        }
    }

    @Test
    void controlPlane_everyMinute_removesWhatHasExpired() {
        KeptJobs scheduler = new KeptJobs();
        Stores stores = Stores.inMemory();
        SecretDigest id = SecretDigest.of("id");
        stores.usedIds().insert(id, Instant.EPOCH);
        try (ControlPlane auth = ControlPlane.builder()
                .issuer("https://app.example.com")
                .stores(stores)
                .scheduler(scheduler)
                .build()) {
            assertFalse(stores.usedIds().insert(id, Instant.EPOCH));
            scheduler.jobs.forEach(Runnable::run);
            assertTrue(stores.usedIds().insert(id, Instant.EPOCH));
            assertTrue(auth.signingKeys().jwks().length > 0);
        }
        assertEquals(2, scheduler.jobs.size());
        assertTrue(scheduler.futures.stream().allMatch(ScheduledFuture::isCancelled));
        assertFalse(scheduler.isShutdown(), "a scheduler that was given is not ours to end");
        scheduler.shutdownNow();
    }

    @Test
    void every_jobThatThrows_runsAgain() throws Exception {
        CountDownLatch runs = new CountDownLatch(3);
        try (Background background = new Background(Optional.empty())) {
            background.every(Duration.ofMillis(1), "a job", () -> {
                runs.countDown();
                throw new IllegalStateException("an outage");
            });
            assertTrue(runs.await(1, TimeUnit.MINUTES));
        }
    }

    @Test
    void close_waitsForTheRunThatGoesOn_andEndsTheDaemonThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Thread> worker = new AtomicReference<>();
        Background background = new Background(Optional.empty());
        background.every(Duration.ofMillis(1), "a job", () -> {
            worker.set(Thread.currentThread());
            running.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the run was not waited for", e);
            }
        });
        assertTrue(running.await(1, TimeUnit.MINUTES));
        assertTrue(worker.get().isDaemon());
        goOn.countDown();
        background.close();
        worker.get().join(Duration.ofMinutes(1).toMillis());
        assertFalse(worker.get().isAlive());
    }
}
