package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that two parsers could read differently: each row is one way round a rule. */
class RequestPathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "/a/%2e%2e/admin|PATH_ESCAPE_REFUSED",
                "/a/%2E%2E/admin|PATH_ESCAPE_REFUSED",
                "/%2e/admin|PATH_ESCAPE_REFUSED",
                "/file%2ejson|PATH_ESCAPE_REFUSED",
                "/a%2fadmin|PATH_ESCAPE_REFUSED",
                "/a%2Fadmin|PATH_ESCAPE_REFUSED",
                "/a%5cadmin|PATH_ESCAPE_REFUSED",
                "/a%5Cadmin|PATH_ESCAPE_REFUSED",
                "/%252e%252e/admin|PATH_ESCAPE_REFUSED",
                "/a%25|PATH_ESCAPE_REFUSED",
                "/admin%00.json|PATH_ESCAPE_REFUSED",
                "/admin%00|PATH_ESCAPE_REFUSED",
                "/admin%0d%0aX|PATH_ESCAPE_REFUSED",
                "/admin%1f|PATH_ESCAPE_REFUSED",
                "/admin%7f|PATH_ESCAPE_REFUSED",
                "/admin%3bx|PATH_ESCAPE_REFUSED",
                "/admin%3Bx|PATH_ESCAPE_REFUSED",
                "/admin;x=1|PATH_PARAMETERS_REFUSED",
                "/admin;|PATH_PARAMETERS_REFUSED",
                "/..;/admin|PATH_PARAMETERS_REFUSED",
                "/a\\admin|PATH_CHARACTER_REFUSED",
                "/a\tb|PATH_CHARACTER_REFUSED",
                "/a b|PATH_CHARACTER_REFUSED",
                "/a\u0000|PATH_CHARACTER_REFUSED",
                "/a\u007f|PATH_CHARACTER_REFUSED",
                "/a\u00e9|PATH_CHARACTER_REFUSED",
                "/a\uff0fadmin|PATH_CHARACTER_REFUSED",
                "//admin|PATH_NOT_NORMAL",
                "//evil.example/admin|PATH_NOT_NORMAL",
                "/a//admin|PATH_NOT_NORMAL",
                "/admin//|PATH_NOT_NORMAL",
                "/./admin|PATH_NOT_NORMAL",
                "/a/../admin|PATH_NOT_NORMAL",
                "/a/..|PATH_NOT_NORMAL",
                "/a/.|PATH_NOT_NORMAL",
                "/a%|PATH_ESCAPE_MALFORMED",
                "/a%4|PATH_ESCAPE_MALFORMED",
                "/a%4g|PATH_ESCAPE_MALFORMED",
                "/a%g4|PATH_ESCAPE_MALFORMED",
                "/a%u002e|PATH_ESCAPE_MALFORMED",
                "/a%c0%af|PATH_NOT_UTF_8",
                "/a%c0%ae|PATH_NOT_UTF_8",
                "/a%e0%80%af|PATH_NOT_UTF_8",
                "/a%ed%a0%80|PATH_NOT_UTF_8",
                "/a%ff|PATH_NOT_UTF_8",
                "/a%c3|PATH_NOT_UTF_8",
                "/a#b|TARGET_MALFORMED",
                "/a?b#c|TARGET_MALFORMED",
                "*|TARGET_MALFORMED",
                "admin|TARGET_MALFORMED",
                "data.acme.example:443|TARGET_MALFORMED",
                "?a|TARGET_MALFORMED",
                "http://evil.example/admin|TARGET_HOST_DIFFERS",
                "https://data.acme.example:444/admin|TARGET_HOST_DIFFERS",
                "http://data.acme.example@evil.example/admin|TARGET_HOST_DIFFERS",
                "http:///admin|TARGET_HOST_DIFFERS",
            })
    void path_trick_isRefused(String target, RequestReason reason) {
        HttpRequest request = Decisions.anonymous("GET", target).build();

        assertEquals(
                reason,
                assertThrows(BadRequestException.class, () -> RequestPath.of(request))
                        .reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/|/",
                "/admin|/admin",
                "/admin/|/admin/",
                "/%61dmin|/admin",
                "/%41%44MIN|/ADMIN",
                "/a%20b|/a b",
                "/a%7eb|/a~b",
                "/caf%c3%a9|/caf\u00e9",
                "/%f0%9f%94%91|/\ud83d\udd11",
                "/a.b/...|/a.b/...",
                "/.well-known/x|/.well-known/x",
                "/a+b:c@d!$&'()*,=|/a+b:c@d!$&'()*,=",
                "/a%2Bb|/a+b",
                "/a?b=/../%2e;|/a",
                "http://data.acme.example/a?b|/a",
                "HTTPS://DATA.acme.example/a|/a",
                "http://data.acme.example|/",
                "http://data.acme.example?q|/",
            })
    void path_plain_isDecodedOnce(String target, String decoded) {
        assertEquals(
                decoded,
                RequestPath.of(Decisions.anonymous("GET", target).build()).decoded());
    }

    @Test
    void path_belowMount_isRelative() {
        HttpRequest request =
                Decisions.anonymous("GET", "/%61pp/%61dmin").mount("/%61pp").build();

        assertEquals("/admin", RequestPath.of(request).decoded());
    }

    @Test
    void path_trickInMount_isRefused() {
        HttpRequest request =
                Decisions.anonymous("GET", "/x/../app/admin").mount("/x/../app").build();

        assertEquals(
                RequestReason.PATH_NOT_NORMAL,
                assertThrows(BadRequestException.class, () -> RequestPath.of(request))
                        .reason());
    }

    @Test
    void path_escapeBrokenByMount_isRefused() {
        HttpRequest request =
                Decisions.anonymous("GET", "/app/%zz").mount("/app").build();

        assertEquals(
                RequestReason.PATH_ESCAPE_MALFORMED,
                assertThrows(BadRequestException.class, () -> RequestPath.of(request))
                        .reason());
    }

    @Test
    void path_twoHosts_isRefused() {
        HttpRequest request = Decisions.anonymous("GET", "/admin")
                .header("host", "evil.example")
                .build();

        assertEquals(
                RequestReason.HEADER_REPEATED,
                assertThrows(BadRequestException.class, () -> RequestPath.of(request))
                        .reason());
    }
}
