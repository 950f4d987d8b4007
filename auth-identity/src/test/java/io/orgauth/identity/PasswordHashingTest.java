package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
    private static final int AT_ONCE = 3;

    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final PasswordHashing hashing = new PasswordHashing(new SecureRandom(), permits, Duration.ofMinutes(5));

    /** Notes how many of its kind run at once, and ends when it may. */
    private static final class Watched implements PasswordHash {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger runs = new AtomicInteger();
        private final CountDownLatch started;
        private final CountDownLatch mayEnd;
        private final long memory;

        Watched(int started, int mayEnd, long memory) {
            this.started = new CountDownLatch(started);
            this.mayEnd = new CountDownLatch(mayEnd);
            this.memory = memory;
        }

        @Override
        public boolean matches(String password) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            runs.incrementAndGet();
            started.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            return true;
        }

        @Override
        public long memoryBytes() {
            return memory;
        }
    }

    @Test
    void matches_200AtOnce_runsAFewAtATimeAndAllOfThem() throws Exception {
        Watched hash = new Watched(1, 0, 19L << 20);
        List<Boolean> all = PasswordsFixture.atOnce(200, () -> hashing.matches(hash, "password"));
        assertEquals(200, all.stream().filter(right -> right).count());
        assertEquals(200, hash.runs.get());
        assertTrue(hash.most.get() <= AT_ONCE, "at once: " + hash.most);
        assertEquals(AT_ONCE, permits.availablePermits());
    }

    @Test
    void matches_moreThanMayWait_areRefusedAtOnce() throws Exception {
        Watched blocked = new Watched(AT_ONCE, 1, 0);
        AtomicInteger refused = new AtomicInteger();
        // 3 run, 200 wait; whoever comes then lets them go on once all 50 were refused
        PasswordsFixture.atOnce(AT_ONCE + 200 + 50, () -> {
            try {
                return hashing.matches(blocked, "password");
            } catch (AuthUnavailableException e) {
                assertEquals(IdentityReason.TOO_MANY_ATTEMPTS, e.reason());
                if (refused.incrementAndGet() == 50) {
                    blocked.mayEnd.countDown();
                }
                return false;
            }
        });
        assertEquals(50, refused.get());
        assertEquals(AT_ONCE + 200, blocked.runs.get());
        assertEquals(AT_ONCE, blocked.most.get());
    }

    @Test
    void matches_hashesThatNeedMuchMemory_runAlone() throws Exception {
        Watched heavy = new Watched(1, 0, 256L << 20);
        PasswordsFixture.atOnce(40, () -> hashing.matches(heavy, "password"));
        assertEquals(1, heavy.most.get());
        assertEquals(40, heavy.runs.get());
        assertEquals(AT_ONCE, permits.availablePermits());
    }

    @Test
    void matches_noPermitInTime_isUnavailable() {
        PasswordHashing impatient = new PasswordHashing(new SecureRandom(), permits, Duration.ZERO);
        permits.drainPermits();
        Watched hash = new Watched(1, 0, 0);
        for (int i = 0; i < 300; i++) {
            AuthUnavailableException e =
                    assertThrows(AuthUnavailableException.class, () -> impatient.matches(hash, "password"));
            assertEquals(IdentityReason.TOO_MANY_ATTEMPTS, e.reason());
        }
        permits.release(1);
        assertTrue(impatient.matches(hash, "password"), "whoever gave up must not be counted as waiting");
    }

    @Test
    void matches_interrupted_isUnavailableAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        Watched hash = new Watched(1, 0, 0);
        assertThrows(AuthUnavailableException.class, () -> hashing.matches(hash, "password"));
        assertTrue(Thread.interrupted(), "the interruption is the caller's to see");
        assertEquals(0, hash.runs.get());
        assertEquals(AT_ONCE, permits.availablePermits());
    }

    @Test
    void matches_throws_givesThePermitBack() {
        PasswordHash broken = password -> {
            throw new IllegalStateException("broken");
        };
        for (int i = 0; i < 10; i++) {
            assertThrows(IllegalStateException.class, () -> hashing.matches(broken, "password"));
        }
        assertEquals(AT_ONCE, permits.availablePermits());
    }

    @Test
    void hash_ofOurs_matches() {
        String hash = hashing.hash("password");
        assertTrue(hashing.matches(PasswordHash.parse(hash), "password"));
    }
}
