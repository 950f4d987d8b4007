package io.orgauth.token;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** A good token and the keys to sign it with; tests change one thing. */
final class Tokens {
    static final String ISSUER = "https://auth.example.com";
    static final String AUDIENCE = "https://data.acme.example";

    /** Not a whole second, so that rounding shows. */
    static final Instant START = Instant.parse("2026-11-24T12:00:00.789Z");

    private Tokens() {}

    static AccessToken.Builder token() {
        return AccessToken.builder()
                .organization(OrganizationId.of("org_acme"))
                .subject(Subject.of(ISSUER, "usr_1"))
                .audience(AUDIENCE)
                .clientId("app_1")
                .permissions(Set.of(Permission.of("models:write"), Permission.of("models:read")));
    }

    static SigningKeys keys(JwsAlgorithm algorithm, Clock clock) {
        return SigningKeys.builder()
                .store(SigningKeyStore.inMemory())
                .sealedBy(SealingKey.inMemory())
                .algorithm(algorithm)
                .clock(clock)
                .tickedByCaller()
                .build();
    }

    static TokenIssuer issuer(SigningKeys keys, Clock clock) {
        return TokenIssuer.builder()
                .issuer(ISSUER)
                .signingKeys(keys)
                .clock(clock)
                .build();
    }
}
