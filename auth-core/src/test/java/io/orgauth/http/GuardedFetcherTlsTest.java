package io.orgauth.http;

import static io.orgauth.http.FetchAssert.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.http.FetchException.Problem;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may answer for a host, and with what TLS. The public address is a pretence: the dialer leads to loopback. */
class GuardedFetcherTlsTest {
    private static final String HOST = "idp.example.com";
    private static final URI IDP = URI.create("https://" + HOST + "/keys");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";

    private final List<InetSocketAddress> dialed = new ArrayList<>();
    private final List<String> sessions = new CopyOnWriteArrayList<>();

    private static GuardedFetcher.Builder trusting(X509Certificate certificate) {
        return GuardedFetcher.organization().trust(certificate);
    }

    private Fetcher leadingTo(RawServer server, GuardedFetcher.Builder builder) {
        InetAddress address = HostForm.address(new byte[] {8, 8, 8, 8});
        return builder.resolver(host -> List.of(address))
                .dialer((socket, wanted, millis) -> {
                    dialed.add(wanted);
                    socket.connect(server.address(), millis);
                })
                .build();
    }

    private RawServer serving(ServerSocket listener) {
        return RawServer.playing(listener, (server, socket) -> {
            SSLSocket secure = (SSLSocket) socket;
            server.readRequest(secure);
            ExtendedSSLSession session = (ExtendedSSLSession) secure.getSession();
            sessions.add(session.getProtocol() + " " + session.getRequestedServerNames());
            RawServer.send(secure, OK);
        });
    }

    private static String body(Fetcher fetcher, URI uri) {
        FetchedResponse answer = fetcher.fetch(FetchRequest.get(uri).build()).requireOk();
        return new String(answer.body(), StandardCharsets.US_ASCII);
    }

