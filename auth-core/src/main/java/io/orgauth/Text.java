package io.orgauth;

/** Checks the text of identifiers: they reach logs, headers and comparisons, so nothing invisible may hide in them. */
final class Text {
    private Text() {}

    /** Returns the value if it is 1 to {@code max} visible code points; spaces are allowed only inside. */
    static String identifier(String what, String value, int max) {
        if (value.isEmpty() || value.length() > max) {
            throw new IllegalArgumentException(what + " must have 1 to " + max + " characters");
        }
        if (!value.codePoints().allMatch(Text::isVisible) || value.charAt(0) == ' ' || value.endsWith(" ")) {
            throw new IllegalArgumentException(what + " must be visible characters without space at either end");
        }
        return value;
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
            default -> true;
        };
    }
}
