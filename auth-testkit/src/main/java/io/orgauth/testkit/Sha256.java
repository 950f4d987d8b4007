package io.orgauth.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** SHA-256 of ASCII text, as PKCE, {@code at_hash} and content security policies write it. */
final class Sha256 {
    private Sha256() {}

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(digest(text));
    }

    static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(text));
    }

    /** OpenID Connect Core, 3.1.3.6. */
    static String leftHalf(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest(text), 16));
    }
}
