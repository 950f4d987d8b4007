package io.orgauth.oidc;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What one sign-in must know again: {@code state}, {@code nonce}, the PKCE verifier, when it began, and whether it asked for a fresh
 * proof. Immutable; its text shows nothing.
 */
final class Login {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int RANDOM_BYTES = 32;

    private final String state;
    private final String nonce;
    private final String verifier;
    private final Instant began;
    private final boolean fresh;

    private Login(String state, String nonce, String verifier, Instant began, boolean fresh) {
        this.state = state;
        this.nonce = nonce;
        this.verifier = verifier;
        this.began = began;
        this.fresh = fresh;
    }

    static Login begin(SsoContext context, boolean fresh) {
        return new Login(
                random(context.random()),
                random(context.random()),
                random(context.random()),
                context.clock().instant(),
                fresh);
    }

    /** 256 random bits; as a verifier that is the 43 characters that RFC 7636, 4.1 recommends. */
    static String random(SecureRandom source) {
        byte[] bytes = new byte[RANDOM_BYTES];
        source.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What was remembered.
     *
     * @throws io.orgauth.InvalidCredentialException if it is no pending login of this protocol
     */
    static Login of(PendingLogin pending) {
        return new Login(
                pending.handle(),
                value(pending, "nonce"),
                value(pending, "code_verifier"),
                began(value(pending, "began")),
                pending.value("fresh").isPresent());
    }

    private static String value(PendingLogin pending, String name) {
        return pending.value(name).orElseThrow(Login::foreign);
    }

    private static Instant began(String millis) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    private static InvalidCredentialException foreign() {
        return OidcReason.STATE_MISMATCH.refusal("this is no pending login of OpenID Connect");
    }

    PendingLogin pending(String connection, String returnTo) {
        Map<String, String> values = new HashMap<>();
        values.put("nonce", nonce);
        values.put("code_verifier", verifier);
        values.put("began", String.valueOf(began.toEpochMilli()));
        if (fresh) {
            values.put("fresh", "true");
        }
        return new PendingLogin(state, connection, returnTo, began.plus(LIFETIME), values);
    }

    String state() {
        return state;
    }

    String nonce() {
        return nonce;
    }

    String verifier() {
        return verifier;
    }

    /** RFC 7636, 4.2, S256. */
    String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    Instant began() {
        return began;
    }

    /** Whether the person must have proven themselves since it began. */
    boolean fresh() {
        return fresh;
    }

    /** Whether both are the same, in constant time. */
    static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "Login[redacted]";
    }
}
