package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonLimits;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {
    private static void assertBad(RequestReason reason, Executable executable) {
        assertEquals(reason, assertThrows(BadRequestException.class, executable).reason());
    }

    private static HttpRequest body(String contentType, String body) {
        return HttpRequest.builder("POST", "/token?a=query")
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/a/b?c=d, '', /a/b, c=d",
                "/a/b, '', /a/b, none",
                "/a?, '', /a, ''",
                "/a?b?c, '', /a, b?c",
                "/app/a%2Fb, /app, /a%2Fb, none",
                "/app, /app, /, none",
                "/app?x, /app, /, x",
                "/app/, /app, /, none",
                "http://h/app/a?b, /app, /a, b",
                "*, '', *, none",
                "?x, '', /, x",
            })
    void build_target_isTakenApartButNotDecoded(String target, String mount, String path, String query) {
        HttpRequest request = HttpRequest.builder("GET", target).mount(mount).build();

        assertEquals(target, request.target());
        assertEquals(path, request.path());
        assertEquals(Optional.ofNullable(query), request.rawQuery());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/appendix", "/App/a", "/", "/other/app", "app", "*", "/%61pp/a"})
    void build_targetOutsideMount_isRefused(String target) {
        HttpRequest.Builder builder = HttpRequest.builder("GET", target).mount("/app");

        assertBad(RequestReason.TARGET_OUTSIDE_MOUNT, builder::build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET ", "G ET", "GET\r\n", "GET/1"})
    void build_methodThatIsNoToken_isRefused(String method) {
        assertBad(RequestReason.METHOD_MALFORMED, HttpRequest.builder(method, "/")::build);
    }

    @Test
    void header_malformed_isRefused() {
        HttpRequest.Builder builder = HttpRequest.builder("GET", "/");

        assertBad(RequestReason.HEADER_MALFORMED, () -> builder.header("X Y", "v"));
        assertBad(RequestReason.HEADER_MALFORMED, () -> builder.header("X-Y", "v\r\nZ: w"));
    }

    @Test
    void body_isBoundedAndCopied() {
        byte[] bytes = new byte[HttpRequest.MAX_BODY];
        HttpRequest request = HttpRequest.builder("POST", "/").body(bytes).build();
        bytes[0] = 1;
        request.body()[0] = 2;

        assertArrayEquals(new byte[HttpRequest.MAX_BODY], request.body());
        assertBad(
                RequestReason.BODY_TOO_LARGE,
                () -> HttpRequest.builder("POST", "/").body(new byte[HttpRequest.MAX_BODY + 1]));
    }

    @Test
    void client_isWhatTheContainerSaw() {
        InetAddress loopback = InetAddress.getLoopbackAddress();

        assertEquals(
                Optional.of(loopback),
                HttpRequest.builder("GET", "/").client(loopback).build().client());
        assertEquals(Optional.empty(), HttpRequest.builder("GET", "/").build().client());
    }

    @Test
    void query_isRead_formIsNotMixedIn() {
        HttpRequest request = body("application/x-www-form-urlencoded", "a=form&b=%C3%A9");

        assertEquals(Optional.of("query"), request.query().single("a"));
        assertEquals(Optional.of("form"), request.form().single("a"));
        assertEquals(Optional.of("\u00e9"), request.form().single("b"));
        assertEquals(Optional.empty(), request.query().single("b"));
        assertTrue(HttpRequest.builder("GET", "/").build().query().names().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "Application/X-WWW-Form-Urlencoded",
                "application/x-www-form-urlencoded;charset=utf-8",
                "application/x-www-form-urlencoded; charset=UTF-8",
            })
    void form_itsType_isTaken(String type) {
        assertEquals("b", body(type, "a=b").form().required("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "multipart/form-data",
                "application/json",
                "application/x-www-form-urlencoded; charset=iso-8859-1",
                "application/x-www-form-urlencoded; charset=utf-8; x=y",
                "application/x-www-form-urlencoded, text/plain",
                "application/x-www-form-urlencodedx",
                "text/plain; application/x-www-form-urlencoded",
            })
    void form_otherType_isRefused(String type) {
        assertBad(RequestReason.CONTENT_TYPE_UNEXPECTED, () -> body(type, "a=b").form());
    }

    @Test
    void form_noTypeOrTwo_isRefused() {
        HttpRequest none = HttpRequest.builder("POST", "/").build();
        HttpRequest two = HttpRequest.builder("POST", "/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build();

        assertBad(RequestReason.CONTENT_TYPE_UNEXPECTED, none::form);
        assertBad(RequestReason.HEADER_REPEATED, two::form);
    }

    @Test
    void form_rawUtf8_isRefused() {
        assertBad(
                RequestReason.FORM_MALFORMED,
                () -> body("application/x-www-form-urlencoded", "a=\u00e9").form());
    }

    @Test
    void json_object_isRead() {
        assertEquals(
                Optional.of("b"),
                body("application/json; charset=utf-8", "{\"a\":\"b\"}").json().string("a"));
    }

    @Test
    void json_longString_isReadWithinTheBoundsThatAreSaid() {
        HttpRequest request = body("application/json", "{\"a\":\"" + "b".repeat(20_000) + "\"}");

        assertBad(RequestReason.JSON_MALFORMED, request::json);
        assertEquals(
                Optional.of(20_000),
                request.json(JsonLimits.standard().withMaxStringLength(20_000))
                        .string("a")
                        .map(String::length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":1,\"a\":2}", "{\"a\":1}x", "s3cr3t"})
    void json_anythingElse_isRefusedWithoutQuotingIt(String json) {
        BadRequestException refusal = assertThrows(
                BadRequestException.class, () -> body("application/json", json).json());

        assertEquals(RequestReason.JSON_MALFORMED, refusal.reason());
        assertFalse(String.valueOf(refusal.getMessage()).contains("s3cr3t"));
    }

    @Test
    void json_otherType_isRefused() {
        assertBad(
                RequestReason.CONTENT_TYPE_UNEXPECTED,
                () -> body("text/plain", "{}").json());
    }

    @Test
    void pathParameter_unknown_fails() {
        HttpRequest request = HttpRequest.builder("GET", "/").build();

        assertThrows(IllegalArgumentException.class, () -> request.pathParameter("id"));
    }

    @Test
    void toString_showsMethodAndPathOnly() {
        HttpRequest request = HttpRequest.builder("GET", "/a\nb?token=s3cr3t")
                .header("Authorization", "Bearer s3cr3t")
                .body("s3cr3t".getBytes(StandardCharsets.UTF_8))
                .build();

        assertEquals("HttpRequest[GET /a\\u000ab]", request.toString());
    }

    @Test
    void badRequest_isCheap() {
        assertEquals(0, new BadRequestException(RequestReason.FORM_MALFORMED, "x").getStackTrace().length);
    }
}
