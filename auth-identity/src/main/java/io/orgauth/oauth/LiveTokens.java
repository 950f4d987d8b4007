package io.orgauth.oauth;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.token.TokenReason;
import io.orgauth.token.TokenVerifier;
import java.util.Optional;

/**
 * Accepts access tokens for the control plane itself, where we can know whether they were revoked: what was revoked acts here no more from
 * the next request on. Thread-safe.
 */
public final class LiveTokens implements Authenticator<Credential.Jwt> {
    private final TokenVerifier verifier;
    private final OwnTokens tokens;

    /**
     * The tokens that a verifier admits and that are still good.
     *
     * @param verifier of our own tokens
     * @param context who remembers what was revoked
     */
    public LiveTokens(TokenVerifier verifier, OAuthContext context) {
        this.verifier = verifier;
        this.tokens = new OwnTokens(context);
    }

    @Override
    public Class<Credential.Jwt> accepts() {
        return Credential.Jwt.class;
    }

    @Override
    public Optional<OrganizationId> organization() {
        return verifier.organization();
    }

    @Override
    public Optional<String> resource() {
        return verifier.resource();
    }

    @Override
    public Principal authenticate(Credential.Jwt credential) {
        Principal caller = verifier.authenticate(credential);
        if (!tokens.isAlive(caller.credential().value(), caller.organization())) {
            throw new InvalidCredentialException(
                    TokenReason.TOKEN_NOT_ACTIVE, "token, or what it stands on, was revoked");
        }
        return caller;
    }
}
