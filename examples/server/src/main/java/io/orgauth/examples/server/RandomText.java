package io.orgauth.examples.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets of 256 random bits, in characters that need no escape in a URL, a form or a shell. */
final class RandomText {
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random;

    RandomText(SecureRandom random) {
        this.random = random;
    }

    String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
