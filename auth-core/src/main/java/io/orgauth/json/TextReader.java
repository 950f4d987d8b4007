package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.nio.charset.StandardCharsets;

/** Reads a name or string (RFC 8259, section 7) as strict UTF-8 (RFC 3629, section 3). */
final class TextReader {
    /** The smallest code point that needs so many bytes; a smaller one is overlong: another spelling of a text. */
    private static final int[] SMALLEST = {0, 0, 0x80, 0x800, 0x10000};

    private final Source source;

    TextReader(Source source) {
        this.source = source;
    }

    String read() {
        source.require('"');
        int start = source.position();
        int end = plainEnd(start);
        requireLength(end - start, start);
        if (end == source.to() || source.bytes()[end] != '"') {
            return decoded(start, end);
        }
        source.moveTo(end + 1);
        return plain(start, end);
    }

    /** Where plain ASCII ends: at a quote, a backslash, a control character, a byte beyond ASCII, or the end. */
    private int plainEnd(int start) {
        byte[] bytes = source.bytes();
        int end = source.to();
        int i = start;
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private String plain(int start, int end) {
        return new String(source.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int start, int plainEnd) {
        StringBuilder text = new StringBuilder(plain(start, plainEnd));
        source.moveTo(plainEnd);
        int c = source.next();
        while (c != '"') {
            appendCharacter(text, c);
            requireLength(text.length(), start);
            c = source.next();
        }
        return text.toString();
    }

    private void appendCharacter(StringBuilder text, int first) {
        int start = source.position() - 1;
        if (first == '\\') {
            text.appendCodePoint(escaped(start));
        } else if (first < ' ') {
            throw source.refusalAt(start, Problem.CONTROL_CHARACTER);
        } else if (first < 0x80) {
            text.append((char) first);
        } else {
            text.appendCodePoint(multiByte(first, start));
        }
    }

    private int multiByte(int lead, int start) {
        if (lead < 0xc2 || lead > 0xf4) {
            throw source.refusalAt(start, Problem.BAD_UTF8);
        }
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        int codePoint = lead & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            int next = source.next();
            if ((next & 0xc0) != 0x80) {
                throw source.refusalAt(start, Problem.BAD_UTF8);
            }
            codePoint = (codePoint << 6) | (next & 0x3f);
        }
        if (codePoint < SMALLEST[length] || codePoint > Character.MAX_CODE_POINT || isSurrogate(codePoint)) {
            throw source.refusalAt(start, Problem.BAD_UTF8);
        }
        return codePoint;
    }

    private int escaped(int start) {
        return switch (source.next()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(start);
            default -> throw source.refusalAt(start, Problem.BAD_ESCAPE);
        };
    }

    private int unicode(int start) {
        int first = fourDigits(start);
        if (!isSurrogate(first)) {
            return first;
        }
        if (Character.isLowSurrogate((char) first) || !source.take('\\') || !source.take('u')) {
            throw source.refusalAt(start, Problem.LONE_SURROGATE);
        }
        int second = fourDigits(start);
        if (!Character.isLowSurrogate((char) second)) {
            throw source.refusalAt(start, Problem.LONE_SURROGATE);
        }
        return Character.toCodePoint((char) first, (char) second);
    }

    private int fourDigits(int start) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hex(source.next());
            if (digit < 0) {
                throw source.refusalAt(start, Problem.BAD_ESCAPE);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** ASCII only: {@code Character.digit} would take digits of other scripts. */
    private static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private void requireLength(int length, int start) {
        if (length > source.limits().maxStringLength()) {
            throw source.refusalAt(start, Problem.STRING_TOO_LONG);
        }
    }
}
