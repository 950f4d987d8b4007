package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RefreshScheduleTest {
    private static final Duration APART = Duration.ofSeconds(30);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicReference<Duration> pause = new AtomicReference<>(Duration.ofMinutes(5));
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final RefreshSchedule schedule = new RefreshSchedule(time, time, APART, () -> {
        runs.incrementAndGet();
        meanwhile.get().run();
        return pause.get();
    });

    @Test
    void start_runsAtOnceAndThenAfterEachPause() {
        CountDownLatch first = schedule.start();
        assertEquals(1, first.getCount());
        time.runDue();
        assertEquals(0, first.getCount());
        assertEquals(1, runs.get());
        time.advance(Duration.ofMinutes(5).minus(NANO));
        assertEquals(1, runs.get());
        time.advance(NANO);
        assertEquals(2, runs.get());
    }

    @Test
    void start_pauseShorterThanApart_isLengthened() {
        pause.set(Duration.ZERO);
        meanwhile.set(() -> time.advance(Duration.ofSeconds(10)));
        schedule.start();
        time.runDue();
        time.advance(Duration.ofSeconds(20).minus(NANO));
        assertEquals(1, runs.get());
        time.advance(NANO);
        assertEquals(2, runs.get());
    }

    @Test
    void run_throws_doesNotEndTheSchedule() {
        meanwhile.set(() -> {
            throw new AssertionError("even this");
        });
        CountDownLatch first = schedule.start();
        time.runDue();
        assertEquals(0, first.getCount());
        time.advance(APART);
        assertEquals(2, runs.get());
    }

    @Test
    void soon_beforeTheFirstRun_isThatRun() {
        CountDownLatch first = schedule.start();
        assertEquals(Optional.of(first), schedule.soon());
        time.runDue();
        assertEquals(1, runs.get());
    }

    @Test
    void soon_withinApart_waitsForItsEnd() {
        schedule.start();
        time.runDue();
        assertEquals(Optional.empty(), schedule.soon());
        time.advance(APART.minus(NANO));
        assertEquals(Optional.empty(), schedule.soon());
        assertEquals(1, runs.get());
        time.advance(NANO);
        assertEquals(2, runs.get());
        assertEquals(1, time.planned());
    }

    @Test
    void soon_afterApart_startsAtOnce() {
        schedule.start();
        time.runDue();
        time.advance(Duration.ofMinutes(1));
        CountDownLatch run = schedule.soon().orElseThrow();
        assertEquals(1, run.getCount());
        assertEquals(Optional.of(run), schedule.soon());
        time.runDue();
        assertEquals(0, run.getCount());
        assertEquals(2, runs.get());
        time.advance(APART);
        assertEquals(2, runs.get());
    }

    @Test
    void soon_whileARunGoesOn_isThatRun() {
        AtomicReference<Optional<CountDownLatch>> seen = new AtomicReference<>(Optional.empty());
        meanwhile.set(() -> seen.set(schedule.soon()));
        CountDownLatch first = schedule.start();
        time.runDue();
        assertEquals(Optional.of(first), seen.get());
        assertEquals(1, runs.get());
    }

    @Test
    void soon_nextRunIsDueEarlier_isNotPutOff() {
        schedule.start();
        pause.set(APART);
        time.runDue();
        time.advance(APART.minus(NANO));
        schedule.soon();
        time.advance(NANO);
        assertEquals(2, runs.get());
    }

    @Test
    void soon_nextRunIsDueAsEarlyAsCanBe_isNotPlannedAnew() {
        pause.set(APART);
        schedule.start();
        assertEquals(1, time.planning());
        schedule.soon();
        assertEquals(1, time.planning());
        time.runDue();
        schedule.soon();
        assertEquals(2, time.planning());
    }

    /** The ticker says that the run should have been; the timer that was planned for it goes by another clock, and sleeps on. */
    @Test
    void soon_runIsOverdue_isPlannedOnceForNow() {
        schedule.start();
        time.runDue();
        int planned = time.planning();
        time.advanceBusily(Duration.ofMinutes(7));
        CountDownLatch run = schedule.soon().orElseThrow();
        assertEquals(Optional.of(run), schedule.soon());
        assertEquals(planned + 1, time.planning());
        time.runDue();
        assertEquals(0, run.getCount());
        assertEquals(2, runs.get());
    }

    /** Each call would cancel what the one before planned, and of a flood only the last would count. */
    @Test
    void soon_floodWhileTheSchedulerIsBusy_putsNothingOff() {
        schedule.start();
        time.runDue();
        time.advanceBusily(Duration.ofMinutes(1));
        CountDownLatch run = schedule.soon().orElseThrow();
        int planned = time.planning();
        for (int i = 0; i < 100; i++) {
            time.advanceBusily(NANO);
            assertEquals(Optional.of(run), schedule.soon());
        }
        assertEquals(planned, time.planning());
        time.runDue();
        assertEquals(0, run.getCount());
        assertEquals(2, runs.get());
    }

    @Test
    void timer_goesOffWhileItIsReplaced_losesItsTurn() {
        schedule.start();
        time.runDue();
        time.advance(Duration.ofMinutes(1));
        time.goOffEarly(schedule::soon);
        assertEquals(1, runs.get());
        time.runDue();
        assertEquals(2, runs.get());
    }

    @Test
    void timer_goesOffDuringClose_doesNotRun() {
        CountDownLatch first = schedule.start();
        time.goOffEarly(schedule::close);
        assertEquals(0, runs.get());
        assertEquals(0, first.getCount());
        assertEquals(0, time.planned());
    }

    @Test
    void close_beforeTheFirstRun_letsWaitersGo() {
        CountDownLatch first = schedule.start();
        schedule.close();
        assertEquals(0, first.getCount());
        assertEquals(Optional.empty(), schedule.soon());
        time.advance(Duration.ofHours(1));
        assertEquals(0, runs.get());
        assertEquals(0, time.planned());
    }

    @Test
    void close_whileARunGoesOn_itIsTheLast() {
        CountDownLatch first = schedule.start();
        meanwhile.set(schedule::close);
        time.runDue();
        time.advance(Duration.ofHours(1));
        assertEquals(1, runs.get());
        assertEquals(0, first.getCount());
        assertEquals(0, time.planned());
    }

    @Test
    void schedulerIsShutDown_endsLikeClose() {
        time.shutdown();
        CountDownLatch first = schedule.start();
        assertEquals(0, first.getCount());
        assertEquals(Optional.empty(), schedule.soon());
    }

    /** The default scheduler's one thread is a daemon and ends with its keys; a given one is its owner's. */
    @Test
    void close_endsOnlyTheOwnScheduler() throws Exception {
        RefreshScheduler own = RefreshScheduler.of(Optional.empty());
        assertTrue(own.executor()
                .submit(() -> Thread.currentThread().isDaemon()
                        && Thread.currentThread().getName().equals("orgauth-keys"))
                .get());
        own.close();
        assertTrue(own.executor().isShutdown());
        RefreshScheduler given = RefreshScheduler.of(Optional.of(time));
        given.close();
        assertEquals(false, time.isShutdown());
        assertThrows(RejectedExecutionException.class, () -> own.executor().execute(() -> {}));
    }
}
