package io.orgauth.json;

import static io.orgauth.json.Refusals.assertRefused;
import static io.orgauth.json.Refusals.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.orgauth.json.JsonException.Problem;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonExceptionTest {
    @Test
    void codes_areStable() {
        List<String> codes = Arrays.stream(Problem.values()).map(Problem::code).toList();
        List<String> pinned = List.of(
                "json_too_large",
                "json_too_deep",
                "json_too_many_members",
                "json_number_too_long",
                "json_exponent_too_large",
                "json_string_too_long",
                "json_unexpected_end",
                "json_unexpected_byte",
                "json_trailing_data",
                "json_byte_order_mark",
                "json_bad_utf8",
                "json_control_character",
                "json_bad_escape",
                "json_lone_surrogate",
                "json_bad_number",
                "json_duplicate_name",
                "json_wrong_type",
                "json_not_an_integer",
                "json_out_of_range");
        assertEquals(pinned, codes);
    }

    @Test
    void message_ofARefusal_tellsPlaceAndProblemAndNothingOfTheDocument() {
        JsonException refusal =
                assertRefused(Problem.DUPLICATE_NAME, () -> Json.parse(bytes("{\"secret\":\"hunter2\",\"secret\":1}")));
        assertEquals("json is refused at byte 20: json_duplicate_name", refusal.getMessage());
        assertEquals(20, refusal.offset().orElseThrow());
    }

    /** Filling in a trace costs fifty times what reading up to the fault does: a gift to whoever sends garbage. */
    @Test
    void refusal_hasNoStackTrace() {
        JsonException refusal = assertRefused(Problem.UNEXPECTED_BYTE, () -> Json.parse(bytes("garbage")));
        assertEquals(0, refusal.getStackTrace().length);
        assertNull(refusal.getCause());
        refusal.addSuppressed(new IllegalStateException("ignored"));
        assertEquals(0, refusal.getSuppressed().length);
    }
}
