package io.orgauth.testkit;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** An RSA key of 2,048 bits, made for one run, and a certificate that it signed for itself. Its text shows no key. */
final class KeyAndCertificate {
    private static final int BITS = 2_048;

    private final PrivateKey key;
    private final X509Certificate certificate;

    private KeyAndCertificate(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    static KeyAndCertificate named(String commonName) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            return new KeyAndCertificate(pair.getPrivate(), certificate(pair, commonName));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** RFC 5280, 4.1, valid for as long as UTCTime can say, since tests choose their own dates. */
    private static X509Certificate certificate(KeyPair pair, String commonName) throws GeneralSecurityException {
        // sha256WithRSAEncryption, 1.2.840.113549.1.1.11
        byte[] algorithm =
                Der.sequence(Der.identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), Der.nothing());
        // commonName, 2.5.4.3
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.identifier(0x55, 0x04, 0x03), Der.text(commonName))));
        byte[] toBeSigned = Der.sequence(
                Der.explicit(Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.ONE),
                algorithm,
                name,
                Der.sequence(Der.utcTime("700101000000Z"), Der.utcTime("491231235959Z")),
                name,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(toBeSigned);
        byte[] whole = Der.sequence(toBeSigned, algorithm, Der.bitString(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    @Override
    public String toString() {
        return "KeyAndCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
