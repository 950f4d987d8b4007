package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.InvalidCredentialException;

/** What every refusal of a token owes: its reason, a message for one line of a log without the token, no stack trace. */
final class TokenAssert {
    private TokenAssert() {}

    static void assertRefused(TokenReason reason, TokenVerifier verifier, SignedJwt token) {
        assertRefused(reason, verifier, token.sign());
    }

    static void assertRefused(TokenReason reason, TokenVerifier verifier, String token) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> verifier.verify(token));
        String message = String.valueOf(refusal.getMessage());
        assertEquals(reason, refusal.reason(), message);
        assertEquals(0, refusal.getStackTrace().length);
        assertFalse(message.isEmpty() || message.chars().anyMatch(c -> c < ' ' || c > '~'), message);
        for (String part : token.split("\\.")) {
            assertFalse(part.length() > 16 && message.contains(part), message);
        }
    }
}
