package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.SealingKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SigningKeysTimerTest {
    private static final Duration OFTEN = Duration.ofMillis(1);

    @Test
    void start_ownThread_isADaemonAndEndsWithClose() throws Exception {
        SigningKeysTimer timer = new SigningKeysTimer(Optional.empty(), OFTEN);
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        timer.start(() -> threads.add(Thread.currentThread()));
        Thread thread = threads.take();
        assertTrue(thread.isDaemon());
        assertEquals("orgauth-signing-keys", thread.getName());
        timer.close();
        thread.join();
    }

    @Test
    void start_jobThrows_runsAgain() throws Exception {
        SigningKeysTimer timer = new SigningKeysTimer(Optional.empty(), OFTEN);
        CountDownLatch runs = new CountDownLatch(3);
        timer.start(() -> {
            runs.countDown();
            throw new IllegalStateException("out");
        });
        runs.await();
        timer.close();
    }

    @Test
    void close_givenScheduler_endsTheJobOnly() {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        scheduler.setRemoveOnCancelPolicy(true);
        try {
            SigningKeys keys = SigningKeys.builder()
                    .store(SigningKeyStore.inMemory())
                    .sealedBy(SealingKey.inMemory())
                    .algorithm(JwsAlgorithm.ES256)
                    .refreshEvery(Duration.ofSeconds(90))
                    .scheduler(scheduler)
                    .build();
            var job = (java.util.concurrent.Delayed) scheduler.getQueue().element();
            long delay = job.getDelay(TimeUnit.SECONDS);
            assertTrue(delay > 60 && delay <= 90, "delay " + delay);
            keys.close();
            assertTrue(scheduler.getQueue().isEmpty());
            assertFalse(scheduler.isShutdown());
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void close_beforeStartOrTwice_isGood() {
        SigningKeysTimer timer = new SigningKeysTimer(Optional.empty(), OFTEN);
        timer.close();
        timer.close();
    }
}
