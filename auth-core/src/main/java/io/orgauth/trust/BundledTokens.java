package io.orgauth.trust;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.token.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tokens, verified with a bundle's keys and then held against what it says was revoked. Immutable and thread-safe. */
final class BundledTokens implements Authenticator<Credential.Jwt> {
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final TokenVerifier verifier;
    private final LiveBundle bundle;

    BundledTokens(TokenVerifier verifier, LiveBundle bundle) {
        this.verifier = verifier;
        this.bundle = bundle;
    }

    @Override
    public Class<Credential.Jwt> accepts() {
        return Credential.Jwt.class;
    }

    @Override
    public Principal authenticate(Credential.Jwt credential) {
        Principal caller = verifier.authenticate(credential);
        Snapshot snapshot = bundle.bundle();
        requireNotRevoked(caller, snapshot.manifest().revocations());
        requireActive(caller, snapshot);
        return caller;
    }

    private static void requireNotRevoked(Principal caller, Revocations revoked) {
        boolean session = caller.claim("sid")
                .filter(sid -> sid instanceof String id && revoked.sessions().containsKey(id))
                .isPresent();
        Instant notBefore = revoked.subjects().get(caller.subject().id());
        boolean before = notBefore != null && issued(caller).isBefore(notBefore);
        if (session || before || isRevoked(caller.credential().value(), revoked)) {
            throw new InvalidCredentialException(TrustReason.TOKEN_REVOKED, "token was revoked");
        }
    }

    /** One by one, or with all that came of the same authorization, whose id stands before a dot. */
    private static boolean isRevoked(String tokenId, Revocations revoked) {
        int dot = tokenId.indexOf('.');
        return revoked.tokens().containsKey(tokenId)
                || (dot > 0 && revoked.tokens().containsKey(tokenId.substring(0, dot)));
    }

    /** Who is not listed may have come after the bundle was made; then the token was issued after it too. */
    private static void requireActive(Principal caller, Snapshot snapshot) {
        boolean listed = snapshot.grant(caller.subject().id()).isPresent();
        Instant made = snapshot.manifest().version().issued();
        if (!listed && issued(caller).plus(SKEW).isBefore(made)) {
            throw new InvalidCredentialException(
                    TrustReason.SUBJECT_INACTIVE, "token \"sub\" is none of those who may act since " + made);
        }
    }

    private static Instant issued(Principal caller) {
        return caller.claim("iat")
                .filter(Number.class::isInstance)
                .map(seconds -> Instant.ofEpochSecond(((Number) seconds).longValue()))
                .orElse(Instant.EPOCH);
    }

    @Override
    public Optional<OrganizationId> organization() {
        return verifier.organization();
    }

    @Override
    public Optional<String> resource() {
        return verifier.resource();
    }
}
