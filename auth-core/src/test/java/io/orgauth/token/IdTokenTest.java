package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ID tokens (OpenID Connect Core, 2): what they say, and that no resource takes one. */
class IdTokenTest {
    private static final String ISSUER = "https://auth.example.com";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final SigningKeys keys = keys(JwsAlgorithm.RS256);
    private final TokenIssuer issuer = issuer(keys);

    private static SigningKeys keys(JwsAlgorithm algorithm) {
        return SigningKeys.builder()
                .store(SigningKeyStore.inMemory())
                .sealedBy(SealingKey.inMemory())
                .algorithm(algorithm)
                .clock(CLOCK)
                .build();
    }

    private static TokenIssuer issuer(SigningKeys keys) {
        return TokenIssuer.builder()
                .issuer(ISSUER)
                .signingKeys(keys)
                .clock(CLOCK)
                .build();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private static IdToken.Builder token() {
        return IdToken.builder()
                .organization(OrganizationId.of("org_acme"))
                .subject(Subject.of(ISSUER, "usr_1"))
                .clientId("app_1");
    }

    private static JsonObject claims(String compact) {
        return Json.parseObject(Base64.getUrlDecoder().decode(compact.split("\\.")[1]));
    }

    @Test
    void issue_least_saysWhoForWhomAndWhen() {
        JsonObject claims = claims(issuer.issue(token().build()));
        assertEquals(List.of("iss", "sub", "aud", "exp", "iat", "org_id"), List.copyOf(claims.names()));
        assertEquals("app_1", claims.string("aud").orElseThrow());
        assertEquals(NOW.getEpochSecond() + 600, claims.longValue("exp").getAsLong());
    }

    @Test
    void issue_most_saysEverything() {
        JsonObject claims = claims(issuer.issue(token().authentication(
                        new Authentication(Optional.of(NOW.minusSeconds(5)), Set.of("pwd"), Optional.of("urn:loa:2")))
                .sessionId("ses_1")
                .nonce("n")
                .email("ada@acme.com", true)
                .groups(List.of("org_acme:owner", "org_acme:admin"))
                .claim("plan", "pro")
                .lifetime(Duration.ofMinutes(5))
                .build()));
        assertEquals(NOW.getEpochSecond() - 5, claims.longValue("auth_time").getAsLong());
        assertEquals("urn:loa:2", claims.string("acr").orElseThrow());
        assertEquals(List.of("pwd"), claims.strings("amr").orElseThrow());
        assertEquals("ses_1", claims.string("sid").orElseThrow());
        assertEquals("n", claims.string("nonce").orElseThrow());
        assertEquals("ada@acme.com", claims.string("email").orElseThrow());
        assertEquals(true, claims.bool("email_verified").orElseThrow(), "a boolean, as Kubernetes demands");
        assertEquals(
                List.of("org_acme:admin", "org_acme:owner"),
                claims.strings("groups").orElseThrow());
        assertEquals("pro", claims.string("plan").orElseThrow());
        assertEquals(NOW.getEpochSecond() + 300, claims.longValue("exp").getAsLong());
    }

    /** OpenID Connect Core, 3.1.3.6: the hash of the algorithm of the ID token's own signature. */
    @ParameterizedTest
    @CsvSource({"RS256,SHA-256", "ES384,SHA-384", "EDDSA,SHA-512"})
    void accessToken_isNamedByItsHash(JwsAlgorithm algorithm, String hash) throws Exception {
        try (SigningKeys other = keys(algorithm)) {
            JsonObject claims =
                    claims(issuer(other).issue(token().accessToken("a.b.c").build()));
            byte[] whole = MessageDigest.getInstance(hash).digest("a.b.c".getBytes(StandardCharsets.US_ASCII));
            String half =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, whole.length / 2));
            assertEquals(half, claims.string("at_hash").orElseThrow());
        }
    }

    @Test
    void verifier_ofAccessTokens_refusesIt() {
        String compact = issuer.issue(token().build());
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(ISSUER)
                .audience("app_1")
                .organization("org_acme")
                .keys(keys.keySource())
                .clock(CLOCK)
                .build();
        InvalidCredentialException refused =
                assertThrows(InvalidCredentialException.class, () -> verifier.verify(compact));
        assertEquals(TokenReason.OTHER_TOKEN_TYPE, refused.reason());
    }

    @Test
    void signature_isOurs() {
        String compact = issuer.issue(token().build());
        JwkSet published = JwkSet.parse(new String(keys.jwks(), StandardCharsets.UTF_8));
        assertTrue(published.verified(compact, "jwt", 8_192).length > 0);
        assertTrue(published.verified(compact, Set.of("", "jwt"), 8_192).length > 0);
        InvalidCredentialException refused =
                assertThrows(InvalidCredentialException.class, () -> published.verified(compact, Set.of(""), 8_192));
        assertEquals(TokenReason.OTHER_TOKEN_TYPE, refused.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "email", "groups", "nonce", "org_id", "EMAIL", "at_hash"})
    void claim_reservedName_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> token().claim(name, "x"));
    }

    @Test
    void claim_withoutJson_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> token().claim("plan", new Object()));
    }

    @Test
    void build_withoutTheRequired_isRefused() {
        assertThrows(IllegalStateException.class, () -> IdToken.builder().build());
        assertThrows(
                IllegalStateException.class,
                () -> IdToken.builder()
                        .organization(OrganizationId.of("org_acme"))
                        .build());
        assertThrows(
                IllegalStateException.class,
                () -> IdToken.builder()
                        .organization(OrganizationId.of("org_acme"))
                        .subject(Subject.of(ISSUER, "usr_1"))
                        .build());
    }

    @Test
    void issue_subjectOfAnotherIssuer_isRefused() {
        IdToken foreign =
                token().subject(Subject.of("https://other.example", "usr_1")).build();
        assertThrows(IllegalArgumentException.class, () -> issuer.issue(foreign));
    }

    @Test
    void issue_lifetimeOutOfBounds_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> issuer.issue(token().lifetime(Duration.ofHours(2)).build()));
        assertThrows(
                IllegalArgumentException.class,
                () -> issuer.issue(token().lifetime(Duration.ZERO).build()));
    }

    @Test
    void text_saysNothingPersonal() {
        String text = token().email("ada@acme.com", true).nonce("n-1").build().toString();
        assertFalse(text.contains("ada") || text.contains("n-1"), text);
    }
}
