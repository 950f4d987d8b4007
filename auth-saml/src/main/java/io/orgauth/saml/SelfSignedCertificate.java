package io.orgauth.saml;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate around a key of ours (RFC 5280, 4.1). SAML's metadata and the pages of identity providers take keys only as
 * certificates, and the JDK makes none.
 */
final class SelfSignedCertificate {
    /** sha256WithRSAEncryption and its NULL (RFC 4055, 5). */
    private static final byte[] SHA256_WITH_RSA = Der.constant("300d06092a864886f70d01010b0500");
    /** id-at-commonName. */
    private static final byte[] COMMON_NAME = Der.constant("0603550403");

    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final int SERIAL_BITS = 127;

    private SelfSignedCertificate() {}

    static X509Certificate of(KeyPair rsa, String commonName, Instant from, Instant until, SecureRandom random) {
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
        byte[] toBeSigned = Der.sequence(
                Der.tagged(0, Der.integer(VERSION_3)),
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(0)),
                SHA256_WITH_RSA,
                name,
                Der.sequence(Der.time(from), Der.time(until)),
                name,
                rsa.getPublic().getEncoded());
        try {
            byte[] certificate = Der.sequence(toBeSigned, SHA256_WITH_RSA, Der.bits(signature(rsa, toBeSigned)));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key of the JDK signs", e);
        }
    }

    private static byte[] signature(KeyPair rsa, byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(rsa.getPrivate());
        signature.update(content);
        return signature.sign();
    }
}
