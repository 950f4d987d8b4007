package io.orgauth.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonValue;

class JsonFuzzTest {
    @FuzzTest
    void json_anyBytes_areReadOrRefused(byte[] document) {
        JsonValue value;
        try {
            value = Json.parse(document);
        } catch (JsonException refused) {
            return;
        }
        byte[] written = Json.write(value);
        assertArrayEquals(written, Json.write(Json.parse(written)));
    }
}
