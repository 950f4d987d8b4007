package io.orgauth.token;

import static io.orgauth.token.SignedJwt.NOW;
import static io.orgauth.token.SignedJwt.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.json.JsonNull;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a proven token says about its caller: exactly this, and nothing that was not in it. */
class TokenPrincipalTest {
    private final TokenVerifier verifier = SignedJwt.verifier().build();

    private Principal principal(SignedJwt token) {
        return verifier.verify(token.sign());
    }

    @Test
    void verify_goodToken_isTheWholePrincipal() {
        Principal principal = principal(good());
        assertEquals("org_acme", principal.organization().value());
        assertEquals(Subject.of(SignedJwt.ISSUER, "usr_ada"), principal.subject());
        assertEquals(Set.of(Permission.of("models:read"), Permission.of("models:write")), principal.permissions());
        assertEquals(Set.of(Role.MEMBER), principal.roles());
        assertEquals(new CredentialId(CredentialId.Kind.ACCESS_TOKEN, "tok_1"), principal.credential());
        assertEquals(
                new Authentication(Optional.of(NOW.minusSeconds(30)), Set.of("pwd", "otp"), Optional.of("2")),
                principal.authentication());
    }

    @Test
    void permissions_inEachForm_areExactlyThose() {
        assertEquals(Set.of(), principal(good().without("scope")).permissions());
        assertEquals(Set.of(), principal(good().with("scope", "")).permissions());
        assertEquals(Set.of(), principal(good().with("scope", List.of())).permissions());
        assertEquals(
                Set.of(Permission.of("a"), Permission.of("b")),
                principal(good().with("scope", List.of("a", "b", "a"))).permissions());
    }

    @Test
    void roles_inEachForm_areExactlyThose() {
        assertEquals(Set.of(), principal(good().without("roles")).roles());
        assertEquals(
                Set.of(Role.of("two words")),
                principal(good().with("roles", "two words")).roles());
        assertEquals(
                Set.of(Role.OWNER, Role.ADMIN),
                principal(good().with("roles", List.of("owner", "admin"))).roles());
    }

    @Test
    void authentication_saidInPart_isKeptInPart() {
        SignedJwt silent = good().without("auth_time").without("amr").without("acr");
        assertEquals(Authentication.UNKNOWN, principal(silent).authentication());
        assertEquals(
                new Authentication(Optional.empty(), Set.of("pwd"), Optional.empty()),
                principal(silent.with("amr", "pwd")).authentication());
        assertEquals(
                new Authentication(Optional.empty(), Set.of(), Optional.of("1")),
                principal(silent.with("acr", "1")).authentication());
        assertEquals(
                new Authentication(Optional.of(NOW), Set.of(), Optional.empty()),
                principal(silent.with("auth_time", NOW.getEpochSecond())).authentication());
    }

    @Test
    void credential_withoutJti_isTheDigestOfWhatWasSigned() throws NoSuchAlgorithmException {
        TokenVerifier lax = SignedJwt.verifier()
                .profile(TokenProfile.builder()
                        .type("at+jwt")
                        .organizationAt("org_id")
                        .build())
                .build();
        String token = good(JwsAlgorithm.ES256).without("jti").sign();
        String again = good(JwsAlgorithm.ES256).without("jti").sign();
        assertNotEquals(token, again); // ECDSA signs with chance
        byte[] input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        String digest = TestKeys.base64(MessageDigest.getInstance("SHA-256").digest(input));
        assertEquals(digest, lax.verify(token).credential().value());
        assertEquals(digest, lax.verify(again).credential().value());
    }

    @Test
    void claim_ofAnyType_isAPlainImmutableValue() {
        Principal principal = principal(good().with("text", "x")
                .with("whole", 7)
                .with("fraction", new BigDecimal("1.50"))
                .with("yes", true)
                .with("list", List.of("a", List.of(1)))
                .with("map", Map.of("deep", Map.of("er", "z")))
                .withNull("nothing"));
        assertEquals(Optional.of("x"), principal.claim("text"));
        assertEquals(Optional.of(7L), principal.claim("whole"));
        assertEquals(Optional.of(new BigDecimal("1.5")), principal.claim("fraction"));
        assertEquals(Optional.of(true), principal.claim("yes"));
        assertEquals(Optional.of(List.of("a", List.of(1L))), principal.claim("list"));
        assertEquals(Optional.of(Map.of("deep", Map.of("er", "z"))), principal.claim("map"));
        assertEquals(Optional.of(JsonNull.NULL), principal.claim("nothing"));
        assertEquals(Optional.empty(), principal.claim("absent"));
        List<?> list = (List<?>) principal.claim("list").orElseThrow();
        Map<?, ?> map = (Map<?, ?>) principal.claim("map").orElseThrow();
        assertThrows(UnsupportedOperationException.class, list::clear);
        assertThrows(UnsupportedOperationException.class, map::clear);
        assertThrows(UnsupportedOperationException.class, ((Map<?, ?>) map.get("deep"))::clear);
    }

    @Test
    void toString_hasNeitherClaimsNorToken() {
        String token = good().with("email", "ada@acme.com").sign();
        Principal principal = verifier.verify(token);
        assertEquals("Principal[org_acme usr_ada]", principal.toString());
        assertFalse(new Credential.Jwt(token).toString().contains(token));
        assertTrue(principal.equals(verifier.verify(token)));
        assertFalse(principal.equals(principal(good())));
    }
}
