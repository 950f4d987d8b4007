package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects: the way around every check that is made once. */
class GuardedFetcherRedirectTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone";

    private final Fetcher fetcher = GuardedFetcher.operator().allowLoopback().build();

    private static String to(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    /** Answers each path of the map; {@code /ok} is the end. */
    private static RawServer site(Map<String, String> answers) throws IOException {
        return RawServer.playing((server, socket) -> answer(server, socket, answers));
    }

    private static void answer(RawServer server, Socket socket, Map<String, String> answers) throws IOException {
        String path = server.readRequest(socket).split(" ", 3)[1];
        RawServer.send(socket, answers.getOrDefault(path, OK));
    }

    private static List<String> paths(RawServer server) {
        return server.requests().stream()
                .map(request -> request.split(" ", 3)[1])
                .toList();
    }

    private FetchedResponse get(URI uri, int redirects) {
        return fetcher.fetch(FetchRequest.get(uri)
                .redirects(redirects)
                .accept("application/json")
                .authorization("Bearer secret")
                .header("Cookie", "a=b")
                .build());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_byDefault_isRefused(int status) throws IOException {
        String answer = "HTTP/1.1 " + status + "\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = site(Map.of("/keys", answer))) {
            assertProblem(Problem.REDIRECT, fetcher, server.uri("/keys"));
            assertEquals(List.of("/keys"), paths(server));
            assertEquals("done", new String(get(server.uri("/keys"), 1).body(), StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 304, 305, 306, 404})
    void otherStatus_isAnAnswer(int status) throws IOException {
        String answer = "HTTP/1.1 " + status + "\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = site(Map.of("/keys", answer))) {
            assertEquals(status, get(server.uri("/keys"), 1).status());
        }
    }

    @Test
    void chain_longerThanAllowed_isRefused() throws IOException {
        try (RawServer server = site(Map.of("/a", to("b"), "/b", to("/c?x=1"), "/c?x=1", to("?ok")))) {
            assertEquals(200, get(server.uri("/a"), 3).status());
            assertEquals(List.of("/a", "/b", "/c?x=1", "/c?ok"), paths(server));
            server.requests().clear();
            assertProblem(Problem.REDIRECT, () -> get(server.uri("/a"), 2));
            assertEquals(List.of("/a", "/b", "/c?x=1"), paths(server));
        }
    }

    @Test
    void loop_endsAtTheLimit() throws IOException {
        try (RawServer server = site(Map.of("/a", to("/a")))) {
            assertProblem(Problem.REDIRECT, () -> get(server.uri("/a"), 3));
            assertEquals(4, paths(server).size());
        }
    }

    @Test
    void sameOrigin_keepsHeaders() throws IOException {
        try (RawServer server = site(Map.of("/a", to("/ok")))) {
            get(server.uri("/a"), 1);
            assertTrue(server.requests().get(1).contains("authorization: Bearer secret\r\n"));
            assertTrue(server.requests().get(1).contains("cookie: a=b\r\n"));
        }
    }

    @Test
    void otherOrigin_getsNoCredentials_norDoesTheWayBack() throws IOException {
        try (RawServer other = RawServer.playing((self, socket) -> {
                    String back = self.readRequest(socket).split(" ", 3)[1].substring(1);
                    RawServer.send(socket, to("http://localhost:" + back + "/ok"));
                });
                RawServer server = RawServer.playing((self, socket) -> {
                    boolean first = self.readRequest(socket).contains(" /a ");
                    RawServer.send(
                            socket, first ? to(other.uri("/" + self.port()).toString()) : OK);
                })) {
            assertEquals(200, get(server.uri("/a"), 2).status());
            for (String request :
                    List.of(other.requests().get(0), server.requests().get(1))) {
                assertFalse(request.contains("secret") || request.contains("cookie"), request);
                assertTrue(request.contains("accept: application/json\r\n"), request);
            }
        }
    }

    @Test
    void otherOrigin_withoutAccept_getsNoHeaders() throws IOException {
        try (RawServer other = RawServer.answering(OK);
                RawServer server = site(Map.of("/a", to(other.uri("/ok").toString())))) {
            FetchRequest request = FetchRequest.get(server.uri("/a"))
                    .redirects(1)
                    .ifNoneMatch("\"1\"")
                    .build();
            fetcher.fetch(request);
            assertTrue(other.requests().get(0).endsWith("Connection: close\r\n\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://idp.example.com/",
                "ftp://localhost/",
                "http://user@localhost/",
                "/x#fragment",
                "http://127.1/",
                "http://localhost.:80/"
            })
    void location_ofRefusedForm_isRefused(String location) throws IOException {
        try (RawServer server = site(Map.of("/a", to(location)))) {
            assertProblem(Problem.REFUSED_URL, () -> get(server.uri("/a"), 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/", "https://169.254.169.254/latest/meta-data/", "https://[::1]:1/"})
    void location_ofRefusedAddress_isRefused(String location) throws IOException {
        Fetcher named = GuardedFetcher.operator()
                .allow("127.0.0.1", 1, "127.0.0.1")
                .allowLoopback()
                .ownPorts(1)
                .build();
        try (RawServer server = site(Map.of("/a", to(location)))) {
            FetchRequest request =
                    FetchRequest.get(server.uri("/a")).redirects(1).build();
            assertProblem(Problem.REFUSED_ADDRESS, () -> named.fetch(request));
        }
    }

    @Test
    void location_absentRepeatedOrMalformed_isRefused() throws IOException {
        String absent = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n";
        String repeated = "HTTP/1.1 302 Found\r\nLocation: /ok\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n";
        for (String answer : List.of(absent, repeated, to(""), to("http://local host/"), to("%"))) {
            try (RawServer server = site(Map.of("/a", answer))) {
                assertProblem(Problem.REDIRECT, () -> get(server.uri("/a"), 1));
            }
        }
    }

    @Test
    void post_isNeverRedirected() throws IOException {
        String answer = "HTTP/1.1 307 Temporary Redirect\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = site(Map.of("/token", answer))) {
            FetchRequest request = FetchRequest.postForm(server.uri("/token"), Map.of("code", "secret"))
                    .build();
            assertProblem(Problem.REDIRECT, () -> fetcher.fetch(request));
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void httpsToHttp_isRefusedEvenOnLoopback() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer plain = RawServer.answering(OK);
                RawServer secure = RawServer.playing(certificates.listener("localhost"), (self, socket) -> {
                    self.readRequest(socket);
                    RawServer.send(socket, to(plain.uri("/ok").toString()));
                })) {
            Fetcher trusting = GuardedFetcher.operator()
                    .allowLoopback()
                    .trust(certificates.authority())
                    .build();
            URI uri = URI.create("https://localhost:" + secure.port() + "/a");
            FetchRequest request = FetchRequest.get(uri).redirects(1).build();
            assertProblem(Problem.REDIRECT, () -> trusting.fetch(request));
            assertEquals(List.of(), plain.requests());
        }
    }

    @Test
    void httpToHttps_isFollowed() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer secure = RawServer.playing(certificates.listener("localhost"), (self, socket) -> {
                    self.readRequest(socket);
                    RawServer.send(socket, OK);
                });
                RawServer plain = site(Map.of("/a", to("https://localhost:" + secure.port() + "/ok")))) {
            Fetcher trusting = GuardedFetcher.operator()
                    .allowLoopback()
                    .trust(certificates.authority())
                    .build();
            FetchRequest request =
                    FetchRequest.get(plain.uri("/a")).redirects(1).build();
            assertEquals(200, trusting.fetch(request).status());
        }
    }

    /** The classic: a public host, all in order, that answers with the way inside. */
    @Test
    void organization_publicHostRedirectingInside_connectsNoSecondTime() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        List<InetSocketAddress> dialed = new ArrayList<>();
        InetAddress address = HostForm.address(new byte[] {8, 8, 8, 8});
        try (RawServer server = RawServer.playing(certificates.listener("idp.example.com"), (self, socket) -> {
            self.readRequest(socket);
            RawServer.send(socket, to("https://192.168.1.1/admin"));
        })) {
            Fetcher organization = GuardedFetcher.organization()
                    .trust(certificates.authority())
                    .resolver(host -> List.of(address))
                    .dialer((socket, wanted, millis) -> {
                        dialed.add(wanted);
                        socket.connect(server.address(), millis);
                    })
                    .build();
            FetchRequest request = FetchRequest.get(URI.create("https://idp.example.com/"))
                    .redirects(3)
                    .build();
            FetchException failure = assertProblem(Problem.REFUSED_ADDRESS, () -> organization.fetch(request));
            assertTrue(failure.getMessage().startsWith("https://192.168.1.1:443: "), failure.getMessage());
            assertEquals(List.of(new InetSocketAddress(address, 443)), dialed);
        }
    }
}
