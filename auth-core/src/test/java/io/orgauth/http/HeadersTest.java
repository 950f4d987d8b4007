package io.orgauth.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private final Headers headers =
            Headers.none().with("Vary", "Origin").with("X-A", "").with("vary", "Accept");

    @Test
    void lookup_inAnyCase_keepsOrderAndRepeats() {
        assertEquals(List.of("Origin", "Accept"), headers.all("VARY"));
        assertEquals(Optional.of("Origin"), headers.first("vary"));
        assertEquals(Optional.of(""), headers.single("x-a"));
        assertTrue(headers.contains("x-A"));
    }

    @Test
    void lookup_absent_isEmpty() {
        assertEquals(List.of(), headers.all("X-B"));
        assertEquals(Optional.empty(), headers.first("X-B"));
        assertEquals(Optional.empty(), headers.single("X-B"));
        assertFalse(headers.contains("X-B"));
    }

    @Test
    void single_repeated_isRefused() {
        BadRequestException refusal = assertThrows(BadRequestException.class, () -> headers.single("Vary"));

        assertEquals(RequestReason.HEADER_REPEATED, refusal.reason());
        assertEquals("expected one \"Vary\" header, got 2", refusal.getMessage());
    }

    @Test
    void forEach_callsInOrder() {
        List<String> fields = new ArrayList<>();

        headers.forEach((name, value) -> fields.add(name + "=" + value));

        assertEquals(List.of("Vary=Origin", "X-A=", "vary=Accept"), fields);
        assertEquals(List.of("Vary", "X-A"), List.copyOf(headers.names()));
    }

    @Test
    void with_leavesTheOldListAlone() {
        headers.with("X-C", "c");

        assertFalse(headers.contains("X-C"));
        assertFalse(Headers.none().contains("X-C"));
    }

    @Test
    void results_areImmutable() {
        assertThrows(
                UnsupportedOperationException.class, () -> headers.all("Vary").add("x"));
        assertThrows(UnsupportedOperationException.class, () -> headers.names().add("x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "X Y",
                "X:",
                "X\r\nSet-Cookie",
                "X\n",
                "X\u0000",
                "(X)",
                "X,Y",
                "X/Y",
                "\u00dc",
                "X\t",
                "{",
                "@"
            })
    void add_nameThatIsNoToken_fails(String name) {
        assertThrows(IllegalArgumentException.class, () -> Headers.none().with(name, "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Z", "09", "X-A", "!#$%&'*+-.^_`|~"})
    void add_token_isTaken(String name) {
        assertTrue(Headers.none().with(name, "v").contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: x=y", "a\n", "\r", "a\u0000b", "a\u001fb", "a\u007f", "\u001b[31m"})
    void add_headerSplitting_fails(String value) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Headers.none().with("X-A", value))
                .getMessage();

        assertEquals("header \"x-a\" must not hold control characters", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\tb", "caf\u00e9", "~"})
    void add_plainValue_isTaken(String value) {
        assertEquals(Optional.of(value), Headers.none().with("X-A", value).first("X-A"));
    }

    @Test
    void toString_showsNamesOnly() {
        assertEquals(
                "Headers[Authorization]",
                Headers.none().with("Authorization", "Bearer x").toString());
    }
}
