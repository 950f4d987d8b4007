package io.orgauth.http;

/** Makes text that strangers wrote safe for one line of log. */
final class LogText {
    private static final int LONGEST = 256;

    private LogText() {}

    /** Visible ASCII as it is, anything else as {@code \\uXXXX}, cut at 256 characters: no forged line, no terminal escape. */
    static String escaped(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().limit(LONGEST).forEach(c -> append(line, (char) c));
        return text.length() > LONGEST ? line.append("...").toString() : line.toString();
    }

    private static void append(StringBuilder line, char c) {
        if (c > ' ' && c < 0x7f && c != '\\' && c != '"') {
            line.append(c);
            return;
        }
        line.append(String.format("\\u%04x", (int) c));
    }
}
