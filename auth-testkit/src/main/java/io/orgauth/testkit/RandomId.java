package io.orgauth.testkit;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids of 128 random bits that are XML names too. */
final class RandomId {
    private RandomId() {}

    static String next() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return "_" + HexFormat.of().formatHex(bytes);
    }
}
