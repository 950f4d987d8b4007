package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.List;
import java.util.Optional;

/** A {@link MembershipStore} in memory. */
final class InMemoryMembershipStore extends InMemoryOwnedStore<Membership> implements MembershipStore {
    private final InMemoryTable<Membership> byUser;

    InMemoryMembershipStore(InMemoryTransaction transaction) {
        super(transaction);
        this.byUser = new InMemoryTable<>(transaction);
    }

    @Override
    public boolean insert(Membership value) {
        return table.atomically(() -> super.insert(value) && byUser.insert(userKey(value), value));
    }

    @Override
    public boolean replace(Membership value) {
        return table.atomically(() -> super.replace(value) && byUser.replace(userKey(value), value, present -> true));
    }

    @Override
    public boolean remove(OrganizationId organization, String key) {
        return table.atomically(() -> {
            byUser.remove(InMemoryTable.key(key, organization.value()));
            return super.remove(organization, key);
        });
    }

    @Override
    public List<Membership> ofUser(UserId user) {
        return byUser.page(InMemoryTable.key(user.value(), ""), Optional.empty(), Integer.MAX_VALUE);
    }

    @Override
    public List<Membership> enabledWith(OrganizationId organization, Role role) {
        return page(organization, Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(membership ->
                        membership.enabled() && membership.manualRoles().contains(role))
                .toList();
    }

    private static String userKey(Membership value) {
        return InMemoryTable.key(value.user().value(), value.organization().value());
    }
}
