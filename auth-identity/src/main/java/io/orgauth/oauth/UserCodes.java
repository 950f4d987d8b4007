package io.orgauth.oauth;

import io.orgauth.identity.RandomIds;
import java.util.Locale;

/** Codes that people read on one screen and type on another (RFC 8628, 6.1): no vowels, so no words, and no letter that looks like another. */
final class UserCodes {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8; // 20^8 = 2^34.5

    private UserCodes() {}

    static String make(RandomIds ids) {
        return ids.code(ALPHABET, LENGTH);
    }

    /** As the device shows it. */
    static String shown(String code) {
        return code.substring(0, LENGTH / 2) + "-" + code.substring(LENGTH / 2);
    }

    /** As it is kept: whatever case, dashes and spaces people type. */
    static String typed(String text) {
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        return letters.length() == LENGTH ? letters : "";
    }
}
