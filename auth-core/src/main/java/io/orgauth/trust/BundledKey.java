package io.orgauth.trust;

import io.orgauth.ApiKeyDigest;
import io.orgauth.Permission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as a bundle lists it: enough to recognize it, not to use it. Immutable.
 *
 * @param id by which it is looked up
 * @param digest of the whole key
 * @param subject the id of its owner, a user or client application, whose rights it has
 * @param limit the permissions it was narrowed to, or empty if it has all of its owner's
 * @param expires when its time is over, in whole seconds, or empty if that never comes
 */
public record BundledKey(
        String id, ApiKeyDigest digest, String subject, Optional<Set<Permission>> limit, Optional<Instant> expires) {
    /**
     * Copies the limit.
     *
     * @param id as the record says
     * @param digest as the record says
     * @param subject as the record says
     * @param limit as the record says
     * @param expires as the record says
     */
    public BundledKey {
        limit = limit.map(Set::copyOf);
    }

    /** Equal if everything is; digests are compared by what they say. */
    @Override
    public boolean equals(Object other) {
        return other instanceof BundledKey that
                && id.equals(that.id)
                && digest.matches(that.digest)
                && subject.equals(that.subject)
                && limit.equals(that.limit)
                && expires.equals(that.expires);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
