package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a proxy: it resolves and decides, we still judge the URL and the certificate. */
class GuardedFetcherProxyTest {
    private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\nVia: 1.1 proxy\r\n\r\n";
    private static final URI IDP = URI.create("https://idp.example.com/keys");

    private final FetchCertificates certificates;
    private final SSLContext context;

    GuardedFetcherProxyTest() throws Exception {
        certificates = new FetchCertificates();
        context = certificates.context(FetchCertificates.tomorrow(), "idp.example.com");
    }

    /** A proxy that is the server behind it too: after its answer it speaks TLS in the tunnel. */
    private RawServer proxy(String answer) throws Exception {
        return RawServer.playing((self, socket) -> {
            self.readRequest(socket);
            RawServer.send(socket, answer);
            serve(self, socket);
        });
    }

    private void serve(RawServer self, Socket socket) throws Exception {
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        secure.setUseClientMode(false);
        self.readRequest(secure);
        RawServer.send(secure, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
    }

    private GuardedFetcher.Builder through(RawServer proxy, GuardedFetcher.Builder builder) {
        return builder.proxy("127.0.0.1", proxy.port())
                .trust(certificates.authority())
                .resolver(host -> List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {ESTABLISHED, "HTTP/1.0 200\r\n\r\n", "HTTP/1.1 299 Fine\r\n\r\n"})
    void https_goesThroughATunnel_unresolved(String answer) throws Exception {
        try (RawServer proxy = proxy(answer)) {
            for (GuardedFetcher.Builder builder : List.of(GuardedFetcher.operator(), GuardedFetcher.organization())) {
                Fetcher fetcher = through(proxy, builder).build();
                FetchedResponse response = fetcher.fetch(
                        FetchRequest.get(IDP).authorization("Bearer secret").build());
                assertEquals("hi", new String(response.body(), StandardCharsets.US_ASCII));
                assertEquals(
                        "CONNECT idp.example.com:443 HTTP/1.1\r\nHost: idp.example.com:443\r\n\r\n",
                        proxy.requests().get(0));
                assertTrue(proxy.requests().get(1).startsWith("GET /keys HTTP/1.1\r\nHost: idp.example.com\r\n"));
                proxy.requests().clear();
            }
        }
    }

    @Test
    void allowingOneTarget_leavesTheOthersToTheProxy() throws Exception {
        try (RawServer proxy = proxy(ESTABLISHED)) {
            Fetcher fetcher = through(proxy, GuardedFetcher.operator())
                    .allow("other.example.com", 443, "10.0.0.0/8")
                    .allow("idp.example.com", 444, "10.0.0.0/8")
                    .build();
            assertEquals(200, fetcher.fetch(FetchRequest.get(IDP).build()).status());
        }
    }

    @Test
    void proxyName_isResolved_toAnyNetwork() throws Exception {
        try (RawServer proxy = proxy(ESTABLISHED)) {
            Fetcher fetcher = through(proxy, GuardedFetcher.organization())
                    .proxy("Proxy.corp.example", proxy.port())
                    .resolver(host -> host.equals("proxy.corp.example")
                            ? List.of(proxy.address().getAddress())
                            : List.of())
                    .build();
            assertEquals(200, fetcher.fetch(FetchRequest.get(IDP).build()).status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"300 Choices", "403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"})
    void proxy_thatRefuses_isAProxyProblem(String status) throws Exception {
        try (RawServer proxy = RawServer.answering("HTTP/1.1 " + status + "\r\n\r\n")) {
            FetchException failure = assertProblem(
                    Problem.PROXY, through(proxy, GuardedFetcher.operator()).build(), IDP);
            assertTrue(failure.getMessage().contains(status.substring(0, 3)), failure.getMessage());
        }
    }

    @Test
    void proxy_thatRefuses_isLeftWithoutAnOpenSocket() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (RawServer proxy = RawServer.answering("HTTP/1.1 403 Forbidden\r\n\r\n")) {
            Fetcher fetcher = through(proxy, GuardedFetcher.operator())
                    .dialer((socket, address, millis) -> {
                        sockets.add(socket);
                        socket.connect(address, millis);
                    })
                    .build();
            assertProblem(Problem.PROXY, fetcher, IDP);
        }
        assertEquals(List.of(true), sockets.stream().map(Socket::isClosed).toList());
    }

    @Test
    void addresses_thatDoNotAnswer_leaveNoOpenSocket() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        Fetcher fetcher = GuardedFetcher.operator()
                .resolver(host -> List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("8.8.4.4")))
                .dialer((socket, address, millis) -> {
                    sockets.add(socket);
                    throw new ConnectException("refused");
                })
                .build();
        assertProblem(Problem.UNREACHABLE, fetcher, IDP);
        assertEquals(List.of(true, true), sockets.stream().map(Socket::isClosed).toList());
    }

