package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * One of at most two secrets of a client application, as it is stored.
 *
 * @param digest of the secret
 * @param hint its last four characters, to tell it from the other
 * @param created when it was made
 * @param expires when it ends, empty while it is the current one
 */
public record ClientSecret(SecretDigest digest, String hint, Instant created, Optional<Instant> expires) {
    boolean validAt(Instant now) {
        return expires.map(now::isBefore).orElse(true);
    }
}
