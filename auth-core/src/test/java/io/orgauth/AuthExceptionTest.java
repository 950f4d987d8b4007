package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.token.TokenReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthExceptionTest {
    @Test
    void refusal_ofACaller_isCheap() {
        AuthException refusal = new InvalidCredentialException(TokenReason.TOKEN_EXPIRED, "expired");
        refusal.addSuppressed(new IOException());
        assertEquals(TokenReason.TOKEN_EXPIRED, refusal.reason());
        assertEquals("expired", refusal.getMessage());
        assertEquals(0, refusal.getStackTrace().length);
        assertEquals(0, refusal.getSuppressed().length);
    }

    @Test
    void outage_keepsItsTraceAndCause() {
        IOException cause = new IOException("down");
        AuthException outage = new AuthUnavailableException(TokenReason.KEYS_UNAVAILABLE, "no keys", cause);
        assertSame(cause, outage.getCause());
        assertTrue(outage.getStackTrace().length > 0);
        assertTrue(new AuthUnavailableException(TokenReason.KEYS_UNAVAILABLE, "no keys").getStackTrace().length > 0);
    }

    @Test
    void throttling_saysWhenToComeAgain_andIsCheap() {
        AuthUnavailableException throttled = AuthUnavailableException.throttled(
                ApiKeyReason.API_KEY_RATE_LIMITED, "10 a second", Duration.ofMillis(1_500));

        assertEquals(Optional.of(Duration.ofMillis(1_500)), throttled.retryAfter());
        assertEquals(ApiKeyReason.API_KEY_RATE_LIMITED, throttled.reason());
        assertEquals(0, throttled.getStackTrace().length);
        assertEquals(
                Optional.empty(), new AuthUnavailableException(TokenReason.KEYS_UNAVAILABLE, "no keys").retryAfter());
    }

    /** Operators search logs and count metrics by these; changing one is a breaking change. */
    @Test
    void codes_areStable() {
        assertEquals(
                List.of("permission_missing", "organization_not_admitted"),
                Arrays.stream(AccessReason.values()).map(Reason::code).toList());
        assertEquals(
                List.of(
                        "token_too_large",
                        "malformed_token",
                        "unsupported_algorithm",
                        "unsupported_header",
                        "unknown_key",
                        "algorithm_mismatch",
                        "invalid_signature",
                        "other_token_type",
                        "missing_claim",
                        "malformed_claim",
                        "other_issuer",
                        "other_audience",
                        "other_organization",
                        "token_expired",
                        "token_not_yet_valid",
                        "lifetime_too_long",
                        "token_is_bound",
                        "keys_unavailable",
                        "token_not_active",
                        "introspection_unavailable"),
                Arrays.stream(TokenReason.values()).map(Reason::code).toList());
        assertEquals(
                List.of(
                        "api_key_malformed",
                        "api_key_checksum_wrong",
                        "api_key_other_prefix",
                        "api_key_unknown",
                        "api_key_secret_wrong",
                        "api_key_other_organization",
                        "api_key_other_resource",
                        "api_key_expired",
                        "api_key_deactivated",
                        "api_key_owner_inactive",
                        "api_key_rate_limited"),
                Arrays.stream(ApiKeyReason.values()).map(Reason::code).toList());
        assertEquals(
                List.of("access_token", "api_key", "session"),
                Arrays.stream(CredentialId.Kind.values())
                        .map(CredentialId.Kind::code)
                        .toList());
    }
}
