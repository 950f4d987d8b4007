package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpResponseTest {
    private static String body(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void json_hasItsType() {
        HttpResponse response =
                HttpResponse.json(201, JsonObject.builder().put("a", "<b>").build());

        assertEquals(201, response.status());
        assertEquals(Optional.of("application/json"), response.headers().single("Content-Type"));
        assertEquals("{\"a\":\"\\u003cb\\u003e\"}", body(response));
    }

    @Test
    void problem_isNeverStored() {
        HttpResponse response = HttpResponse.problem(409, "There is one", "exists");

        assertEquals(409, response.status());
        assertEquals(Optional.of("application/problem+json"), response.headers().single("Content-Type"));
        assertEquals(Optional.of("no-store"), response.headers().single("Cache-Control"));
        assertEquals("{\"title\":\"There is one\",\"status\":409,\"code\":\"exists\"}", body(response));
    }

    @Test
    void problem_thatIsNone_fails() {
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.problem(399, "x", "x"));
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.problem(600, "x", "x"));
        HttpResponse.problem(400, "x", "x");
    }

    @Test
    void redirect_isSeeOther() {
        HttpResponse response = HttpResponse.redirect("/home");

        assertEquals(303, response.status());
        assertEquals(Optional.of("/home"), response.headers().single("Location"));
        assertEquals(Optional.of("no-store"), response.headers().single("Cache-Control"));
        assertEquals(0, response.body().length);
    }

    @Test
    void noContent_hasNone() {
        assertEquals(204, HttpResponse.noContent().status());
        assertEquals(0, HttpResponse.noContent().body().length);
    }

    @Test
    void of_statusOutOfRange_fails() {
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.of(199));
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.of(600));
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.of(101, "text/plain", new byte[0]));
        assertEquals(200, HttpResponse.of(200).status());
        assertEquals(599, HttpResponse.of(599).status());
    }

    @Test
    void of_body_isCopied() {
        byte[] bytes = {1};
        HttpResponse response = HttpResponse.of(200, "application/octet-stream", bytes);
        bytes[0] = 2;
        response.body()[0] = 3;

        assertArrayEquals(new byte[] {1}, response.body());
    }

    @Test
    void with_appendsAndLeavesTheOldOneAlone() {
        HttpResponse response = HttpResponse.of(200).with("Vary", "Origin");
        HttpResponse more = response.with("Vary", "Accept");

        assertEquals(List.of("Origin"), response.headers().all("Vary"));
        assertEquals(List.of("Origin", "Accept"), more.headers().all("Vary"));
    }

    /** U+010A and U+560A lose their high byte in a careless container, and are a line break then. */
    @ParameterizedTest
    @ValueSource(strings = {"/\r\nSet-Cookie: a=b", "/\n", "/\u010a", "/\u560a", "/\u00e9", "/\u007f", "/\u0000"})
    void with_responseSplitting_fails(String value) {
        HttpResponse response = HttpResponse.of(200);

        assertThrows(IllegalArgumentException.class, () -> response.with("X-A", value));
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.redirect(value));
        assertThrows(IllegalArgumentException.class, () -> HttpResponse.of(200, value, new byte[0]));
    }

    @Test
    void with_nameThatIsNoToken_fails() {
        HttpResponse response = HttpResponse.of(200);

        assertThrows(IllegalArgumentException.class, () -> response.with("X-A\r\nY", "v"));
    }

    @Test
    void toString_showsTheStatusOnly() {
        HttpResponse response = HttpResponse.of(200, "text/plain", "s3cr3t".getBytes(StandardCharsets.UTF_8));

        assertEquals("HttpResponse[200]", response.toString());
        assertFalse(response.toString().contains("s3cr3t"));
    }
}
