package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTTP/1.1 that goes out, and what is taken for an answer. The server is a raw socket. */
class GuardedFetcherWireTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final int LIMIT = 64;

    private final Fetcher fetcher = GuardedFetcher.operator().allowLoopback().build();

    private FetchedResponse fetch(String answer) throws IOException {
        try (RawServer server = RawServer.answering(answer)) {
            return fetcher.fetch(
                    FetchRequest.get(server.uri("/")).maxBytes(LIMIT).build());
        }
    }

    @Test
    void get_sendsOneStrictRequest() throws IOException {
        try (RawServer server = RawServer.answering(OK + "Content-Length: 2\r\n\r\nhi")) {
            FetchRequest request = FetchRequest.get(server.uri("/keys?a=b%20c"))
                    .accept("application/json")
                    .ifNoneMatch("\"1\"")
                    .build();
            assertArrayEquals("hi".getBytes(ISO_8859_1), fetcher.fetch(request).body());
            String expected = "GET /keys?a=b%20c HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n"
                    + "User-Agent: orgauth\r\nAccept-Encoding: identity\r\nConnection: close\r\n"
                    + "accept: application/json\r\nif-none-match: \"1\"\r\n\r\n";
            assertEquals(List.of(expected), server.requests());
        }
    }

    @Test
    void postForm_sendsEncodedFieldsAndAuthorization() throws IOException {
        try (RawServer server = RawServer.answering("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            Map<String, String> form = new TreeMap<>(Map.of("a", "1 &\u00e9", "b", "="));
            FetchedResponse answer = fetcher.fetch(FetchRequest.postForm(server.uri(""), form)
                    .authorization("Basic eDp5")
                    .build());
            assertEquals(400, answer.status());
            String expected = "POST / HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n"
                    + "User-Agent: orgauth\r\nAccept-Encoding: identity\r\nConnection: close\r\n"
                    + "authorization: Basic eDp5\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 19\r\n\r\na=1+%26%C3%A9&b=%3D";
            assertEquals(List.of(expected), server.requests());
        }
    }

    static List<List<String>> accepted() {
        String limit = "x".repeat(LIMIT);
        return List.of(
                List.of("abc", OK + "Content-Length: 3\r\n\r\nabc"),
                List.of("abc", OK + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabcdef"),
                List.of(limit, OK + "Content-Length: " + LIMIT + "\r\n\r\n" + limit),
                List.of(limit, OK + "\r\n" + limit),
                List.of("abc", "HTTP/1.0 200\r\n\r\nabc"),
                List.of("", "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n"),
                List.of("", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"),
                List.of("abc", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK + "Content-Length: 3\r\n\r\nabc"),
                List.of("abc", "HTTP/1.1 100 Continue\r\n\r\n".repeat(5) + OK + "Content-Length: 3\r\n\r\nabc"),
                List.of("", CHUNKED + "0\r\n\r\n"),
                List.of("abcde", CHUNKED + "3\r\nabc\r\n2 ; x=\"y\"\r\nde\r\n0\r\nExpires: 0\r\n\r\n"),
                List.of(
                        limit,
                        CHUNKED + "30\r\n" + "x".repeat(48) + "\r\n0010;\r\n" + "x".repeat(16) + "\r\n0\r\n\r\n"),
                List.of("0123456789", CHUNKED + "A\r\n0123456789\r\n0\r\n\r\n"),
                List.of("a", OK + "Content-Encoding: Identity\r\nContent-Length: 1\r\n\r\na"),
                List.of("a", OK + "X: y\r\n".repeat(99) + "Content-Length: 1\r\n\r\na"),
                List.of("a", OK + "X: " + "y".repeat(8189) + "\r\nContent-Length: 1\r\n\r\na"),
                List.of("a", OK + fields((32 << 10) - 17) + "Content-Length: 1\r\n\r\na"));
    }

    /** Four header fields of so many characters in all. */
    private static String fields(int size) {
        return ("X: " + "y".repeat(8189) + "\r\n").repeat(3) + "X: " + "y".repeat(size - 3 * 8192 - 3) + "\r\n";
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void answer_wellFormed_isRead(List<String> row) throws IOException {
        assertEquals(row.get(0), new String(fetch(row.get(1)).body(), ISO_8859_1));
    }

    static List<String> malformed() {
        return List.of(
                // the status line
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 600 OK\r\n\r\n",
                "HTTP/1.1 200 OK\n\r\n",
                "HTTP/1.1 200 O\rK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n" + OK + "\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n".repeat(6) + OK + "Content-Length: 0\r\n\r\n",
                // header fields: folding, space before the colon, no name, control characters, bombs
                OK + "X: a\r\n b\r\n\r\n",
                OK + "X : a\r\n\r\n",
                OK + ": a\r\n\r\n",
                OK + "X\r\n\r\n",
                OK + "X: a\u0000b\r\n\r\n",
                OK + "X: a\nY: b\r\n\r\n",
                OK + "X: y\r\n".repeat(101) + "\r\n",
                OK + "X: " + "y".repeat(8190) + "\r\n\r\n",
                OK + fields((32 << 10) - 16) + "Content-Length: 0\r\n\r\n",
                // two framings, the material of response smuggling
                OK + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                OK + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                OK + "Content-Length: 3, 3\r\n\r\nabc",
                OK + "Content-Length: +3\r\n\r\nabc",
                OK + "Content-Length: -3\r\n\r\nabc",
                OK + "Content-Length:\r\n\r\nabc",
                OK + "Content-Length: 9999999999999999999\r\n\r\nabc",
                OK + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                OK + "Transfer-Encoding: identity\r\n\r\nabc",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                // compression: what unpacks to any size
                OK + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\na",
                OK + "Content-Encoding: br\r\n\r\na",
                // chunks
                CHUNKED + "x\r\n\r\n",
                CHUNKED + "0x1\r\na\r\n0\r\n\r\n",
                CHUNKED + "-1\r\na\r\n0\r\n\r\n",
                CHUNKED + "000000001\r\na\r\n0\r\n\r\n",
                CHUNKED + "\r\n",
                CHUNKED + "1\r\nab\r\n0\r\n\r\n",
                CHUNKED + "1;" + "x".repeat(256) + "\r\na\r\n0\r\n\r\n",
                CHUNKED + "1\na\r\n0\r\n\r\n",
                CHUNKED + "0\r\n" + "X: y\r\n".repeat(101) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void answer_malformed_isRefused(String answer) {
        assertProblem(Problem.MALFORMED_RESPONSE, () -> fetch(answer));
    }

    static List<String> oversized() {
        return List.of(
                OK + "Content-Length: 65\r\n\r\n",
                OK + "Content-Length: 4294967297\r\n\r\na", // 1 as an int
                OK + "Content-Length: 999999999999999999\r\n\r\na",
                OK + "\r\n" + "x".repeat(65),
                CHUNKED + "41\r\n",
                CHUNKED + "40\r\n" + "x".repeat(64) + "\r\n1\r\n",
                CHUNKED + "ffffffff\r\n");
    }

    @ParameterizedTest
    @MethodSource("oversized")
    void body_overTheBound_isRefused(String answer) {
        assertProblem(Problem.TOO_LARGE, () -> fetch(answer));
    }

    @Test
    void chunks_ofOneByteEach_areRefusedByNumber() throws IOException {
        try (RawServer server = RawServer.answering(CHUNKED + "1\r\nx\r\n".repeat(10_000) + "0\r\n\r\n")) {
            assertProblem(Problem.MALFORMED_RESPONSE, fetcher, server.uri("/"));
        }
        try (RawServer server = RawServer.answering(CHUNKED + "1\r\nx\r\n".repeat(9_999) + "0\r\n\r\n")) {
            assertEquals(
                    9_999,
                    fetcher.fetch(FetchRequest.get(server.uri("/")).build()).body().length);
        }
    }

    static List<String> cutShort() {
        return List.of(
                "",
                "HTTP/1.1 200",
                OK,
                OK + "X: y\r\n",
                OK + "Content-Length: 5\r\n\r\nabcd",
                CHUNKED,
                CHUNKED + "5\r\nabcd",
                CHUNKED + "1\r\na",
                CHUNKED + "1\r\na\r\n",
                CHUNKED + "1\r\na\r\n0\r\n");
    }

    @ParameterizedTest
    @MethodSource("cutShort")
    void answer_cutShort_isNoAnswer(String answer) {
        assertProblem(Problem.UNREACHABLE, () -> fetch(answer));
    }

    @Test
    void connection_reset_isUnreachable() throws IOException {
        try (RawServer server = RawServer.playing((self, socket) -> {
            self.readRequest(socket);
            socket.setSoLinger(true, 0);
        })) {
            assertProblem(Problem.UNREACHABLE, fetcher, server.uri("/"));
        }
    }

    @Test
    void port_withoutListener_isUnreachable() throws IOException {
        URI uri;
        try (RawServer server = RawServer.answering("")) {
            uri = server.uri("/");
        }
        FetchException failure = assertProblem(Problem.UNREACHABLE, fetcher, uri);
        assertTrue(failure.getMessage().startsWith("http://localhost:" + uri.getPort() + ": "), failure.getMessage());
        assertTrue(failure.getMessage().contains("refused"), failure.getMessage());
    }

    @Test
    void headers_areFoundInAnyCase_withRepeats() throws IOException {
        FetchedResponse answer =
                fetch(OK + "ETag: \"v1\"\r\nLink: a\r\nlink:\t b \t\r\nX-Empty:\r\nContent-Length: 0\r\n\r\n");
        assertEquals(200, answer.status());
        assertEquals(Optional.of("\"v1\""), answer.etag());
        assertEquals(List.of("a", "b"), answer.headers().get("LINK"));
        assertEquals(Optional.of(""), answer.header("x-empty"));
    }
}
