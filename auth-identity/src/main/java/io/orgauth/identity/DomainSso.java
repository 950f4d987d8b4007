package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * By which connection people of one e-mail domain sign in. It counts only while the organization's claim of the domain is verified.
 *
 * @param organization whose domain it is
 * @param domain the domain's name
 * @param connection the connection's id: the organization's own, or a shared one
 * @param mode whether people may, or must
 * @param realm of a shared connection, the provider's organization that people must be proven to belong to: Google's {@code hd},
 *     Microsoft's {@code tid}; empty for an own connection
 * @param since when the mode was last set; whoever never signed in since counts from then
 * @param version how often it was changed, 1 when new
 */
public record DomainSso(
        OrganizationId organization,
        String domain,
        String connection,
        Mode mode,
        Optional<String> realm,
        Instant since,
        long version)
        implements Owned {
    /** Whether people of the domain may, or must. */
    public enum Mode {
        /** Nobody signs in by the connection because of this domain. */
        OFF,
        /** They may; a password works too. */
        OFFERED,
        /** They must, but for whoever breaks the glass. */
        REQUIRED
    }

    @Override
    public String key() {
        return domain;
    }
}
