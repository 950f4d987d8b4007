package io.orgauth.examples.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The key that both planes serve https with, out of one PKCS12 file. */
final class Tls {
    private final KeyStore keys;
    private final String password;

    private Tls(KeyStore keys, String password) {
        this.keys = keys;
        this.password = password;
    }

    static Tls load(Path keystore, String password) {
        try (InputStream in = Files.newInputStream(keystore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password.toCharArray());
            return new Tls(keys, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartException(
                    Option.TLS_KEYSTORE.flag() + " " + keystore + " can't be opened as PKCS12 with that password", e);
        }
    }

    SslContextFactory.Server server() {
        SslContextFactory.Server server = new SslContextFactory.Server();
        server.setKeyStore(keys);
        server.setKeyStorePassword(password);
        return server;
    }

    /** So that a data plane trusts the self-signed certificate of a demo's control plane. */
    List<X509Certificate> certificates() {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (String alias : Collections.list(keys.aliases())) {
                if (keys.getCertificate(alias) instanceof X509Certificate certificate) {
                    certificates.add(certificate);
                }
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keystore that was loaded can be listed", e);
        }
    }

    @Override
    public String toString() {
        return "Tls";
    }
}
