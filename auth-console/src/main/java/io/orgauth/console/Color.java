package io.orgauth.console;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The product's color, on which the text of buttons stands.
 *
 * @param hex {@code #rrggbb} in lower case
 */
record Color(String hex) {
    private static final Pattern SHORT = Pattern.compile("#[0-9a-f]{3}");
    private static final Pattern LONG = Pattern.compile("#[0-9a-f]{6}");

    /**
     * A color as stylesheets write it.
     *
     * @param text {@code #rgb} or {@code #rrggbb}
     * @throws IllegalArgumentException if it is no such color: it becomes part of a stylesheet, so nothing else may
     */
    static Color of(String text) {
        String hex = text.toLowerCase(Locale.ROOT);
        if (SHORT.matcher(hex).matches()) {
            return new Color("#" + twice(hex, 1) + twice(hex, 2) + twice(hex, 3));
        }
        if (LONG.matcher(hex).matches()) {
            return new Color(hex);
        }
        throw new IllegalArgumentException("color must be #rgb or #rrggbb in hexadecimal digits");
    }

    private static String twice(String hex, int at) {
        return hex.substring(at, at + 1).repeat(2);
    }

    /** Black or white, whichever can be read on it: one of them always has a contrast of at least 4.5 (WCAG 2.2, 1.4.3). */
    Color text() {
        double white = 1.05 / (luminance() + 0.05);
        double black = (luminance() + 0.05) / 0.05;
        return new Color(white >= black ? "#ffffff" : "#000000");
    }

    /** WCAG 2.2, relative luminance. */
    double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    private double linear(int at) {
        double part = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
