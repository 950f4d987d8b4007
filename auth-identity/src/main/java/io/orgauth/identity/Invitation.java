package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An offer of membership to whoever holds the link that was sent to an address. It gives no rights until a signed-in user
 * accepts it.
 *
 * @param organization who invites
 * @param id {@code inv_} and random characters
 * @param email where the link was sent
 * @param roles what the member will have
 * @param inviter whose rights must still reach that far when it is accepted, empty for the operator
 * @param digest of the link's secret
 * @param expires when the link ends
 * @param version how often it was changed, 1 when new
 */
public record Invitation(
        OrganizationId organization,
        String id,
        EmailAddress email,
        Set<Role> roles,
        Optional<Subject> inviter,
        SecretDigest digest,
        Instant expires,
        long version)
        implements Owned {
    /**
     * Copies the collection.
     *
     * @param organization as the record says
     * @param id as the record says
     * @param email as the record says
     * @param roles as the record says
     * @param inviter as the record says
     * @param digest as the record says
     * @param expires as the record says
     * @param version as the record says
     */
    public Invitation {
        roles = Set.copyOf(roles);
    }

    Invitation withRoles(Set<Role> changed) {
        return new Invitation(organization, id, email, changed, inviter, digest, expires, version + 1);
    }

    @Override
    public String key() {
        return id;
    }
}
