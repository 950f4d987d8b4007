package io.orgauth.examples.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Ids of 128 random bits and secrets of 256, in characters that need no escape in a URL, a form or a shell. */
final class RandomText {
    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random;

    RandomText(SecureRandom random) {
        this.random = random;
    }

    String id(String prefix) {
        return prefix + HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
