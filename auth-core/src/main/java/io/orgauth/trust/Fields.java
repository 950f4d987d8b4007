package io.orgauth.trust;

import io.orgauth.Permission;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Members that must be there, and the two spellings that all documents of a bundle share: dates and scopes. */
record Fields(JsonObject json) {
    // The last second of the year 9999: what Instant and Duration still do sums with.
    private static final long LATEST = 253_402_300_799L;

    String string(String name) {
        return json.string(name).orElseThrow(() -> missing(name));
    }

    JsonObject object(String name) {
        return json.object(name).orElseThrow(() -> missing(name));
    }

    List<String> strings(String name) {
        return json.strings(name).orElseThrow(() -> missing(name));
    }

    /** A counter: zero or more. */
    long count(String name) {
        long value = json.longValue(name).orElseThrow(() -> missing(name));
        if (value < 0) {
            throw BundleRefusedException.malformed("\"" + name + "\" is below zero");
        }
        return value;
    }

    /** A NumericDate in whole seconds (RFC 7519, 2). */
    Instant date(String name) {
        return date(name, count(name));
    }

    static Instant date(String name, long seconds) {
        if (seconds < 0 || seconds > LATEST) {
            throw BundleRefusedException.malformed("\"" + name + "\" is no date between 1970 and 9999");
        }
        return Instant.ofEpochSecond(seconds);
    }

    Optional<Instant> optionalDate(String name) {
        return json.has(name) ? Optional.of(date(name)) : Optional.empty();
    }

    Set<Permission> scope(String name) {
        return scopeOf(string(name));
    }

    static Set<Permission> scopeOf(String text) {
        Set<Permission> permissions = new LinkedHashSet<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            permissions.add(Permission.of(word));
        }
        return Set.copyOf(permissions);
    }

    /** Sorted, so that equal sets are equal bytes and an unchanged chunk keeps its name. */
    static String scopeText(Set<Permission> permissions) {
        return permissions.stream().map(Permission::value).sorted().collect(Collectors.joining(" "));
    }

    private static BundleRefusedException missing(String name) {
        return BundleRefusedException.malformed("\"" + name + "\" is missing");
    }
}
