package io.orgauth.identity;

import io.orgauth.OrganizationId;

/**
 * An owner who gets in when the identity provider is gone, by a secret that was shown once.
 *
 * @param organization which organization it opens
 * @param user the owner
 * @param digest of the secret
 * @param version how often it was changed, 1 when new
 */
public record BreakGlass(OrganizationId organization, UserId user, SecretDigest digest, long version) implements Owned {
    @Override
    public String key() {
        return user.value();
    }
}
