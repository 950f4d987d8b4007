package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.InvalidCredentialException;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClaimsVerifierTest {
    private final DocumentSigner signer = DocumentSigner.create(new SecureRandom());
    private final AtomicInteger askedForNewer = new AtomicInteger();

    private ClaimsVerifier verifier(DocumentSigner known, DocumentSigner newer) {
        KeySupply supply = new KeySupply() {
            private final JwkSet now = known.publicKeys();

            @Override
            public JwkSet current() {
                return now;
            }

            @Override
            public JwkSet newer() {
                askedForNewer.incrementAndGet();
                return newer.publicKeys();
            }
        };
        return ClaimsVerifier.of(supply, Set.of(JwsAlgorithm.ES256), 4_096);
    }

    private String signed(JsonObject claims) {
        return signer.sign("JWT", Json.write(claims));
    }

    private SignedClaims verified(JsonObject claims) {
        return verifier(signer, signer).verify(signed(claims));
    }

    private static void assertRefused(TokenReason reason, Executable call) {
        assertEquals(
                reason, assertThrows(InvalidCredentialException.class, call).reason());
    }

    @Test
    void verify_goodSignature_givesHeaderAndClaims() {
        SignedClaims claims = verified(JsonObject.builder()
                .put("sub", "ada")
                .put("aud", List.of("a", "b"))
                .put("exp", 1_000)
                .build());

        assertEquals("jwt", claims.type());
        assertEquals(JwsAlgorithm.ES256, claims.algorithm());
        assertEquals(signer.publicJwk().string("kid"), claims.keyId());
        assertEquals("ada", claims.requiredString("sub"));
        assertEquals(Optional.of("ada"), claims.string("sub"));
        assertEquals(List.of("a", "b"), claims.requiredStrings("aud"));
        assertEquals(Instant.ofEpochSecond(1_000), claims.requiredDate("exp"));
        assertEquals(Optional.of(Instant.ofEpochSecond(1_000)), claims.date("exp"));
        assertEquals(3, claims.json().size());
        assertEquals(0, askedForNewer.get());
    }

    @Test
    void accessors_absentClaim_isEmptyOrMissing() {
        SignedClaims claims = verified(JsonObject.builder().build());

        assertEquals(Optional.empty(), claims.string("sub"));
        assertEquals(Optional.empty(), claims.date("exp"));
        assertRefused(TokenReason.MISSING_CLAIM, () -> claims.requiredString("sub"));
        assertRefused(TokenReason.MISSING_CLAIM, () -> claims.requiredStrings("aud"));
        assertRefused(TokenReason.MISSING_CLAIM, () -> claims.requiredDate("exp"));
    }

    @Test
    void accessors_claimOfAnotherType_isMalformed() {
        SignedClaims claims = verified(JsonObject.builder()
                .put("sub", 1)
                .put("exp", "soon")
                .put("aud", 1)
                .build());

        assertRefused(TokenReason.MALFORMED_CLAIM, () -> claims.string("sub"));
        assertRefused(TokenReason.MALFORMED_CLAIM, () -> claims.date("exp"));
        assertRefused(TokenReason.MALFORMED_CLAIM, () -> claims.requiredStrings("aud"));
    }

    @Test
    void verify_keyThatIsNewer_isFoundByAskingOnce() {
        DocumentSigner old = DocumentSigner.create(new SecureRandom());

        verifier(old, signer).verify(signed(JsonObject.builder().build()));

        assertEquals(1, askedForNewer.get());
    }

    @Test
    void verify_signatureOfAnotherKey_isRefused() {
        DocumentSigner other = DocumentSigner.create(new SecureRandom());

        assertRefused(
                TokenReason.UNKNOWN_KEY,
                () -> verifier(other, other).verify(signed(JsonObject.builder().build())));
    }

    @Test
    void verify_claimsThatAreNoObject_isRefused() {
        String token = signer.sign("JWT", "[]".getBytes(StandardCharsets.UTF_8));

        assertRefused(
                TokenReason.MALFORMED_TOKEN, () -> verifier(signer, signer).verify(token));
    }

    @Test
    void verify_longerThanIsRead_isRefused() {
        String token = signed(JsonObject.builder().put("x", "x".repeat(4_096)).build());

        assertRefused(
                TokenReason.TOKEN_TOO_LARGE, () -> verifier(signer, signer).verify(token));
    }

    @Test
    void of_noAlgorithmOrHmac_isRefused() {
        KeySupply supply = new KeySupply() {
            @Override
            public JwkSet current() {
                return signer.publicKeys();
            }

            @Override
            public JwkSet newer() {
                return signer.publicKeys();
            }
        };

        assertThrows(IllegalArgumentException.class, () -> ClaimsVerifier.of(supply, Set.of(), 4_096));
        assertThrows(
                IllegalArgumentException.class, () -> ClaimsVerifier.of(supply, Set.of(JwsAlgorithm.HS256), 4_096));
    }

    @Test
    void toString_showsNoClaim() {
        assertFalse(verified(JsonObject.builder().put("email", "ada@acme.com").build())
                .toString()
                .contains("ada"));
    }
}
