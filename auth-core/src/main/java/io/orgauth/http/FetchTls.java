package io.orgauth.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS 1.2 or 1.3 over a connected socket, with the certificate checked for the host of the URL. */
final class FetchTls {
    private final SSLContext context;

    /** Trusts the JVM's authorities, and these. */
    FetchTls(List<X509Certificate> anchors) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, trusting(anchors), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no usable TLS: check its trust store", e);
        }
    }

    private static TrustManager[] trusting(List<X509Certificate> anchors) throws GeneralSecurityException, IOException {
        TrustManager[] own = managers(TrustManagerFactory.getDefaultAlgorithm(), null);
        if (anchors.isEmpty()) {
            return own;
        }
        KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
        all.load(null, null);
        for (TrustManager manager : own) {
            addAll(all, List.of(((X509TrustManager) manager).getAcceptedIssuers()));
        }
        addAll(all, anchors);
        return managers(TrustManagerFactory.getDefaultAlgorithm(), all);
    }

    private static TrustManager[] managers(String algorithm, @Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(algorithm);
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static void addAll(KeyStore store, List<X509Certificate> certificates) throws GeneralSecurityException {
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("anchor-" + store.size(), certificate);
        }
    }

    static List<X509Certificate> read(Path pem) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException(pem + " has no certificate: give a PEM file with one");
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(pem + " can't be read: give a PEM file with a certificate", e);
        }
    }

    /** Handshakes. The socket beneath stays the one to close: closing this one would wait for the peer. */
    Socket over(Socket plain, FetchTarget target) throws IOException {
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (target.literal().isEmpty()) {
            parameters.setServerNames(List.of(new SNIHostName(target.host())));
        }
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
