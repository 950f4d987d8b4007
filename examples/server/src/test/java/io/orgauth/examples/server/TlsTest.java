package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both planes by https, with a self-signed certificate. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static Path keystore;

    @BeforeAll
    static void makeCertificate() {
        keystore = TestKeystore.make(directory, PASSWORD);
    }

    @Test
    void whoami_bothPlanesByHttps_isAnswered() throws Exception {
        String[] tls = {"--tls-keystore", keystore.toString(), "--tls-password", PASSWORD};
        try (RunningExample example = Examples.whole(new TestTime().time(), tls)) {
            Web web = Web.trusting(context());
            String token =
                    web.token(example.issuer(), example.organizations().get(0).client(Role.MEMBER));

            assertTrue(example.issuer().startsWith("https://localhost:"), example.issuer());
            assertEquals(200, web.get(example.dataPlane() + "/whoami", token).status());
        }
    }

    @Test
    void keystore_wrongPassword_isOneSentence() {
        String message = String.valueOf(assertThrows(StartException.class, () -> Tls.load(keystore, "wrong"))
                .getMessage());

        assertEquals("--tls-keystore " + keystore + " can't be opened as PKCS12 with that password", message);
    }

    private static SSLContext context() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("example", keys.getCertificate("example"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
