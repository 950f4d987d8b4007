package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.List;
import java.util.Optional;

/** A {@link MembershipStore} in memory. */
final class InMemoryMembershipStore extends InMemoryOwnedStore<Membership> implements MembershipStore {
    InMemoryMembershipStore(InMemoryTransaction transaction) {
        super(
                transaction,
                membership -> Optional.of(
                        userKey(membership.user(), membership.organization().value())));
    }

    @Override
    public List<Membership> ofUser(UserId user) {
        return pageBySecondKey(userKey(user, ""), Optional.empty(), Integer.MAX_VALUE);
    }

    @Override
    public List<Membership> enabledWith(OrganizationId organization, Role role) {
        return page(organization, Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(membership ->
                        membership.enabled() && membership.manualRoles().contains(role))
                .toList();
    }

    private static String userKey(UserId user, String organization) {
        return InMemoryTable.key(user.value(), organization);
    }
}
