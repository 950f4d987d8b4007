package io.orgauth.admin;

import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.admin.FieldException.Fault;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The members of a body: known ones only, each of its one type. Anything else is refused before anything is done. */
final class Fields {
    private final JsonObject body;

    private Fields(JsonObject body) {
        this.body = body;
    }

    static Fields of(JsonObject body, String... known) {
        Set<String> allowed = Set.of(known);
        for (String name : body.names()) {
            if (!allowed.contains(name)) {
                throw new FieldException(Fault.UNKNOWN, Optional.empty());
            }
        }
        return new Fields(body);
    }

    /** For a change: one that changes nothing is a mistake of who sends it. */
    Fields requireSome() {
        if (body.size() == 0) {
            throw new FieldException(Fault.EMPTY, Optional.empty());
        }
        return this;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        return typed(name, () -> body.string(name));
    }

    Optional<Boolean> optionalFlag(String name) {
        return typed(name, () -> body.bool(name));
    }

    OptionalLong optionalNumber(String name) {
        return typed(name, () -> body.longValue(name));
    }

    Optional<Map<String, Object>> optionalMap(String name) {
        return typed(name, () -> body.object(name)).map(JsonObject::toJava);
    }

    JsonObject object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    Optional<JsonObject> optionalObject(String name) {
        return typed(name, () -> body.object(name));
    }

    Map<String, String> textsByName(String name) {
        return optionalTextsByName(name).orElseThrow(() -> missing(name));
    }

    /** An object of texts and nothing else. */
    Optional<Map<String, String>> optionalTextsByName(String name) {
        return optionalObject(name).map(object -> typed(name, () -> texts(object)));
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.names().forEach(key -> texts.put(key, object.string(key).orElse("")));
        return texts;
    }

    Set<Domain> domains(String name) {
        return optionalSet(name, Domain::of).orElse(Set.of());
    }

    DomainSso.Mode mode(String name) {
        String text = text(name);
        return typed(name, () -> modeOf(text));
    }

    private static DomainSso.Mode modeOf(String text) {
        return Stream.of(DomainSso.Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    Set<Role> roles(String name) {
        return optionalRoles(name).orElseThrow(() -> missing(name));
    }

    Optional<Set<Role>> optionalRoles(String name) {
        return optionalSet(name, Role::of);
    }

    Set<Permission> permissions(String name) {
        return optionalPermissions(name).orElseThrow(() -> missing(name));
    }

    Optional<Set<Permission>> optionalPermissions(String name) {
        return optionalSet(name, Permission::of);
    }

    Set<String> texts(String name) {
        return optionalTexts(name).orElse(Set.of());
    }

    Optional<Set<String>> optionalTexts(String name) {
        return optionalSet(name, Function.<String>identity());
    }

    /** Whole seconds. */
    Optional<Duration> optionalDuration(String name) {
        OptionalLong seconds = optionalNumber(name);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }

    /** In UTC as RFC 3339 writes it. */
    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> typed(name, () -> instant(text)));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    /** A list without doubles: a value that stands twice is a mistake of who wrote it. */
    private <T> Optional<Set<T>> optionalSet(String name, Function<String, T> type) {
        Optional<List<String>> texts = typed(name, () -> body.strings(name));
        return texts.map(list -> set(name, list, type));
    }

    private static <T> Set<T> set(String name, Collection<String> texts, Function<String, T> type) {
        Set<T> values = new LinkedHashSet<>();
        for (String text : texts) {
            if (!values.add(typed(name, () -> type.apply(text)))) {
                throw new FieldException(Fault.REPEATED, Optional.of(name));
            }
        }
        return values;
    }

    static <T> T typed(String name, Supplier<T> value) {
        try {
            return value.get();
        } catch (JsonException | IllegalArgumentException e) {
            throw new FieldException(Fault.MALFORMED, Optional.of(name));
        }
    }

    private static FieldException missing(String name) {
        return new FieldException(Fault.MISSING, Optional.of(name));
    }
}
