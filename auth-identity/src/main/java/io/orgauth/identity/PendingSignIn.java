package io.orgauth.identity;

import java.time.Instant;

/**
 * A sign-in that has begun and not ended: bound to a browser by a cookie, sealed, used up once.
 *
 * @param id random, seen by identity providers: {@code RelayState} or {@code state}
 * @param digest of the secret in the browser's cookie
 * @param sealed everything else, as base64url
 * @param expires when it is too old, at most 10 minutes after it began
 * @param version how many steps it has taken, 1 when new
 */
public record PendingSignIn(String id, SecretDigest digest, String sealed, Instant expires, long version) {
    /** The id and the step only. */
    @Override
    public String toString() {
        return "PendingSignIn[" + id + " " + version + "]";
    }
}
