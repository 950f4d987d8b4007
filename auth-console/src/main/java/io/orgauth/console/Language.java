package io.orgauth.console;

import java.util.Map;
import java.util.Optional;

/**
 * The texts in one language.
 *
 * @param code as {@code lang} has it
 * @param texts by their keys
 */
record Language(String code, Map<String, String> texts) {
    Language {
        texts = Map.copyOf(texts);
    }

    /** The text, with {@code {0}} replaced. What comes back is text still, to be escaped with the rest. */
    String text(String key, String... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no page has the text " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", arguments[i]);
        }
        return text;
    }

    /** What is said for a reason's code; codes that are not worth a sentence of their own share one. */
    String reason(String kind, String code) {
        return Optional.ofNullable(texts.get(kind + "." + code)).orElseGet(() -> text(kind + ".other"));
    }
}
