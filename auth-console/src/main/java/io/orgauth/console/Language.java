package io.orgauth.console;

import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts in one language.
 *
 * @param code as {@code lang} has it
 * @param texts by their keys
 */
record Language(String code, Map<String, String> texts) {
    private static final Pattern GAP = Pattern.compile("\\{([0-9])}");

    Language {
        texts = Map.copyOf(texts);
    }

    /**
     * The text with its gaps, {@code {0}} and so on, filled; what looks like a gap in an argument is none. What comes back is text still,
     * to be escaped with the rest.
     */
    String text(String key, String... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no page has the text " + key);
        }
        return GAP.matcher(text).replaceAll(gap -> Matcher.quoteReplacement(filled(gap, arguments)));
    }

    private static String filled(MatchResult gap, String... arguments) {
        int number = Integer.parseInt(gap.group(1));
        return number < arguments.length ? arguments[number] : gap.group();
    }

    /** What is said for a reason's code; codes that are not worth a sentence of their own share one. */
    String reason(String kind, String code) {
        return Optional.ofNullable(texts.get(kind + "." + code)).orElseGet(() -> text(kind + ".other"));
    }
}
