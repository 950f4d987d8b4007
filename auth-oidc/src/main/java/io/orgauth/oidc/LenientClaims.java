package io.orgauth.oidc;

import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonBoolean;
import io.orgauth.json.JsonNumber;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Claims that describe and decide nothing alone, in the spellings that providers have for them: Apple and Microsoft write booleans as
 * text or numbers, others one text where a list is meant.
 *
 * @see <a href="https://developer.apple.com/documentation/signinwithapple/authenticating-users-with-sign-in-with-apple">Apple: "the
 *     value may be a string or a boolean"</a>
 */
final class LenientClaims {
    private static final JsonNumber ONE = JsonNumber.of(1);

    private LenientClaims() {}

    /** True, "true", 1 or "1"; everything else is not. */
    static boolean isTrue(JsonObject claims, String name) {
        Optional<JsonValue> value = claims.value(name);
        return value.filter(LenientClaims::isTrue).isPresent();
    }

    private static boolean isTrue(JsonValue value) {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        if (value instanceof JsonString text) {
            return text.value().equals("true") || text.value().equals("1");
        }
        return value.equals(ONE);
    }

    /** A text that is not blank; what is none is left out, as no decision hangs on it. */
    static Optional<String> text(Optional<JsonValue> value) {
        return value.filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).value())
                .filter(text -> !text.isBlank());
    }

    /** One value or several as texts, or empty if one of them has no text: a part would be read as the whole. */
    static Optional<List<String>> texts(JsonValue value) {
        List<JsonValue> parts = value instanceof JsonArray array ? array.values() : List.of(value);
        List<String> texts = new ArrayList<>();
        for (JsonValue part : parts) {
            single(part).ifPresent(texts::add);
        }
        return texts.size() == parts.size() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<String> single(JsonValue value) {
        if (value instanceof JsonString text) {
            return Optional.of(text.value());
        }
        if (value instanceof JsonNumber number) {
            return Optional.of(number.text());
        }
        return value instanceof JsonBoolean bool ? Optional.of(String.valueOf(bool.value())) : Optional.empty();
    }
}