    @Test
    void proxy_thatIsNone_isMalformed() throws Exception {
        try (RawServer proxy = RawServer.answering("220 mail.example.com ESMTP\r\n")) {
            assertProblem(
                    Problem.MALFORMED_RESPONSE,
                    through(proxy, GuardedFetcher.operator()).build(),
                    IDP);
        }
    }

    @Test
    void proxy_inTheMiddle_isRefusedByItsCertificate() throws Exception {
        try (RawServer proxy = proxy(ESTABLISHED)) {
            Fetcher fetcher = through(proxy, GuardedFetcher.operator()).build();
            assertProblem(Problem.TLS, fetcher, URI.create("https://other.example.com/"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/",
                "https://metadata.google.internal/",
                "https://vault.internal/",
                "https://[::1]/"
            })
    void refusedByItsSpelling_isNotAskedOfTheProxy(String url) throws Exception {
        try (RawServer proxy = proxy(ESTABLISHED)) {
            assertProblem(
                    Problem.REFUSED_ADDRESS,
                    through(proxy, GuardedFetcher.organization()).build(),
                    URI.create(url));
            assertEquals(List.of(), proxy.requests());
        }
    }

    @Test
    void allowedAndLoopbackTargets_areReachedDirectly() throws Exception {
        try (RawServer proxy = proxy(ESTABLISHED);
                RawServer plain = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                RawServer inside = RawServer.playing(certificates.listener("idp.example.com"), (self, socket) -> {
                    self.readRequest(socket);
                    RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                })) {
            Fetcher fetcher = through(proxy, GuardedFetcher.operator())
                    .resolver(host -> List.of(inside.address().getAddress()))
                    .allow("idp.example.com", inside.port(), "127.0.0.0/8")
                    .allowLoopback()
                    .build();
            URI allowed = URI.create("https://idp.example.com:" + inside.port() + "/");
            assertEquals(200, fetcher.fetch(FetchRequest.get(allowed).build()).status());
            assertEquals(
                    200, fetcher.fetch(FetchRequest.get(plain.uri("/")).build()).status());
            assertEquals(List.of(), proxy.requests());
        }
    }

    @Test
    void describe_saysWhatIsAllowed_andThatTheProxyDecides() {
        assertEquals(
                "organizations: https, public addresses",
                GuardedFetcher.organization().build().describe());
        assertEquals("operator: https", GuardedFetcher.operator().build().describe());
        assertEquals(
                "organizations: https, public addresses; port 444 allowed; port 8443 allowed; "
                        + "through proxy proxy:3128, which decides what addresses are reached",
                GuardedFetcher.organization()
                        .allowPort(8443)
                        .allowPort(444)
                        .proxy("proxy", 3128)
                        .build()
                        .describe());
        assertEquals(
                "operator: https; idp:443 in 10.0.0.0/8 allowed; fd00::/8 allowed; "
                        + "http and https on loopback, for development",
                GuardedFetcher.operator()
                        .allow("idp", 443, "10.0.0.0/8")
                        .allowNetwork("fd00::/8")
                        .allowLoopback()
                        .build()
                        .describe());
    }
}
