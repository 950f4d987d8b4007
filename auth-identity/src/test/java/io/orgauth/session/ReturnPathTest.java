package io.orgauth.session;

import static io.orgauth.session.MachineFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sign-in leads to: never to another site, whoever reads the path (RFC 9700, 4.11). */
class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "home",
                "https://evil.example",
                "HTTPS://evil.example/",
                "https:evil.example",
                "http:/evil.example",
                "//evil.example",
                "///evil.example",
                "////evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/a\\..\\..\\evil.example",
                "/%2f/evil.example",
                "/%2Fevil.example",
                "%2f%2fevil.example",
                "/%5cevil.example",
                "/%5Cevil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "\t//evil.example",
                " //evil.example",
                "/ /evil.example",
                "/home\r\nSet-Cookie: session=planted",
                "/home%0d%0aSet-Cookie:%20session=planted",
                "/home%00.example",
                "/%09/evil.example",
                "/home\u0000",
                "/home\u007f",
                "/home%7f",
                "/\u2215evil.example",
                "/\uff0fevil.example",
                "/\u3002evil.example",
                "/ex\u0430mple",
                "javascript:alert(1)",
                "/javascript:\nalert(1)",
                "data:text/html,<script>alert(1)</script>",
                "user@evil.example",
                "//user:password@evil.example",
                "@evil.example",
                ".evil.example",
                ":443@evil.example",
                "?next=//evil.example",
                "#//evil.example"
            })
    void path_ofAnotherSiteOrUnclear_isRefused(String text) {
        assertEquals(Optional.empty(), ReturnPath.of(text));
        assertThrows(IllegalArgumentException.class, () -> new ReturnPath(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/home",
                "/home/",
                "/data-sets/7?page=2&sort=name",
                "/search?q=a%2Fb%0A",
                "/search?next=//evil.example",
                "/a/b/../c",
                "/caf%C3%A9",
                "/home#top",
                "/@user",
                "/a:b",
                "/a//b"
            })
    void path_ofOurs_isTaken(String text) {
        assertEquals(Optional.of(text), ReturnPath.of(text).map(ReturnPath::value));
    }

    @Test
    void path_longerThanTwoThousand_isRefused() {
        assertEquals(Optional.empty(), ReturnPath.of("/" + "a".repeat(2048)));
        assertEquals(
                2048,
                ReturnPath.of("/" + "a".repeat(2047)).orElseThrow().value().length());
    }

    @Test
    void begin_towardsAnotherSite_isRefused() {
        try (MachineFixture fixture = new MachineFixture()) {
            assertRefused(
                    SignInReason.RETURN_PATH_REFUSED, () -> fixture.signIn.begin(SignInRequest.to("//evil.example")));
        }
    }
}