    @Test
    void trustedCertificate_ofTheHost_isAccepted() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer server = serving(certificates.listener(HOST))) {
            assertEquals("hi", body(leadingTo(server, trusting(certificates.authority())), IDP));
            assertEquals("[/8.8.8.8:443]", dialed.toString());
            assertEquals(List.of("TLSv1.3 [type=host_name (0), value=" + HOST + "]"), unlisted(sessions));
            assertEquals("Host: " + HOST, server.requests().get(0).split("\r\n")[1]);
        }
    }

    private static List<String> unlisted(List<String> sessions) {
        return sessions.stream()
                .map(session -> session.replace("[[", "[").replace("]]", "]"))
                .toList();
    }

    @Test
    void oldTls_isRefused_andTls12Accepted() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        SSLServerSocket listener = (SSLServerSocket) certificates.listener(HOST);
        listener.setEnabledProtocols(new String[] {"TLSv1.2"});
        try (RawServer server = serving(listener)) {
            assertEquals("hi", body(leadingTo(server, trusting(certificates.authority())), IDP));
        }
        SSLServerSocket old = (SSLServerSocket) certificates.listener(HOST);
        old.setEnabledProtocols(new String[] {"TLSv1.1"});
        try (RawServer server = serving(old)) {
            assertProblem(Problem.TLS, leadingTo(server, trusting(certificates.authority())), IDP);
        }
    }

    @Test
    void certificate_ofAnotherHost_isRefused() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer server = serving(certificates.listener("evil.example.com", "*.idp.example.com"))) {
            assertProblem(Problem.TLS, leadingTo(server, trusting(certificates.authority())), IDP);
        }
    }

    /** A certificate for the name is none for the address that the name has. */
    @Test
    void certificate_forNameOnly_isRefusedForLiteral() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer server = serving(certificates.listener(HOST))) {
            Fetcher fetcher = leadingTo(server, trusting(certificates.authority()));
            assertProblem(Problem.TLS, fetcher, URI.create("https://8.8.8.8/"));
        }
    }

    @Test
    void certificate_ofUnknownAuthority_isRefused() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer server = serving(certificates.listener(HOST))) {
            assertProblem(Problem.TLS, leadingTo(server, GuardedFetcher.organization()), IDP);
            X509Certificate other = new FetchCertificates().authority();
            assertProblem(Problem.TLS, leadingTo(server, trusting(other)), IDP);
        }
    }

    @Test
    void certificate_expired_isRefused() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        Instant yesterday = Instant.now().minusSeconds(86_400);
        try (RawServer server = serving(certificates.listener(yesterday, HOST))) {
            assertProblem(Problem.TLS, leadingTo(server, trusting(certificates.authority())), IDP);
        }
    }

    @Test
    void selfSigned_isRefusedUnlessItsFileIsTrusted(@TempDir Path directory) throws Exception {
        FetchCertificates.SelfSigned own = FetchCertificates.selfSigned(HOST);
        try (RawServer server = serving(own.listener())) {
            assertProblem(Problem.TLS, leadingTo(server, GuardedFetcher.organization()), IDP);
            Path file = Files.writeString(directory.resolve("own.pem"), pem(own.certificate()));
            assertEquals(
                    "hi", body(leadingTo(server, GuardedFetcher.organization().trust(file)), IDP));
        }
    }

    @Test
    void selfSigned_trustedByFile_isStillOneHostsOnly() throws Exception {
        FetchCertificates.SelfSigned own = FetchCertificates.selfSigned("other.example.com");
        try (RawServer server = serving(own.listener())) {
            assertProblem(Problem.TLS, leadingTo(server, trusting(own.certificate())), IDP);
        }
    }

    /** Anchors are added to the JVM's, not put in their place: both of a file's are usable. */
    @Test
    void trust_fileOfTwo_trustsBoth(@TempDir Path directory) throws Exception {
        FetchCertificates first = new FetchCertificates();
        FetchCertificates second = new FetchCertificates();
        Path file = Files.writeString(directory.resolve("both.pem"), pem(first.authority()) + pem(second.authority()));
        for (FetchCertificates certificates : List.of(first, second)) {
            try (RawServer server = serving(certificates.listener(HOST))) {
                assertEquals(
                        "hi",
                        body(leadingTo(server, GuardedFetcher.organization().trust(file)), IDP));
            }
        }
    }

    /** What the JVM trusts is read when a door is built, from the file that this property names. */
    @Test
    void trust_oneMore_keepsTheJvmsAuthorities(@TempDir Path directory) throws Exception {
        FetchCertificates ofTheJvm = new FetchCertificates();
        Path store = directory.resolve("jvm.p12");
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("jvm", ofTheJvm.authority());
        try (OutputStream out = Files.newOutputStream(store)) {
            authorities.store(out, "changeit".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", store.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try (RawServer server = serving(ofTheJvm.listener(HOST))) {
            assertEquals("hi", body(leadingTo(server, trusting(new FetchCertificates().authority())), IDP));
            assertEquals("hi", body(leadingTo(server, GuardedFetcher.organization()), IDP));
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    /** The JDK by itself asks for names with a dot only. */
    @Test
    void hostWithoutADot_isAskedForByItsName() throws Exception {
        FetchCertificates certificates = new FetchCertificates();
        try (RawServer server = serving(certificates.listener("idp"))) {
            Fetcher fetcher = leadingTo(
                    server,
                    GuardedFetcher.operator().trust(certificates.authority()).allow("idp", 443, "8.8.8.8"));
            assertEquals("hi", body(fetcher, URI.create("https://idp/keys")));
            assertEquals(List.of("TLSv1.3 [type=host_name (0), value=idp]"), unlisted(sessions));
        }
    }

    @Test
    void trust_fileWithoutCertificate_isRefused(@TempDir Path directory) throws Exception {
        GuardedFetcher.Builder builder = GuardedFetcher.operator();
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path text = Files.writeString(directory.resolve("text.pem"), "no certificate");
        for (Path file : List.of(empty, text, directory.resolve("absent.pem"), directory)) {
            assertThrows(IllegalArgumentException.class, () -> builder.trust(file));
        }
    }

    @Test
    void plaintext_onTheTlsPort_isRefused() throws Exception {
        try (RawServer server = RawServer.playing((self, socket) -> RawServer.send(socket, OK))) {
            assertProblem(Problem.TLS, leadingTo(server, GuardedFetcher.organization()), IDP);
        }
    }

    @Test
    void connection_closedInTheHandshake_isRefused() throws Exception {
        try (RawServer server = RawServer.playing((self, socket) -> {})) {
            assertThrows(
                    FetchException.class,
                    () -> leadingTo(server, GuardedFetcher.organization())
                            .fetch(FetchRequest.get(IDP).build()));
            assertEquals(List.of(), server.requests());
        }
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
