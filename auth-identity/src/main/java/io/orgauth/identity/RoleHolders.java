package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Everybody and everything in an organization that names one of its roles. */
final class RoleHolders {
    private static final int PAGE = 500;

    private final Stores unit;
    private final OrganizationId organization;
    private final Role role;

    RoleHolders(Stores unit, OrganizationId organization, Role role) {
        this.unit = unit;
        this.organization = organization;
        this.role = role;
    }

    /** Takes the role away from all of them, so that a later role of the same key is not theirs. */
    void takeAway() {
        each(after -> unit.memberships().page(organization, after, PAGE), Membership::key, this::takeFrom);
        each(
                after -> unit.clients().page(Optional.of(organization), after, PAGE),
                ClientApplication::id,
                this::takeFrom);
        each(after -> unit.invitations().page(organization, after, PAGE), Invitation::key, this::takeFrom);
        each(after -> unit.roleMappings().page(organization, after, PAGE), RoleMapping::key, this::takeFrom);
    }

    private static <V> void each(Function<Optional<String>, List<V>> pages, Function<V, String> key, Consumer<V> step) {
        List<V> page = pages.apply(Optional.empty());
        while (!page.isEmpty()) {
            page.forEach(step);
            page = pages.apply(Optional.of(key.apply(page.get(page.size() - 1))));
        }
    }

    private void takeFrom(Membership membership) {
        if (membership.roles().contains(role)) {
            Checked.replaced(unit.memberships()
                    .replace(membership.withRoles(others(membership.manualRoles()), others(membership.mappedRoles()))));
        }
    }

    private void takeFrom(ClientApplication client) {
        if (client.roles().contains(role)) {
            Checked.replaced(unit.clients().replace(client.withRoles(others(client.roles()))));
        }
    }

    private void takeFrom(Invitation invitation) {
        if (invitation.roles().contains(role)) {
            Checked.replaced(unit.invitations().replace(invitation.withRoles(others(invitation.roles()))));
        }
    }

    private void takeFrom(RoleMapping mapping) {
        if (mapping.roles().contains(role)) {
            Checked.replaced(unit.roleMappings().replace(mapping.withRoles(others(mapping.roles()))));
        }
    }

    private Set<Role> others(Set<Role> roles) {
        Set<Role> others = new HashSet<>(roles);
        others.remove(role);
        return others;
    }
}
