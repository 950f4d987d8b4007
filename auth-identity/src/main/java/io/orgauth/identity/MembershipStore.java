package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.List;

/** Keeps the memberships, keyed by user. */
public interface MembershipStore extends OwnedStore<Membership> {
    /**
     * A user's memberships, the disabled ones too.
     *
     * @param user the user
     * @return in the order of their organizations
     */
    List<Membership> ofUser(UserId user);

    /**
     * How many enabled members have the role by hand: the last owner stays.
     *
     * @param organization the organization
     * @param role the role
     * @return the number
     */
    long countEnabledWith(OrganizationId organization, Role role);
}
