package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that hang or drip: the deadline is the whole fetch's, whatever step the time goes into. */
class GuardedFetcherDeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration FAR = Duration.ofSeconds(20);

    private final GuardedFetcher fetcher =
            GuardedFetcher.operator().allowLoopback().build();

    private static FetchException assertTimeout(Fetcher fetcher, URI uri) {
        FetchRequest request = FetchRequest.get(uri).timeout(SHORT).build();
        return assertTimeoutPreemptively(FAR, () -> assertProblem(Problem.TIMEOUT, () -> fetcher.fetch(request)));
    }

    /** Sends the start at once and then one byte after another, each well within any timeout of a single read. */
    private static RawServer dripping(String start, String drip) throws Exception {
        return RawServer.playing((server, socket) -> {
            RawServer.send(socket, start);
            while (server.isOpenAfter(Duration.ofMillis(10))) {
                RawServer.send(socket, drip);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 ",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
            })
    void slowLoris_anywhereInTheAnswer_endsAtTheDeadline(String start) throws Exception {
        try (RawServer server = dripping(start, "a")) {
            assertTimeout(fetcher, server.uri("/"));
        }
    }

    /** A record of 16 KiB that never fills up: the reads are TLS's own, beneath its handshake. */
    @Test
    void slowLoris_inTheTlsHandshake_endsAtTheDeadline() throws Exception {
        try (RawServer server = dripping("\u0016\u0003\u0003\u0040\u0000", "\u0002")) {
            assertTimeout(fetcher, URI.create("https://localhost:" + server.port() + "/"));
        }
    }

    /** The answer to CONNECT is read octet by octet, since what follows is TLS's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nVia: "})
    void slowLoris_inTheProxysAnswer_endsAtTheDeadline(String start) throws Exception {
        try (RawServer proxy = dripping(start, "a")) {
            Fetcher through = GuardedFetcher.operator()
                    .proxy("127.0.0.1", proxy.port())
                    .resolver(host -> List.of())
                    .build();
            assertTimeout(through, IDP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"})
    void silence_anywhereInTheAnswer_endsAtTheDeadline(String start) throws Exception {
        try (RawServer server = RawServer.playing((self, socket) -> {
            RawServer.send(socket, start);
            self.hang();
        })) {
            assertTimeout(fetcher, server.uri("/"));
        }
    }

    @Test
    void connection_neverAccepted_endsAtTheDeadline() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTimeout(fetcher, URI.create("http://localhost:" + deaf.getLocalPort() + "/"));
        }
    }

    /** A form fits the send buffer, so the sender needs no timeout of its own. */
    @Test
    void peer_thatReadsNothing_doesNotHoldTheSender() throws Exception {
        ServerSocket listener = new ServerSocket();
        listener.setReceiveBufferSize(1024);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (RawServer server = RawServer.playing(listener, (self, socket) -> self.hang())) {
            FetchRequest request = FetchRequest.postForm(
                            URI.create("http://localhost:" + server.port() + "/"), Map.of("a", "x".repeat(32_000)))
                    .timeout(SHORT)
                    .build();
            assertTimeoutPreemptively(FAR, () -> assertProblem(Problem.TIMEOUT, () -> fetcher.fetch(request)));
        }
    }

    @Test
    void resolver_thatHangs_endsAtTheDeadline() {
        CountDownLatch never = new CountDownLatch(1);
        Fetcher hanging = GuardedFetcher.operator()
                .resolver(host -> {
                    await(never);
                    return List.of();
                })
                .build();
        assertTimeout(hanging, URI.create("https://idp.example.com/"));
        never.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The time that waiting takes on a clock that moves only when told. */
    private static final class Time {
        private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
        private final List<Integer> connectMillis = new ArrayList<>();

        private void pass(Duration duration) {
            nanos.addAndGet(duration.toNanos());
        }

        private GuardedFetcher.Builder fetcher(Duration perLookup, Duration perConnect) {
            return GuardedFetcher.operator()
                    .ticker(nanos::get)
                    .resolver(host -> {
                        pass(perLookup);
                        return List.of(address(8), address(9), address(10));
                    })
                    .dialer((socket, address, millis) -> {
                        connectMillis.add(millis);
                        pass(perConnect);
                        throw new ConnectException("refused");
                    });
        }

        private static InetAddress address(int last) {
            return HostForm.address(new byte[] {8, 8, 8, (byte) last});
        }
    }

    private static final URI IDP = URI.create("https://idp.example.com/");

    @Test
    void connect_takesTwoSecondsAtMost() {
        Time time = new Time();
        Fetcher quick = time.fetcher(Duration.ZERO, Duration.ZERO).build();
        assertProblem(Problem.UNREACHABLE, quick, IDP);
        assertEquals(List.of(2000, 2000, 2000), time.connectMillis);
    }

    @Test
    void connectTimeout_isSettable() {
        Time time = new Time();
        Fetcher quick = time.fetcher(Duration.ZERO, Duration.ZERO)
                .connectTimeout(Duration.ofMillis(1))
                .build();
        assertProblem(Problem.UNREACHABLE, quick, IDP);
        assertEquals(List.of(1, 1, 1), time.connectMillis);
    }

    @Test
    void connect_getsWhatTheLookupLeft() {
        Time time = new Time();
        Fetcher slow =
                time.fetcher(Duration.ofMillis(8999), Duration.ofMillis(400)).build();
        assertProblem(Problem.TIMEOUT, slow, IDP);
        assertEquals(List.of(1001, 601, 201), time.connectMillis);
    }

    @Test
    void deadline_passedInTheLookup_dialsNobody() {
        Time time = new Time();
        assertProblem(
                Problem.TIMEOUT,
                time.fetcher(Duration.ofSeconds(10), Duration.ZERO).build(),
                IDP);
        assertEquals(List.of(), time.connectMillis);
    }

    @Test
    void connect_timedOut_isATimeoutBeforeTheDeadlineToo() {
        Fetcher silent = new Time()
                .fetcher(Duration.ZERO, Duration.ZERO)
                .dialer((socket, address, millis) -> {
                    throw new SocketTimeoutException("connect timed out");
                })
                .build();
        assertProblem(Problem.TIMEOUT, silent, IDP);
    }

    @Test
    void remaining_isRoundedUpAndNeverZero() throws Exception {
        AtomicLong now = new AtomicLong(7);
        FetchDeadline deadline = FetchDeadline.after(Duration.ofMillis(2), now::get);
        assertEquals(2, deadline.remainingMillis());
        now.addAndGet(1);
        assertEquals(2, deadline.remainingMillis());
        now.addAndGet(999_999);
        assertEquals(1, deadline.remainingMillis());
        now.addAndGet(999_999);
        assertEquals(1, deadline.remainingMillis());
        assertFalse(deadline.expired());
        now.addAndGet(1);
        assertTrue(deadline.expired());
        assertThrows(SocketTimeoutException.class, deadline::remainingMillis);
    }
}
