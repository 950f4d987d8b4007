package io.orgauth.token;

import static io.orgauth.token.SignedJwt.good;
import static io.orgauth.token.TokenAssert.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several issuers in one verifier: nothing of one helps a token of another, and the unproven {@code iss} decides nothing. */
class SeveralIssuersTest {
    private static final String OTHER = "https://idp.globex.example";

    private final TokenVerifier ours = SignedJwt.verifier()
            .keys(KeySource.jwks(TestKeys.jwks(JwsAlgorithm.RS256)))
            .maxTokenBytes(4_096)
            .build();

    private final TokenVerifier theirs = SignedJwt.verifier()
            .issuer(OTHER)
            .audience("https://data.globex.example")
            .organization("org_globex")
            .profile(TokenProfile.builder()
                    .type("jwt")
                    .organizationAt("tenant", "id")
                    .permissionsAt("scp")
                    .build())
            .keys(KeySource.jwks(
                    TestKeys.jwks(List.of(TestKeys.jwk(JwsAlgorithm.RS256, TestKeys.stranger(JwsAlgorithm.RS256))
                            .put("kid", TestKeys.kid(JwsAlgorithm.RS256))
                            .build()))))
            .maxTokenBytes(8_192)
            .build();

    private final TokenVerifier both = TokenVerifier.anyOf(ours, theirs);

    private static SignedJwt theirToken() {
        return good().signedBy(TestKeys.strangersKey(JwsAlgorithm.RS256))
                .header("typ", "JWT")
                .with("iss", OTHER)
                .with("aud", "https://data.globex.example")
                .with("tenant", Map.of("id", "org_globex"))
                .with("scp", "data:read");
    }

    @Test
    void verify_tokenOfEach_isProvenByItsOwnRules() {
        assertEquals("org_acme", both.verify(good().sign()).organization().value());
        Principal other = both.verify(theirToken().sign());
        assertEquals("org_globex", other.organization().value());
        assertEquals("[data:read]", other.permissions().toString());
        assertEquals("[]", other.roles().toString());
    }

    @Test
    void verify_sameSubjectOfTwoIssuers_isTwoSubjects() {
        assertNotEquals(
                both.verify(good().sign()).subject(),
                both.verify(theirToken().sign()).subject());
    }

    @Test
    void verify_anythingOfTheOtherIssuer_doesNotHelp() {
        assertRefused(
                TokenReason.INVALID_SIGNATURE, both, theirToken().signedBy(TestKeys.signingKey(JwsAlgorithm.RS256)));
        assertRefused(TokenReason.INVALID_SIGNATURE, both, good().signedBy(TestKeys.strangersKey(JwsAlgorithm.RS256)));
        assertRefused(TokenReason.OTHER_AUDIENCE, both, theirToken().with("aud", SignedJwt.AUDIENCE));
        assertRefused(
                TokenReason.OTHER_ORGANIZATION,
                both,
                theirToken().with("tenant", Map.of("id", SignedJwt.ORGANIZATION)));
        assertRefused(TokenReason.OTHER_TOKEN_TYPE, both, theirToken().header("typ", "at+jwt"));
        assertRefused(TokenReason.OTHER_TOKEN_TYPE, both, good().header("typ", "JWT"));
    }

    @Test
    void verify_issuerNobodyConfigured_isRefused() {
        assertRefused(TokenReason.OTHER_ISSUER, both, good().with("iss", "https://evil.example"));
        assertRefused(TokenReason.MISSING_CLAIM, both, good().without("iss"));
        assertRefused(TokenReason.MALFORMED_CLAIM, both, good().with("iss", 1));
        assertRefused(TokenReason.MALFORMED_TOKEN, both, good().rawPayload("no JSON"));
    }

    @Test
    void verify_sizeOfTheOtherIssuer_isNotOurs() {
        SignedJwt big = good().with("x", "y".repeat(4_000));
        assertRefused(TokenReason.TOKEN_TOO_LARGE, both, big);
        assertEquals(
                "usr_ada",
                both.verify(theirToken().with("x", "y".repeat(4_000)).sign()).getName());
        assertRefused(TokenReason.TOKEN_TOO_LARGE, both, theirToken().with("x", "y".repeat(8_000)));
    }

    @Test
    void anyOf_sameIssuerTwice_fails() {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> TokenVerifier.anyOf(ours, theirs, both));
        assertEquals(
                "issuer https://auth.example.com stands twice, give each issuer one verifier", failure.getMessage());
    }

    @Test
    void anyOf_nothing_fails() {
        assertEquals(
                "anyOf(...) needs at least one verifier",
                assertThrows(IllegalArgumentException.class, TokenVerifier::anyOf)
                        .getMessage());
    }

    @Test
    void declared_organizationAndResource_areThoseAllShare() {
        assertEquals(Optional.empty(), both.organization());
        assertEquals(Optional.empty(), both.resource());
        TokenVerifier alike = TokenVerifier.anyOf(
                ours, SignedJwt.verifier().issuer("https://b.example").build());
        assertEquals(Optional.of(OrganizationId.of("org_acme")), alike.organization());
        assertEquals(Optional.of(SignedJwt.AUDIENCE), alike.resource());
        assertEquals("TokenVerifier[https://auth.example.com, https://idp.globex.example]", both.toString());
    }

    @Test
    void verify_oneOfOne_isAsTheVerifierItself() {
        TokenVerifier one = TokenVerifier.anyOf(ours);
        assertEquals(ours.verify(good().sign()), one.verify(good().sign()));
        assertRefused(TokenReason.OTHER_ISSUER, one, good().with("iss", OTHER));
    }
}
