package io.orgauth.saml;

import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads members of a connection's settings; what is wrong is said with the member's name, for whoever typed it. Immutable. */
final class SettingsReader {
    private static final int LONGEST = 1024;

    private final JsonObject json;

    SettingsReader(JsonObject json) {
        this.json = json;
    }

    /** A misspelt setting would be one that never holds. */
    void requireOnly(List<String> names) {
        json.names().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("there is a setting that SAML does not know, expected of " + names);
        });
    }

    boolean has(String name) {
        return json.has(name);
    }

    boolean flag(String name) {
        return typed(name, () -> json.bool(name)).orElse(false);
    }

    Optional<String> text(String name) {
        Optional<String> text = longText(name);
        text.ifPresent(value -> requireText(name, value));
        return text;
    }

    /** Without a bound: a document. */
    Optional<String> longText(String name) {
        return typed(name, () -> json.string(name));
    }

    List<String> texts(String name) {
        return typed(name, () -> json.strings(name)).orElse(List.of());
    }

    Optional<Long> number(String name) {
        return typed(name, () -> {
            var value = json.longValue(name);
            return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
        });
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new TreeMap<>();
        typed(name, () -> json.object(name)).ifPresent(object -> {
            SettingsReader inner = new SettingsReader(object);
            object.names().forEach(key -> texts.put(key, inner.text(key).orElseThrow()));
        });
        return texts;
    }

    private static <T> T typed(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (JsonException e) {
            throw new IllegalArgumentException("setting \"" + name + "\" is of the wrong type: " + e.getMessage());
        }
    }

    static void requireText(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must be 1 to 1,024 characters that can be seen, copy it exactly");
        }
    }

    static void requireUri(String name, String text) {
        requireText(name, text);
        try {
            if (new URI(text).isAbsolute()) {
                return;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException("\"" + name + "\" must be an absolute URI, copy it exactly");
    }

    static void putIf(JsonObject.Builder settings, String name, boolean holds) {
        if (holds) {
            settings.put(name, true);
        }
    }

    static void putIfAny(JsonObject.Builder settings, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            settings.put(name, texts);
        }
    }
}
