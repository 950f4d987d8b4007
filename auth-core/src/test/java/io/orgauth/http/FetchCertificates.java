package io.orgauth.http;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of one test, the certificates it issues, and TLS servers that show them. */
final class FetchCertificates {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final AtomicLong SERIAL = new AtomicLong();

    private final KeyPair authorityKey = keyPair();
    private final X509Certificate authority;

    FetchCertificates() throws Exception {
        authority = certificate(
                "CN=Test Authority", authorityKey, true, Instant.now().plus(1, ChronoUnit.DAYS));
    }

    X509Certificate authority() {
        return authority;
    }

    /** A server socket whose certificate is the authority's, for these DNS names. */
    ServerSocket listener(String... names) throws Exception {
        return listener(Instant.now().plus(1, ChronoUnit.DAYS), names);
    }

    ServerSocket listener(Instant notAfter, String... names) throws Exception {
        return context(notAfter, names).getServerSocketFactory().createServerSocket(0, 50, loopback());
    }

    SSLContext context(Instant notAfter, String... names) throws Exception {
        KeyPair key = keyPair();
        return context(key, certificate("CN=Test Server", key, false, notAfter, names), authority);
    }

    /** A server socket whose certificate is signed by its own key. */
    static SelfSigned selfSigned(String name) throws Exception {
        FetchCertificates issuer = new FetchCertificates();
        X509Certificate certificate =
                issuer.certificate("CN=Test Authority", issuer.authorityKey, false, tomorrow(), name);
        SSLContext context = context(issuer.authorityKey, certificate);
        return new SelfSigned(certificate, context.getServerSocketFactory().createServerSocket(0, 50, loopback()));
    }

    record SelfSigned(X509Certificate certificate, ServerSocket listener) {}

    static Instant tomorrow() {
        return Instant.now().plus(1, ChronoUnit.DAYS);
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(
            String subject, KeyPair key, boolean isAuthority, Instant notAfter, String... names)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=Test Authority"),
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(Instant.now().minus(2, ChronoUnit.DAYS)),
                Date.from(notAfter),
                new X500Principal(subject),
                key.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        if (names.length > 0) {
            GeneralName[] general = Stream.of(names)
                    .map(name -> new GeneralName(GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(general));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authorityKey.getPrivate())));
    }

    private static SSLContext context(KeyPair key, X509Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key.getPrivate(), PASSWORD, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
