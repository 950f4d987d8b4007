package io.orgauth.json;

import java.util.Arrays;

/**
 * Writes a value as compact UTF-8: no white space, members in their order, one spelling of each string.
 *
 * <p>Angle brackets are escaped beside what RFC 8259 demands, so that no string can end a script element it is embedded
 * in; so are U+007F, U+2028 and U+2029, which some readers take for control characters and line ends.
 */
final class DocumentWriter {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private byte[] buffer = new byte[512];
    private int length;

    private DocumentWriter() {}

    static byte[] write(JsonValue value) {
        DocumentWriter writer = new DocumentWriter();
        writer.value(value);
        return Arrays.copyOf(writer.buffer, writer.length);
    }

    private void value(JsonValue value) {
        if (value instanceof JsonString string) {
            string(string.value());
        } else if (value instanceof JsonNumber number) {
            ascii(number.text());
        } else if (value instanceof JsonObject object) {
            object(object.members());
        } else if (value instanceof JsonArray array) {
            array(array);
        } else if (value instanceof JsonBoolean bool) {
            ascii(bool.value() ? "true" : "false");
        } else {
            ascii("null");
        }
    }

    private void object(Members members) {
        put('{');
        for (int i = 0; i < members.size(); i++) {
            if (i > 0) {
                put(',');
            }
            string(members.name(i));
            put(':');
            value(members.value(i));
        }
        put('}');
    }

    private void array(JsonArray array) {
        put('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(array.values().get(i));
        }
        put(']');
    }

    private void string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                asciiOrEscape(c);
            } else if (Character.isHighSurrogate(c)) {
                i++;
                multiByte(Character.toCodePoint(c, text.charAt(i)));
            } else if (c == '\u2028' || c == '\u2029') {
                unicode(c);
            } else {
                multiByte(c);
            }
        }
        put('"');
    }

    private void asciiOrEscape(char c) {
        switch (c) {
            case '"', '\\' -> escape(c);
            case '\b' -> escape('b');
            case '\f' -> escape('f');
            case '\n' -> escape('n');
            case '\r' -> escape('r');
            case '\t' -> escape('t');
            case '<', '>', 0x7f -> unicode(c);
            default -> {
                if (c < ' ') {
                    unicode(c);
                } else {
                    put(c);
                }
            }
        }
    }

    private void escape(char letter) {
        put('\\');
        put(letter);
    }

    private void unicode(char c) {
        escape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[c >> shift & 0xf]);
        }
    }

    private void multiByte(int codePoint) {
        if (codePoint < 0x800) {
            put(0xc0 | (codePoint >> 6));
        } else if (codePoint < 0x10000) {
            put(0xe0 | (codePoint >> 12));
            put(0x80 | ((codePoint >> 6) & 0x3f));
        } else {
            put(0xf0 | (codePoint >> 18));
            put(0x80 | ((codePoint >> 12) & 0x3f));
            put(0x80 | ((codePoint >> 6) & 0x3f));
        }
        put(0x80 | (codePoint & 0x3f));
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(int b) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length] = (byte) b;
        length++;
    }
}
