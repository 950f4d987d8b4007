package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    @Test
    void bearer_twoDots_isAJwt() {
        Credential.Jwt jwt = assertInstanceOf(Credential.Jwt.class, Credential.bearer("a.b.c"));
        assertEquals("a.b.c", jwt.compact());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a.b", "a.b.c.d", "a.b.c.d.e"})
    void bearer_anyOtherShape_isOpaque(String token) {
        Credential.OpaqueToken opaque = assertInstanceOf(Credential.OpaqueToken.class, Credential.bearer(token));
        assertEquals(token, opaque.value());
    }

    @Test
    void toString_ofEachKind_isRedacted() {
        assertFalse(Credential.bearer("header.secret.signature").toString().contains("secret"));
        assertFalse(Credential.bearer("secret").toString().contains("secret"));
    }
}
