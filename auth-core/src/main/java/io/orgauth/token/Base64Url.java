package io.orgauth.token;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url as RFC 7515 spells it: no padding, no foreign character, no stray last bits, so that every value has exactly
 * one spelling and a token can't be respelled past a deny-list. The JDK's decoder lets padding and stray bits through.
 */
final class Base64Url {
    private static final byte[] VALUES = values();

    private Base64Url() {}

    static boolean isAlphabet(byte c) {
        return value(c) >= 0;
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The decoded bytes of {@code ascii[from, to)}, or null if they are not the one spelling of anything. */
    static byte @Nullable [] decode(byte[] ascii, int from, int to) {
        int length = to - from;
        int tail = length % 4;
        if (tail == 1) {
            return null;
        }
        byte[] decoded = new byte[length / 4 * 3 + Math.max(tail - 1, 0)];
        int invalid = 0;
        int out = 0;
        int in = from;
        for (int end = to - tail; in < end; in += 4) {
            int a = value(ascii[in]);
            int b = value(ascii[in + 1]);
            int c = value(ascii[in + 2]);
            int d = value(ascii[in + 3]);
            invalid |= a | b | c | d;
            decoded[out++] = (byte) (a << 2 | b >> 4);
            decoded[out++] = (byte) (b << 4 | c >> 2);
            decoded[out++] = (byte) (c << 6 | d);
        }
        return invalid < 0 || !decodeTail(ascii, in, tail, decoded, out) ? null : decoded;
    }

    /** The last two or three characters; the bits that belong to no byte must be zero. */
    private static boolean decodeTail(byte[] ascii, int in, int tail, byte[] decoded, int out) {
        if (tail == 0) {
            return true;
        }
        int a = value(ascii[in]);
        int b = value(ascii[in + 1]);
        decoded[out] = (byte) (a << 2 | b >> 4);
        if (tail == 2) {
            return (a | b) >= 0 && (b & 0x0f) == 0;
        }
        int c = value(ascii[in + 2]);
        decoded[out + 1] = (byte) (b << 4 | c >> 2);
        return (a | b | c) >= 0 && (c & 0x03) == 0;
    }

    private static int value(byte c) {
        return VALUES[c & 0xff];
    }

    private static byte[] values() {
        byte[] values = new byte[256]; // an entry for each byte: no test per character, here or by the JVM
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
