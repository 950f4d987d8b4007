package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may make and touch which client. Whoever says where a client's codes are sent has all that people let it do: so that counts like
 * roles, and nobody makes or touches a client that could be let do more than they may do themselves.
 */
final class ClientRights {
    private static final Set<GrantType> FOR_USERS =
            Set.of(GrantType.AUTHORIZATION_CODE, GrantType.DEVICE_CODE, GrantType.PASSWORD);

    private final IdentityContext context;
    private final Actor actor;

    ClientRights(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /** Roles that are there, and no more than the actor's. */
    void requireMayGive(Stores unit, OrganizationId organization, Set<Role> roles) {
        actor.requireAtLeast(roles, context.permissions(unit, organization, roles));
    }

    /** A registration within what the actor may do. First-party clients are asked nothing by anybody, so they are the operator's. */
    void requireMayGive(ClientMetadata metadata) {
        requireOperatorsHand(metadata);
        metadata.permissions().ifPresent(context.model()::requireDeclared);
        actor.requireAtLeast(Set.of(), most(metadata));
    }

    /** A secret, a redirect URI or a role of a client that may do more would be a way up. */
    void requireMayTouch(Stores unit, OrganizationId organization, ClientApplication client) {
        requireOperatorsHand(client.metadata());
        requireMayStop(unit, organization, client);
    }

    void requireMayStop(Stores unit, OrganizationId organization, ClientApplication client) {
        actor.requireAtLeast(client.roles(), context.permissionsOfThose(unit, organization, client.roles()));
        actor.requireAtLeast(Set.of(), most(client.metadata()));
    }

    private void requireOperatorsHand(ClientMetadata metadata) {
        if (!metadata.isAnybodys()) {
            actor.requireOperator("a first-party client");
        }
    }

    /** With the actor's own permissions as the bound if it names none, unless the actor may do everything. */
    ClientMetadata bounded(ClientMetadata metadata) {
        if (metadata.permissions().isPresent() || !actsForUsers(metadata)) {
            return metadata;
        }
        return bound().map(most -> metadata.limitedTo(most.toArray(Permission[]::new)))
                .orElse(metadata);
    }

    private Optional<Set<Permission>> bound() {
        return actor.principal().filter(acting -> !mayDoEverything(acting)).map(acting -> {
            Set<Permission> own = new HashSet<>(acting.permissions());
            own.retainAll(context.model().permissions());
            if (!acting.roles().contains(Role.OWNER)) {
                own.removeAll(AdminPermissions.ownerLevel());
            }
            return own;
        });
    }

    private boolean mayDoEverything(Principal acting) {
        return acting.roles().contains(Role.OWNER)
                && acting.permissions().containsAll(context.model().permissions());
    }

    /** The most that users can let it do. */
    private Set<Permission> most(ClientMetadata metadata) {
        return actsForUsers(metadata)
                ? metadata.permissions().orElse(context.model().permissions())
                : Set.of();
    }

    private static boolean actsForUsers(ClientMetadata metadata) {
        return metadata.grants().stream().anyMatch(FOR_USERS::contains);
    }
}
