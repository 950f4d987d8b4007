package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.PermissionDeniedException;
import io.orgauth.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private final Endpoints table = Endpoints.builder()
            .at("GET", "/jwks.json", says("keys"))
            .at("GET", "/clients/{id}", request -> text("client " + request.pathParameter("id")))
            .at("DELETE", "/clients/{id}", says("deleted"))
            .at("GET", "/clients/me", says("me"))
            .at("GET", "/clients/~old", says("old"))
            .at("POST", "/clients", says("created"))
            .at(
                    "GET",
                    "/o/{org}/k/{key_1}",
                    request -> text(request.pathParameter("org") + " " + request.pathParameter("key_1")))
            .at("GET", "/", says("root"))
            .at("OPTIONS", "/cors", says("own options"))
            .at("HEAD", "/head", says(""))
            .build();

    private static HttpResponse text(String text) {
        return HttpResponse.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private static Endpoint says(String text) {
        return request -> text(text);
    }

    private static Optional<HttpResponse> ask(Endpoints table, String method, String target) {
        return table.answer(HttpRequest.builder(method, target).build());
    }

    private String answer(String method, String target) {
        return body(ask(table, method, target).orElseThrow());
    }

    private static String body(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /jwks.json, keys",
        "GET, /jwks.json?x=y, keys",
        "GET, /%6awks.json, keys",
        "GET, /clients/7, client 7",
        "GET, /clients/a%20b, client a b",
        "GET, /clients/%7Bid%7D, client {id}",
        "DELETE, /clients/7, deleted",
        "DELETE, /clients/me, deleted",
        "GET, /clients/me, me",
        "GET, /clients/~old, old",
        "POST, /clients, created",
        "GET, /o/acme/k/9, acme 9",
        "GET, /, root",
        "OPTIONS, /cors, own options",
    })
    void answer_oursByMethodAndPath(String method, String target, String expected) {
        assertEquals(expected, answer(method, target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/other",
                "/jwks.json/",
                "/JWKS.json",
                "/jwks",
                "/clients/",
                "/clients/7/",
                "/clients/7/8",
                "/o/a/k/",
                "/o/a/K/9",
                "/jwks.json/x",
                "/x/jwks.json"
            })
    void answer_otherPath_isPassedOn(String target) {
        assertEquals(Optional.empty(), ask(table, "GET", target));
    }

    /** What the gate refuses is never ours either, so no trick reaches an endpoint under another name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/x/../jwks.json",
                "//jwks.json",
                "/jwks.json;x",
                "/jwks%2ejson",
                "/clients/a%2fb",
                "/clients/..",
                "/clients/%2e%2e",
                "/clients/a%00",
                "/clients/%c0%ae",
                "/jwks.json#x",
                "http://evil.example/jwks.json",
                "*"
            })
    void answer_trickyPath_isNeverOurs(String target) {
        assertEquals(Optional.empty(), ask(table, "GET", target));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /jwks.json, 'GET, HEAD, OPTIONS'",
        "get, /jwks.json, 'GET, HEAD, OPTIONS'",
        "TRACE, /jwks.json, 'GET, HEAD, OPTIONS'",
        "PUT, /clients/7, 'DELETE, GET, HEAD, OPTIONS'",
        "PUT, /clients/me, 'DELETE, GET, HEAD, OPTIONS'",
        "GET, /clients, 'OPTIONS, POST'",
        "HEAD, /clients, 'OPTIONS, POST'",
        "GET, /head, 'HEAD, OPTIONS'",
    })
    void answer_otherMethod_isNotAllowed(String method, String target, String allow) {
        HttpResponse response = ask(table, method, target).orElseThrow();

        assertEquals(405, response.status());
        assertEquals(Optional.of(allow), response.headers().single("Allow"));
        assertEquals(
                "{\"title\":\"The method is not allowed\",\"status\":405,\"code\":\"method_not_allowed\"}",
                body(response));
    }

    @Test
    void answer_options_listsMethods() {
        HttpResponse response = ask(table, "OPTIONS", "/clients/7").orElseThrow();

        assertEquals(204, response.status());
        assertEquals(
                Optional.of("DELETE, GET, HEAD, OPTIONS"), response.headers().single("Allow"));
    }

    @Test
    void answer_head_isGetWithoutBody() {
        HttpResponse response = ask(table, "HEAD", "/jwks.json").orElseThrow();

        assertEquals(200, response.status());
        assertEquals(Optional.of("text/plain"), response.headers().single("Content-Type"));
        assertEquals("", body(response));
        assertEquals(200, ask(table, "HEAD", "/head").orElseThrow().status());
    }

    @Test
    void under_mount_movesEveryPath() {
        Endpoints mounted = table.under("/auth").under("/v1");

        assertEquals("keys", body(ask(mounted, "GET", "/v1/auth/jwks.json").orElseThrow()));
        assertEquals("client 7", body(ask(mounted, "GET", "/v1/auth/clients/7").orElseThrow()));
        assertEquals("me", body(ask(mounted, "GET", "/v1/auth/clients/me").orElseThrow()));
        assertEquals(Optional.empty(), ask(mounted, "GET", "/jwks.json"));
        assertEquals(Optional.empty(), ask(mounted, "GET", "/auth/jwks.json"));
        assertEquals("keys", body(ask(table.under(""), "GET", "/jwks.json").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/auth/", "auth", "/{x}", "/a//b", "/../a", "/a;b"})
    void under_badMount_fails(String mount) {
        assertThrows(IllegalArgumentException.class, () -> table.under(mount));
    }

    @Test
    void addAll_joinsTables() {
        Endpoints joined = Endpoints.builder()
                .addAll(table.under("/auth"))
                .at("GET", "/.well-known/x/auth", says("well known"))
                .build();

        assertEquals(
                "well known", body(ask(joined, "GET", "/.well-known/x/auth").orElseThrow()));
        assertEquals("keys", body(ask(joined, "GET", "/auth/jwks.json").orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "/a//b",
                "/a/../b",
                "/./a",
                "/a/{}",
                "/a/{Id}",
                "/a/{1}",
                "/a/{id",
                "/a/id}",
                "/a/x{id}",
                "/{id}/{id}",
                "/a*",
                "/%61",
                "/a;b",
                "/a?b",
                "/a#b",
                "/a\\b",
                "/a b",
                "/a\u007f",
                "/\u00e9"
            })
    void at_badPath_fails(String path) {
        Endpoints.Builder builder = Endpoints.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.at("GET", path, says("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "", "G T"})
    void at_badMethod_fails(String method) {
        Endpoints.Builder builder = Endpoints.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.at(method, "/a", says("")));
    }

    @Test
    void build_samePathTwice_fails() {
        Endpoints.Builder builder = Endpoints.builder()
                .at("GET", "/a/{id}", says(""))
                .at("GET", "/b", says(""))
                .at("GET", "/a/{name}", says(""));

        String message =
                assertThrows(IllegalStateException.class, builder::build).getMessage();
        assertTrue(message.startsWith("two endpoints are at GET /a/{"), message);
        Endpoints.builder().at("GET", "/a", says("")).at("PUT", "/a", says("")).build();
    }

    private static HttpResponse throwing(RuntimeException thrown) {
        Endpoints table = Endpoints.builder()
                .at("GET", "/a", request -> {
                    throw thrown;
                })
                .build();
        return ask(table, "GET", "/a").orElseThrow();
    }

    @Test
    void answer_refusal_isItsConstant() {
        HttpResponse bad = throwing(new BadRequestException(RequestReason.FORM_MALFORMED, "s3cr3t"));
        HttpResponse invalid =
                throwing(new InvalidCredentialException(AccessReason.ORGANIZATION_NOT_ADMITTED, "s3cr3t"));
        HttpResponse denied = throwing(new PermissionDeniedException(AccessReason.PERMISSION_MISSING, "s3cr3t"));
        HttpResponse away = throwing(new AuthUnavailableException(AccessReason.PERMISSION_MISSING, "s3cr3t"));

        assertEquals("{\"title\":\"The request is malformed\",\"status\":400,\"code\":\"invalid_request\"}", body(bad));
        assertEquals(401, invalid.status());
        assertEquals(
                Optional.of("Bearer error=\"invalid_token\""), invalid.headers().single("WWW-Authenticate"));
        assertEquals(403, denied.status());
        assertEquals(503, away.status());
    }

    @Test
    void answer_anyOtherThrowable_isInternalFailureWithTrace() {
        try (LogLines log = LogLines.of(Endpoints.class)) {
            HttpResponse response = throwing(new IllegalStateException("s3cr3t"));

            assertEquals(500, response.status());
            assertFalse(body(response).contains("s3cr3t"));
            String trace = Json.parseObject(response.body()).string("instance").orElseThrow();
            assertTrue(log.only().contains(trace.substring("urn:uuid:".length())), log.only());
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what an endpoint without null checks may do
    void answer_noResponse_isInternalFailure() {
        Endpoints table = Endpoints.builder().at("GET", "/a", request -> null).build();

        assertEquals(500, ask(table, "GET", "/a").orElseThrow().status());
        assertEquals(500, ask(table, "HEAD", "/a").orElseThrow().status());
    }

    @Test
    void answer_stackOverflow_isInternalFailure() {
        Endpoints table = Endpoints.builder()
                .at("GET", "/a", request -> {
                    throw new StackOverflowError();
                })
                .build();

        assertEquals(500, ask(table, "GET", "/a").orElseThrow().status());
    }
}
