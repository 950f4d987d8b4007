package io.orgauth.http;

/** Makes text that strangers wrote safe for one line of log. */
final class LogText {
    private static final int LONGEST = 256;
    private static final int DEEPEST_CAUSE = 5;

    private LogText() {}

    /** Visible ASCII as it is, anything else as {@code \\uXXXX}, cut at 256 characters: no forged line, no terminal escape. */
    static String escaped(String text) {
        StringBuilder line = new StringBuilder();
        text.chars().limit(LONGEST).forEach(c -> append(line, (char) c, ' '));
        return text.length() > LONGEST ? line.append("...").toString() : line.toString();
    }

    /** Method and path; a query may hold secrets. */
    static String line(HttpRequest request) {
        return escaped(request.method()) + " " + escaped(request.path());
    }

    /** The message of an exception of ours, made for the log; spaces stay. */
    static String message(Throwable thrown) {
        StringBuilder line = new StringBuilder();
        String.valueOf(thrown.getMessage()).chars().limit(LONGEST).forEach(c -> append(line, (char) c, '\u001f'));
        return line.toString();
    }

    /** Types and places only: the message of an unexpected failure may quote the very credential it failed on. */
    static String failure(Throwable thrown) {
        StringBuilder line = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            StackTraceElement[] frames = cause.getStackTrace();
            line.append(depth == 0 ? "" : " caused by ").append(cause.getClass().getName());
            line.append(" at ").append(frames.length == 0 ? "unknown" : frames[0]);
            cause = cause.getCause();
        }
        return line.toString();
    }

    private static void append(StringBuilder line, char c, char lastEscaped) {
        if (c > lastEscaped && c < 0x7f && c != '\\' && c != '"') {
            line.append(c);
            return;
        }
        line.append(String.format("\\u%04x", (int) c));
    }
}
