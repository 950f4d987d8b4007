package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an organization, subject, role and credential may be called: visible text, compared exactly. */
class IdentifiersTest {
    record Kind(String name, int longest, Function<String, Object> made) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("organization id", 255, OrganizationId::of),
                new Kind("role", 255, Role::of),
                new Kind("subject", 255, id -> Subject.of("https://auth.example.com", id)),
                new Kind("issuer", 2_048, issuer -> Subject.of(issuer, "usr_ada")),
                new Kind("credential id", 255, id -> new CredentialId(CredentialId.Kind.API_KEY, id)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void length_atTheBounds_isTakenAndBeyondRefused(Kind kind) {
        String bounds = kind.name() + " must have 1 to " + kind.longest() + " characters";
        assertEquals(kind.made().apply("a"), kind.made().apply("a"));
        assertEquals(kind.made().apply("a".repeat(kind.longest())), kind.made().apply("a".repeat(kind.longest())));
        assertRefused(bounds, kind, "");
        assertRefused(bounds, kind, "a".repeat(kind.longest() + 1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void text_invisible_isRefused(Kind kind) {
        String rule = kind.name() + " must be visible characters without space at either end";
        for (int c : new int[] {
            0x00, 0x0a, 0x0d, 0x1f, 0x7f, 0x85, 0xa0, 0xad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b,
            0x180e, 0x180f, 0x2000, 0x200b, 0x200d, 0x200e, 0x2028, 0x2029, 0x202e, 0x2060, 0x2066, 0x2800, 0x3000,
            0x3164, 0xe000, 0xfe00, 0xfe0f, 0xfeff, 0xffa0, 0xffff, 0xe0001, 0xe0100, 0xe01ef, 0x10ffff
        }) {
            assertRefused(rule, kind, "a" + Character.toString(c) + "b");
        }
        assertRefused(rule, kind, "a\ud800b");
        assertRefused(rule, kind, " a");
        assertRefused(rule, kind, "a ");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void text_visibleInAnyScript_isTaken(Kind kind) {
        for (String text : new String[] {
            "a b", "Größe", "組織", "org\u0301", "\ud83d\ude80", "\u1810", "\u180a", "\ufe10", "\ufdfd", "\u3163"
        }) {
            assertEquals(kind.made().apply(text), kind.made().apply(text));
        }
    }

    private static void assertRefused(String message, Kind kind, String text) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> kind.made().apply(text));
        assertEquals(message, failure.getMessage());
    }

    @Test
    void equals_anotherCaseOrNormalForm_isAnother() {
        assertNotEquals(OrganizationId.of("org_acme"), OrganizationId.of("ORG_ACME"));
        assertNotEquals(OrganizationId.of("caf\u00e9"), OrganizationId.of("cafe\u0301"));
        assertNotEquals(Subject.of("https://a.example", "usr_ada"), Subject.of("https://b.example", "usr_ada"));
        assertNotEquals(
                new CredentialId(CredentialId.Kind.API_KEY, "1"), new CredentialId(CredentialId.Kind.SESSION, "1"));
    }

    @Test
    void toString_ofAWord_isItsValue() {
        assertEquals("org_acme", OrganizationId.of("org_acme").toString());
        assertEquals("admin", Role.ADMIN.toString());
        assertEquals("models:read", Permission.of("models:read").toString());
    }

    @Test
    void roles_builtIn_haveTheirKeys() {
        assertEquals("owner", Role.OWNER.key());
        assertEquals("admin", Role.ADMIN.key());
        assertEquals("member", Role.MEMBER.key());
        assertEquals("viewer", Role.VIEWER.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"models:read", "!", "#", "[", "]", "~", "https://graph.example/User.Read", "a,b"})
    void permission_ofScopeCharacters_isTaken(String value) {
        assertEquals(value, Permission.of(value).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "*", "models:*", "\"", "\\", "\u007f", "\u001f", "\u00e9", "a\n"})
    void permission_ofOtherCharacters_isRefused(String value) {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> Permission.of(value));
        assertEquals(
                "permission must be 1 to 255 scope-token characters (RFC 6749, 3.3) without '*'", failure.getMessage());
    }

    @Test
    void permission_length_isBounded() {
        assertEquals(255, Permission.of("p".repeat(255)).value().length());
        assertThrows(IllegalArgumentException.class, () -> Permission.of("p".repeat(256)));
    }
}
