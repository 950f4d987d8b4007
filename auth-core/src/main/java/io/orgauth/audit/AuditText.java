package io.orgauth.audit;

/** Checks what is written into an event, so that no stranger's text makes a line or a look-alike of its own. */
final class AuditText {
    private static final int LONGEST_WORD = 64;
    private static final int LONGEST_ID = 255;

    private AuditText() {}

    /** A word of ours: {@code api_key.issued}. */
    static String word(String what, String text) {
        if (text.length() > LONGEST_WORD || !text.matches("[a-z][a-z0-9]*([._:-][a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    what + " must be lower-case words joined by . _ : or -, at most " + LONGEST_WORD + " characters");
        }
        return text;
    }

    /** An id, ours or another's: visible ASCII only. */
    static String id(String what, String text) {
        if (text.isEmpty() || text.length() > LONGEST_ID || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(what + " must be 1 to " + LONGEST_ID + " visible ASCII characters");
        }
        return text;
    }
}
