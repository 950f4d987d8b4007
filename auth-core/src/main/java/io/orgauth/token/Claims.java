package io.orgauth.token;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonNull;
import io.orgauth.json.JsonNumber;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Typed, strict access to verified claims; absent and wrong are refused with their own reason, {@code null} is wrong. */
final class Claims {
    // The last second of the year 9999: a date beyond it is milliseconds or an attack on arithmetic.
    private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

    private Claims() {}

    static String requiredString(JsonObject claims, String name) {
        return optionalString(claims, name).orElseThrow(() -> missing(name));
    }

    static Optional<String> optionalString(JsonObject claims, String name) {
        try {
            return claims.string(name);
        } catch (JsonException e) {
            throw malformed("token " + e.getMessage());
        }
    }

    /** A NumericDate (RFC 7519, 2) between 1970 and 9999; a fraction counts. */
    static Optional<Instant> date(JsonObject claims, String name) {
        Optional<JsonValue> value = claims.value(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonNumber number) {
            BigDecimal seconds = number.decimalValue();
            if (seconds.signum() >= 0 && seconds.compareTo(LATEST) <= 0) {
                return Optional.of(instant(seconds));
            }
        }
        throw malformed("token \"" + name + "\" is not a NumericDate between 1970 and 9999");
    }

    static Instant requiredDate(JsonObject claims, String name) {
        return date(claims, name).orElseThrow(() -> missing(name));
    }

    private static Instant instant(BigDecimal seconds) {
        long whole = seconds.longValue();
        if (seconds.scale() == 0) {
            return Instant.ofEpochSecond(whole);
        }
        long nanos = seconds.subtract(BigDecimal.valueOf(whole))
                .movePointRight(9)
                .setScale(0, RoundingMode.DOWN)
                .longValue();
        return Instant.ofEpochSecond(whole, nanos);
    }

    /** A string or an array of strings, as {@code aud} may be (RFC 7519, 4.1.3). */
    static List<String> stringOrStrings(JsonObject claims, String name) {
        JsonValue value = claims.value(name).orElseThrow(() -> missing(name));
        if (value instanceof JsonString text) {
            return List.of(text.value());
        }
        return strings(value, '"' + name + '"');
    }

    /** Permissions at the first of the paths that is there: an array of strings, or words with single spaces between. */
    static Set<Permission> permissions(JsonObject claims, List<ClaimPath> paths) {
        return first(claims, paths, text -> text.isEmpty() ? List.of() : List.of(text.split(" ", -1)), Permission::of);
    }

    /** Roles at the first of the paths that is there: an array of strings, or one string. */
    static Set<Role> roles(JsonObject claims, List<ClaimPath> paths) {
        return first(claims, paths, List::of, Role::of);
    }

    private static <T> Set<T> first(
            JsonObject claims, List<ClaimPath> paths, Function<String, List<String>> split, Function<String, T> type) {
        for (ClaimPath path : paths) {
            Optional<JsonValue> value = path.in(claims);
            if (value.isPresent()) {
                List<String> words = value.get() instanceof JsonString text
                        ? split.apply(text.value())
                        : strings(value.get(), path.toString());
                return typed(path, words, type);
            }
        }
        return Set.of();
    }

    private static <T> Set<T> typed(ClaimPath path, List<String> words, Function<String, T> type) {
        try {
            List<T> typed = new ArrayList<>(words.size());
            words.forEach(word -> typed.add(type.apply(word)));
            return Set.copyOf(typed);
        } catch (IllegalArgumentException e) {
            throw malformed("token " + path + ": " + e.getMessage());
        }
    }

    private static List<String> strings(JsonValue value, String name) {
        try {
            if (value instanceof JsonArray array) {
                return array.strings();
            }
        } catch (JsonException e) {
            throw malformed("token " + name + ": " + e.getMessage());
        }
        throw malformed("token " + name + " is neither a string nor an array of strings");
    }

    /** Refuses an absent claim as missing, {@code null} as malformed: a name without a value says nothing. */
    static void requirePresent(JsonObject claims, String name) {
        if (!claims.has(name)) {
            throw missing(name);
        }
        if (!isPresent(claims, name)) {
            throw malformed("token \"" + name + "\" is null");
        }
    }

    static boolean isPresent(JsonObject claims, String name) {
        return claims.value(name).filter(value -> value != JsonNull.NULL).isPresent();
    }

    static JsonValue present(ClaimPath path, JsonObject claims) {
        return path.in(claims)
                .orElseThrow(() -> new InvalidCredentialException(TokenReason.MISSING_CLAIM, "token has no " + path));
    }

    static InvalidCredentialException missing(String name) {
        return new InvalidCredentialException(TokenReason.MISSING_CLAIM, "token has no \"" + name + "\"");
    }

    static InvalidCredentialException malformed(String message) {
        return new InvalidCredentialException(TokenReason.MALFORMED_CLAIM, message);
    }
}
