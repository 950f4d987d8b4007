package io.orgauth.http;

/** Reads percent-encoded octets (RFC 3986, 2.1). */
final class PercentCode {
    private PercentCode() {}

    /** The octet that is encoded at this percent sign, or -1 if it is not followed by two hexadecimal digits. */
    static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** ASCII only: {@link Character#digit} takes full-width digits too. */
    private static int digit(char c) {
        return c < 0x7f ? Character.digit(c, 16) : -1;
    }
}
