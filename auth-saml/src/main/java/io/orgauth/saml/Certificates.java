package io.orgauth.saml;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Certificates as SAML has them: a wrapping for a key that an administrator pins, never a chain to anywhere. */
final class Certificates {
    private static final int LONGEST = 16_384;

    private Certificates() {}

    /**
     * Reads a certificate as metadata and administrators have it: base64 of DER, with or without PEM's lines. Keycloak writes
     * a carriage return into it.
     */
    static X509Certificate parse(String text) {
        String base64 = text.replaceAll("-----(BEGIN|END) CERTIFICATE-----|\\s", "");
        if (base64.isEmpty() || base64.length() > LONGEST) {
            throw unreadable();
        }
        try {
            ByteArrayInputStream der =
                    new ByteArrayInputStream(Base64.getDecoder().decode(base64));
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
            if (der.available() > 0) {
                throw unreadable();
            }
            return certificate;
        } catch (IllegalArgumentException | CertificateException e) {
            throw unreadable();
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "a certificate can't be read, paste one X.509 certificate as PEM or base64 of DER");
    }

    static String base64(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(der(certificate));
    }

    /** Base64 in lines, between PEM's. */
    static String pem(X509Certificate certificate) {
        return Pem.text("CERTIFICATE", der(certificate));
    }

    /** SHA-256 over the DER, as identity providers show it. */
    static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(der(certificate));
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Fingerprint and dates: what an administrator compares. */
    static String describe(X509Certificate certificate) {
        return fingerprint(certificate) + ", valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
    }

    static void requireUsableKey(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (!(key instanceof RSAPublicKey) && !(key instanceof ECPublicKey)) {
            throw new IllegalArgumentException("a certificate's key is " + key.getAlgorithm() + ", expected RSA or EC");
        }
    }

    static boolean isShortRsa(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < 2048;
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded encodes", e);
        }
    }
}
