package io.orgauth.console;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The one stylesheet, inside each page and named by its digest in the content security policy: no other style applies, and there is
 * nothing else to fetch.
 *
 * @param css its text
 */
record Stylesheet(String css) {
    static Stylesheet in(Color color) {
        String css = Resources.text("console.css");
        return new Stylesheet(css.replace("#accent", color.hex())
                .replace("#on-accent", color.text().hex()));
    }

    /** As a content security policy writes it (CSP 3, 2.3.1). */
    String source() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
