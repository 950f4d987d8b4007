package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;

/** The bytes being read and how far reading has come; the readers of one document share it. */
final class Source {
    static final int END = -1;

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final JsonLimits limits;
    private int position;

    Source(byte[] bytes, int from, int to, JsonLimits limits) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.limits = limits;
        this.position = from;
    }

    JsonLimits limits() {
        return limits;
    }

    byte[] bytes() {
        return bytes;
    }

    int to() {
        return to;
    }

    int position() {
        return position;
    }

    void moveTo(int next) {
        position = next;
    }

    /** The next byte, unsigned, or {@link #END}. */
    int peek() {
        return position < to ? bytes[position] & 0xff : END;
    }

    /** Steps over the next byte if it is this one. */
    boolean take(char expected) {
        if (peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    /** The next byte, which must be there. */
    int next() {
        if (position == to) {
            throw refusal(Problem.UNEXPECTED_END);
        }
        return bytes[position++] & 0xff;
    }

    void require(char expected) {
        if (!take(expected)) {
            throw unexpected();
        }
    }

    void skipSpace() {
        while (position < to && isSpace(bytes[position])) {
            position++;
        }
    }

    /** The refusal of whatever stands here. */
    JsonException unexpected() {
        return refusal(position == to ? Problem.UNEXPECTED_END : Problem.UNEXPECTED_BYTE);
    }

    JsonException refusal(Problem problem) {
        return refusalAt(position, problem);
    }

    JsonException refusalAt(int place, Problem problem) {
        return JsonException.at(place - from, problem);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
