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
     * The enabled memberships that have the role by hand: the last owner stays.
     *
     * @param organization the organization
     * @param role the role
     * @return in the order of their users
     */
    List<Membership> enabledWith(OrganizationId organization, Role role);
}
