package io.orgauth;

/** Checks the text of identifiers: they reach logs, headers and comparisons, so nothing invisible may hide in them. */
final class Text {
    private Text() {}

    /** Returns the value if it is 1 to {@code max} visible code points; spaces are allowed only inside. */
    static String identifier(String what, String value, int max) {
        if (value.isEmpty() || value.length() > max) {
            throw new IllegalArgumentException(what + " must have 1 to " + max + " characters");
        }
        if (!isVisible(value) || value.charAt(0) == ' ' || value.endsWith(" ")) {
            throw new IllegalArgumentException(what + " must be visible characters without space at either end");
        }
        return value;
    }

    /** Loops, since each token brings several identifiers and they are ASCII as a rule. */
    private static boolean isVisible(String value) {
        int at = 0;
        while (at < value.length() && value.charAt(at) >= ' ' && value.charAt(at) < 0x7f) {
            at++;
        }
        return at == value.length() || value.codePoints().skip(at).allMatch(Text::isVisible);
    }

    /** Letters, marks and symbols by their category, but fonts show nothing: fillers, joiners, variation selectors. */
    private static boolean isBlank(int c) {
        boolean filler = c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800;
        boolean mark = c == 0x034f || c == 0x17b4 || c == 0x17b5 || (c >= 0x180b && c <= 0x180f);
        boolean selector = (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
        return filler || mark || selector;
    }

    /** Control, format (bidi, zero width), surrogate, unassigned and exotic space characters make look-alikes. */
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> !isBlank(codePoint);
        };
    }
}
