package io.orgauth.saml;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A key of ours with its certificate: it signs requests, or decrypts what identity providers encrypt for us. A connection keeps it
 * among its secrets.
 *
 * <pre>{@code
 * ServiceProviderKey key = ServiceProviderKey.generate(Clock.systemUTC());
 * ServiceProviderKey theirs = ServiceProviderKey.ofPem(Files.readString(path));
 * }</pre>
 *
 * <p>Immutable and thread-safe; {@link #toString()} shows the certificate's fingerprint only.
 */
public final class ServiceProviderKey {
    /** Some identity providers refuse certificates that have expired, so long enough to forget and short enough to end. */
    static final Duration LIFETIME = Duration.ofDays(5 * 365);

    private static final Duration CLOCKS_BEHIND = Duration.ofDays(1);
    private static final int BITS = 2048;

    private final PrivateKey privateKey;
    private final X509Certificate certificate;

    private ServiceProviderKey(PrivateKey privateKey, X509Certificate certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
    }

    /**
     * A new RSA key of 2,048 bits, which every identity provider takes, with a self-signed certificate of five years.
     *
     * @param clock says when the certificate begins
     * @return the key
     */
    public static ServiceProviderKey generate(Clock clock) {
        return generate(clock, new SecureRandom());
    }

    static ServiceProviderKey generate(Clock clock, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS, random);
            KeyPair pair = generator.generateKeyPair();
            Instant now = clock.instant();
            X509Certificate certificate = SelfSignedCertificate.of(
                    pair, "SAML service provider", now.minus(CLOCKS_BEHIND), now.plus(LIFETIME), random);
            return new ServiceProviderKey(pair.getPrivate(), certificate);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /**
     * A key that was made elsewhere.
     *
     * @param privateKey an RSA key of at least 2,048 bits
     * @param certificate the certificate of its public half
     * @return the key
     * @throws IllegalArgumentException if it is no such key, or the two don't belong together
     */
    public static ServiceProviderKey of(PrivateKey privateKey, X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey) || Certificates.isShortRsa(certificate)) {
            throw new IllegalArgumentException(
                    "a service provider's key must be RSA of at least 2,048 bits, as others are not taken everywhere");
        }
        if (!belongTogether(privateKey, certificate)) {
            throw new IllegalArgumentException("the private key is not that of the certificate, give its own");
        }
        return new ServiceProviderKey(privateKey, certificate);
    }

    /**
     * A key as {@code openssl} writes it.
     *
     * @param pem one PKCS #8 {@code PRIVATE KEY} and one {@code CERTIFICATE}, in any order
     * @return the key
     * @throws IllegalArgumentException if it is anything else; the message never quotes it
     */
    public static ServiceProviderKey ofPem(String pem) {
        List<ServiceProviderKey> keys = all(pem);
        if (keys.size() != 1) {
            throw malformed();
        }
        return keys.get(0);
    }

    /** Several, each a private key and a certificate. */
    static List<ServiceProviderKey> all(String pem) {
        List<Pem.Block> blocks = Pem.blocks(pem);
        if (blocks.isEmpty() || blocks.size() % 2 != 0) {
            throw malformed();
        }
        List<ServiceProviderKey> keys = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i += 2) {
            keys.add(of(blocks.get(i), blocks.get(i + 1)));
        }
        return List.copyOf(keys);
    }

    private static ServiceProviderKey of(Pem.Block one, Pem.Block other) {
        boolean keyFirst = one.label().equals("PRIVATE KEY");
        Pem.Block key = keyFirst ? one : other;
        Pem.Block certificate = keyFirst ? other : one;
        if (!key.label().equals("PRIVATE KEY") || !certificate.label().equals("CERTIFICATE")) {
            throw malformed();
        }
        try {
            return of(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key.der())),
                    (X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(certificate.der())));
        } catch (GeneralSecurityException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "a service provider's key must be PEM: a PKCS #8 PRIVATE KEY (RSA, not encrypted) and its CERTIFICATE");
    }

    private static boolean belongTogether(PrivateKey privateKey, X509Certificate certificate) {
        byte[] probe = {1, 2, 3};
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(privateKey);
            signer.update(probe);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(probe);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * What identity providers are given.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * The certificate as text, for an identity provider's page.
     *
     * @return PEM
     */
    public String certificatePem() {
        return Certificates.pem(certificate);
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    /** With the private key: the text of a connection's secret. */
    String secretPem() {
        return Pem.text("PRIVATE KEY", privateKey.getEncoded()) + certificatePem();
    }

    /** The certificate's fingerprint. */
    @Override
    public String toString() {
        return "ServiceProviderKey[" + Certificates.fingerprint(certificate) + "]";
    }
}
