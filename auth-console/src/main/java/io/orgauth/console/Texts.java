package io.orgauth.console;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the pages say, by language. Immutable and thread-safe. */
final class Texts {
    private final Language english;
    private final Map<String, Language> byCode;

    private Texts(Language english, Map<String, Language> byCode) {
        this.english = english;
        this.byCode = Map.copyOf(byCode);
    }

    static Texts standard() {
        Language english = new Language("en", Resources.texts("texts.properties"));
        Language german = new Language("de", Resources.texts("texts_de.properties"));
        return new Texts(english, Map.of(english.code(), english, german.code(), german));
    }

    /**
     * The same, with sentences of the product's own.
     *
     * @throws IllegalArgumentException if a key is unknown, or a new language lacks one
     */
    Texts with(Locale locale, Map<String, String> own) {
        Set<String> known = english.texts().keySet();
        Set<String> unknown = new TreeSet<>(own.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "no page has the texts " + unknown + ", see texts.properties for the keys");
        }
        Language before = byCode.get(locale.getLanguage());
        Map<String, String> texts = new HashMap<>(before == null ? Map.of() : before.texts());
        texts.putAll(own);
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(texts.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the language " + locale.getLanguage() + " lacks the texts " + missing);
        }
        Language language = new Language(locale.getLanguage(), texts);
        Map<String, Language> all = new HashMap<>(byCode);
        all.put(language.code(), language);
        return new Texts(language.code().equals(english.code()) ? language : english, all);
    }

    /** The first of these languages that we speak, else English. */
    Language in(List<Locale> preferred) {
        return preferred.stream()
                .map(Locale::getLanguage)
                .filter(byCode::containsKey)
                .findFirst()
                .map(byCode::get)
                .orElse(english);
    }
}
