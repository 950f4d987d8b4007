package io.orgauth.saml;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How findings show what a message says, which may be anything: on one line, bounded, in quotes. */
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /** A text from a message. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char character = text.charAt(i);
            shown.append(character < ' ' || character == 127 || character == '"' ? '?' : character);
        }
        return shown.append(text.length() > LONGEST ? "...\"" : "\"").toString();
    }

    static String text(Optional<String> text) {
        return text.map(Shown::text).orElse("none");
    }

    static String texts(List<String> texts) {
        return texts.isEmpty() ? "none" : texts.stream().map(Shown::text).collect(Collectors.joining(", "));
    }

    /** A certificate by what an identity provider's console shows of it. */
    static String certificate(X509Certificate certificate) {
        return "certificate " + fingerprint(certificate) + " valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
    }

    static String certificates(List<X509Certificate> certificates) {
        return certificates.stream().map(Shown::certificate).collect(Collectors.joining(" or "));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return "SHA-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("every JDK has SHA-256, and every parsed certificate its bytes", e);
        }
    }
}
