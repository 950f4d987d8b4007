package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A slow origin ties up two fetches, and name look-ups are bounded too. */
class GuardedFetcherConcurrencyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Fetcher fetcher = GuardedFetcher.operator().allowLoopback().build();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void thirdFetchOfAnOrigin_waits_andIsBusyAtItsDeadline() throws Exception {
        Semaphore arrived = new Semaphore(0);
        CountDownLatch release = new CountDownLatch(1);
        try (RawServer slow = RawServer.playing((self, socket) -> {
                    self.readRequest(socket);
                    arrived.release();
                    release.await();
                    RawServer.send(socket, OK);
                });
                RawServer other = RawServer.answering(OK)) {
            FetchRequest request = FetchRequest.get(slow.uri("/")).build();
            Future<FetchedResponse> first = threads.submit(() -> fetcher.fetch(request));
            Future<FetchedResponse> second = threads.submit(() -> fetcher.fetch(request));
            assertTrue(arrived.tryAcquire(2, 10, TimeUnit.SECONDS));
            FetchRequest hasty = FetchRequest.get(slow.uri("/")).timeout(SHORT).build();
            assertProblem(Problem.BUSY, () -> fetcher.fetch(hasty));
            assertEquals(
                    200, fetcher.fetch(FetchRequest.get(other.uri("/")).build()).status());
            Future<FetchedResponse> third = threads.submit(() -> fetcher.fetch(request));
            release.countDown();
            for (Future<FetchedResponse> fetch : List.of(first, second, third)) {
                assertEquals(200, fetch.get(10, TimeUnit.SECONDS).status());
            }
            assertEquals(3, slow.requests().size());
        }
    }

    @Test
    void failedFetches_giveTheirTurnBack() throws Exception {
        try (RawServer broken = RawServer.answering("nonsense\r\n")) {
            for (int i = 0; i < 3; i++) {
                assertProblem(Problem.MALFORMED_RESPONSE, fetcher, broken.uri("/"));
            }
        }
    }

    @Test
    void slots_ofFinishedOrigins_areForgotten() throws IOException {
        OriginSlots slots = new OriginSlots();
        FetchDeadline deadline = deadline(Duration.ofSeconds(5));
        int inside = slots.run(
                "a", deadline, () -> slots.run("a", deadline, () -> slots.run("b", deadline, slots::origins)));
        assertEquals(2, inside);
        assertEquals(0, slots.origins());
        assertThrows(
                IOException.class,
                () -> slots.run("a", deadline, () -> {
                    throw new IOException("broken");
                }));
        assertEquals(0, slots.origins());
    }

    @Test
    void slots_thirdInside_isBusy() throws IOException {
        OriginSlots slots = new OriginSlots();
        FetchDeadline deadline = deadline(SHORT);
        slots.run(
                "a",
                deadline,
                () -> slots.run("a", deadline, () -> {
                    assertProblem(Problem.BUSY, () -> slots.run("a", deadline, () -> "third"));
                    return "second";
                }));
        assertEquals(0, slots.origins());
    }

    @Test
    void slots_oneOfTwoLeft_theOtherStillCounts() throws IOException {
        OriginSlots slots = new OriginSlots();
        FetchDeadline deadline = deadline(SHORT);
        slots.run("a", deadline, () -> {
            slots.run("a", deadline, () -> "gone again");
            return slots.run("a", deadline, () -> {
                assertProblem(Problem.BUSY, () -> slots.run("a", deadline, () -> "third"));
                return "second";
            });
        });
        assertEquals(0, slots.origins());
    }

    @Test
    void lookups_thatHang_areBounded() {
        CountDownLatch never = new CountDownLatch(1);
        Semaphore started = new Semaphore(0);
        HostLookup lookup = new HostLookup(host -> {
            started.release();
            await(never);
            return List.of();
        });
        for (int i = 0; i < 64; i++) {
            threads.submit(() -> lookup.addresses("x.example", deadline(Duration.ofSeconds(20))));
        }
        started.acquireUninterruptibly(64);
        assertProblem(Problem.BUSY, () -> lookup.addresses("y.example", deadline(SHORT)));
        never.countDown();
        assertProblem(Problem.UNRESOLVED, () -> lookup.addresses("y.example", deadline(Duration.ofSeconds(20))));
    }

    /** One that hangs for ever must not keep the process from ending. */
    @Test
    void lookup_runsOnADaemon() throws IOException {
        InetAddress address = InetAddress.getLoopbackAddress();
        HostLookup lookup = new HostLookup(host -> Thread.currentThread().isDaemon() ? List.of(address) : List.of());
        assertEquals(List.of(address), lookup.addresses("x.example", deadline(Duration.ofSeconds(20))));
    }

    /** By a clock that stands, so that a slow machine does not use it up before the wait begins. */
    private static FetchDeadline deadline(Duration duration) {
        return FetchDeadline.after(duration, () -> 0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interrupt_beforeTheTurn_isKeptAndReported() {
        Thread.currentThread().interrupt();
        assertProblem(Problem.UNREACHABLE, fetcher, URI.create("http://localhost:1/"));
        assertTrue(Thread.interrupted());
    }

    @Test
    void interrupt_duringTheLookup_isKeptAndReported() throws Exception {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        HostLookup lookup = new HostLookup(host -> {
            caller.interrupt();
            await(never);
            return List.of();
        });
        assertProblem(Problem.UNREACHABLE, () -> lookup.addresses("x.example", deadline(Duration.ofSeconds(20))));
        assertTrue(Thread.interrupted());
        never.countDown();
    }
}
