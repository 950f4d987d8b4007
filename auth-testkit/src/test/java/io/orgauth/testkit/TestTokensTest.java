package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.token.TokenReason;
import io.orgauth.token.TokenVerifier;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TestTokensTest {
    private final TokenVerifier verifier =
            TestTokens.verifier().organization("org_acme").build();

    @Test
    void user_withPermission_isVerifiedOffline() {
        String token = TestTokens.user("ada@acme.com")
                .organization("org_acme")
                .permission("models:read")
                .sign();

        Principal ada = verifier.verify(token);

        ada.require(Permission.of("models:read"));
        assertEquals("ada@acme.com", ada.subject().id());
        assertEquals(TestTokens.ISSUER, ada.subject().issuer());
        assertEquals(Set.of(Permission.of("models:read")), ada.permissions());
    }

    @Test
    void client_actsForItself() {
        Principal client = verifier.verify(TestTokens.client("app_ci")
                .organization("org_acme")
                .role("member")
                .sign());

        assertEquals("app_ci", client.subject().id());
        assertTrue(client.permissions().isEmpty());
        assertEquals(1, client.roles().size());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(token().expired(), TokenReason.TOKEN_EXPIRED),
                arguments(token().notYetValid(), TokenReason.TOKEN_NOT_YET_VALID),
                arguments(token().otherKey(), TokenReason.INVALID_SIGNATURE),
                arguments(token().issuer("https://other.example"), TokenReason.OTHER_ISSUER),
                arguments(token().audience("https://other.example"), TokenReason.OTHER_AUDIENCE),
                arguments(token().organization("org_other"), TokenReason.OTHER_ORGANIZATION));
    }

    private static TestToken token() {
        return TestTokens.user("ada@acme.com").organization("org_acme");
    }

    @ParameterizedTest
    @MethodSource("faults")
    void token_withOneFault_isRefusedForIt(TestToken token, Reason reason) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> verifier.verify(token.sign()));

        assertEquals(reason, refusal.reason());
    }

    @Test
    void token_byAnotherClockIssuerAndAudience_passesAVerifierThatExpectsThem() {
        Clock clock = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);
        TokenVerifier own = TokenVerifier.builder()
                .issuer("https://auth.example.com")
                .audience("https://data.example.com")
                .anyOrganization()
                .keys(TestTokens.keys())
                .clock(clock)
                .build();

        Principal ada = own.verify(token().issuer("https://auth.example.com")
                .audience("https://data.example.com")
                .claim("plan", "pro")
                .clock(clock)
                .sign());

        assertEquals("org_acme", ada.organization().value());
    }

    @Test
    void jwks_holdsNoPrivateMember() {
        assertTrue(TestTokens.jwks().contains("\"n\""));
        assertTrue(!TestTokens.jwks().contains("\"d\""));
    }
}
