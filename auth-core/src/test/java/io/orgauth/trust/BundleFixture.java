package io.orgauth.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.ApiKeyFormat;
import io.orgauth.Credential;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Reason;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.token.AccessToken;
import io.orgauth.token.JwsAlgorithm;
import io.orgauth.token.SigningKeyStore;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;

/** One good bundle, its root, issuer, a token and a key; tests change what they test. */
final class BundleFixture {
    static final String ISSUER = "https://auth.example.com";
    static final String RESOURCE = "https://data.acme.example";
    static final OrganizationId ORGANIZATION = OrganizationId.of("org_acme");
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Permission READ = Permission.of("models:read");
    static final Permission WRITE = Permission.of("models:write");
    static final Duration LIFETIME = Duration.ofHours(24);

    static final TrustRoot ROOT = TrustRoot.inMemory().clock(fixed(NOW.minusSeconds(60)));
    static final BundleKey KEY = ROOT.newBundleKey(1, 1, Duration.ofDays(30));
    static final Credential.ApiKey API_KEY = ApiKeyFormat.of("acme").newKey(new SecureRandom());

    static final SigningKeys SIGNING_KEYS = signingKeys();

    private BundleFixture() {}

    static Clock fixed(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    static String jwks() {
        return new String(SIGNING_KEYS.jwks(), StandardCharsets.UTF_8);
    }

    static BundleContent.Builder content() {
        return BundleContent.of(ISSUER, ORGANIZATION, RESOURCE)
                .sequence(10)
                .jwks(jwks())
                .subjects(List.of(new BundledSubject("usr_ada", new Grant(Set.of(READ, WRITE), Set.of(Role.MEMBER)))))
                .keys(List.of(key()));
    }

    static BundledKey key() {
        return new BundledKey(API_KEY.id(), API_KEY.digest(), "usr_ada", Optional.empty(), Optional.empty());
    }

    static SignedBundle bundle() {
        return KEY.sign(content().build(), NOW, LIFETIME);
    }

    static SignedBundle bundle(BundleContent.Builder content) {
        return KEY.sign(content.build(), NOW, LIFETIME);
    }

    static BundleReader reader() {
        return new BundleReader(List.of(ROOT.publicKey()), ISSUER, ORGANIZATION, RESOURCE);
    }

    /** A token of the subject, issued at that time, in a session. */
    static Credential.Jwt token(String subject, Instant issued) {
        return token(SIGNING_KEYS, subject, issued);
    }

    static Credential.Jwt token(SigningKeys keys, String subject, Instant issued) {
        return token(keys, issued, made(subject));
    }

    /** One with this {@code jti}, in a session of its own. */
    static Credential.Jwt token(String subject, Instant issued, String id) {
        return token(
                SIGNING_KEYS, issued, made(subject).sessionId("ses_of_" + id).tokenId(id));
    }

    private static AccessToken.Builder made(String subject) {
        return AccessToken.builder()
                .subject(Subject.of(ISSUER, subject))
                .audience(RESOURCE)
                .organization(ORGANIZATION)
                .clientId("app_cli")
                .sessionId("ses_1")
                .permissions(Set.of(READ));
    }

    private static Credential.Jwt token(SigningKeys keys, Instant issued, AccessToken.Builder made) {
        String token = TokenIssuer.builder()
                .issuer(ISSUER)
                .signingKeys(keys)
                .clock(fixed(issued))
                .lifetime(Duration.ofMinutes(10))
                .build()
                .issue(made.build());
        return new Credential.Jwt(token);
    }

    static SigningKeys signingKeys() {
        return SigningKeys.builder()
                .store(SigningKeyStore.inMemory())
                .sealedBy(SealingKey.inMemory())
                .algorithm(JwsAlgorithm.ES256)
                .clock(fixed(NOW))
                .tickedByCaller()
                .build();
    }

    static void assertRefused(TrustReason reason, Executable reading) {
        assertEquals(reason, assertThrows(BundleRefusedException.class, reading).reason());
    }

    static void assertInvalid(Reason reason, Executable call) {
        assertEquals(
                reason, assertThrows(InvalidCredentialException.class, call).reason());
    }
}
