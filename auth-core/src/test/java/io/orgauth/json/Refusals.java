package io.orgauth.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.json.JsonException.Problem;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** What the tests of this package say about refusals. */
final class Refusals {
    private Refusals() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void assertRefused(Problem problem, int offset, String document) {
        assertRefused(problem, offset, bytes(document));
    }

    static void assertRefused(Problem problem, int offset, byte[] document) {
        assertRefused(problem, offset, document, JsonLimits.standard());
    }

    static void assertRefused(Problem problem, int offset, byte[] document, JsonLimits limits) {
        JsonException refusal = assertRefused(problem, () -> Json.parse(document, limits));
        assertEquals(OptionalInt.of(offset), refusal.offset());
    }

    static JsonException assertRefused(Problem problem, Runnable action) {
        JsonException refusal = assertThrows(JsonException.class, action::run);
        assertEquals(problem, refusal.problem());
        return refusal;
    }
}
