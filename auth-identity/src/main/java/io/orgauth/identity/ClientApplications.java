package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.IdentityContext.Done;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The client applications of organizations. A secret is shown once; two are valid at once while one takes over.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class ClientApplications {
    /**
     * What a client is that fetches the trust bundle of the data plane that is its default resource, and does nothing else: it has
     * this role alone.
     */
    public static final Role DATA_PLANE = Role.of("data-plane");

    static final String ID_PREFIX = "app_";

    /** The longest that a superseded secret goes on to work. */
    public static final Duration MAX_OVERLAP = Duration.ofDays(7);

    private final IdentityContext context;
    private final Actor actor;

    ClientApplications(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Makes a client application and its first secret.
     *
     * @param organization the owner
     * @param name for people
     * @param roles what it may do by itself, no more than who makes it
     * @return the client with its secret
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID
     */
    public IssuedSecret<ClientApplication> create(OrganizationId organization, String name, Set<Role> roles) {
        requireMayMint(organization);
        String secret = context.ids().secret();
        return context.change(actor, organization, unit -> {
            requireMayGive(unit, organization, roles);
            ClientApplication made = Checked.of(() -> new ClientApplication(
                    context.ids().id(ID_PREFIX),
                    Optional.of(organization),
                    name,
                    roles,
                    Optional.empty(),
                    List.of(ClientSecrets.current(secret, context.clock().instant())),
                    ClientMetadata.service(),
                    true,
                    1));
            if (!unit.clients().insert(made)) {
                throw IdentityException.taken("client");
            }
            return Done.of(new IssuedSecret<>(made, secret), "client.created", made.id());
        });
    }

    /**
     * Makes a new secret; the one before goes on to work for a while, so that every instance can change over.
     *
     * @param organization the owner
     * @param id the client
     * @param overlap how long the secret before is still valid, zero to {@link #MAX_OVERLAP}
     * @return the client with its new secret
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public IssuedSecret<ClientApplication> rotateSecret(OrganizationId organization, String id, Duration overlap) {
        requireMayMint(organization);
        ClientSecrets.requireOverlap(overlap);
        String secret = context.ids().secret();
        ClientApplication changed = context.change(
                actor,
                organization,
                changing(
                        organization,
                        id,
                        "client.secret_rotated",
                        before -> ClientSecrets.rotated(
                                before, secret, overlap, context.clock().instant())));
        return new IssuedSecret<>(changed, secret);
    }

    /**
     * Replaces what the client may do by itself.
     *
     * @param organization the owner
     * @param id the client
     * @param roles no more than who changes it may do
     * @return the changed client
     */
    public ClientApplication assign(OrganizationId organization, String id, Set<Role> roles) {
        requireMayMint(organization);
        return context.change(actor, organization, assigning(organization, id, roles));
    }

    private Function<Stores, Done<ClientApplication>> assigning(
            OrganizationId organization, String id, Set<Role> roles) {
        return unit -> {
            requireMayGive(unit, organization, roles);
            return changing(organization, id, "client.roles_changed", before -> before.withRoles(roles))
                    .apply(unit);
        };
    }

    /**
     * Changes the name that people see.
     *
     * @param organization the owner
     * @param id the client
     * @param name the new name
     * @return the changed client
     */
    public ClientApplication rename(OrganizationId organization, String id, String name) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        return context.change(actor, organization, renaming(organization, id, name));
    }

    private Function<Stores, Done<ClientApplication>> renaming(OrganizationId organization, String id, String name) {
        return changing(organization, id, "client.renamed", before -> before.withName(name));
    }

    private Function<Stores, Done<ClientApplication>> enabling(OrganizationId organization, String id, boolean now) {
        return changing(organization, id, now ? "client.enabled" : "client.disabled", before -> before.enabled(now));
    }

    /**
     * Says what the client's tokens are for unless it asks for another resource.
     *
     * @param organization the owner
     * @param id the client
     * @param resource the URI of one of the organization's data planes
     * @return the changed client
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public ClientApplication useByDefault(OrganizationId organization, String id, URI resource) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        return context.change(actor, organization, unit -> {
            if (unit.resources()
                    .byUri(resource)
                    .filter(r -> r.organization().equals(organization))
                    .isEmpty()) {
                throw IdentityException.invalid("there is no data plane with this URI");
            }
            return changing(
                            organization,
                            id,
                            "client.default_resource_changed",
                            before -> before.withDefaultResource(resource))
                    .apply(unit);
        });
    }

    /**
     * Changes name, roles and state together, or nothing of it.
     *
     * @param organization the owner
     * @param id the client
     * @param name the new name, or empty to leave it
     * @param roles the new roles, or empty to leave them
     * @param enabled the new state, or empty to leave it
     * @return the client as it is then
     */
    public ClientApplication change(
            OrganizationId organization,
            String id,
            Optional<String> name,
            Optional<Set<Role>> roles,
            Optional<Boolean> enabled) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        if (roles.isPresent() || enabled.orElse(false)) {
            actor.requireRecentSignIn();
        }
        return context.atomically((unit, journal) -> {
            name.ifPresent(
                    given -> context.changeIn(unit, journal, actor, organization, renaming(organization, id, given)));
            roles.ifPresent(
                    given -> context.changeIn(unit, journal, actor, organization, assigning(organization, id, given)));
            enabled.ifPresent(
                    now -> context.changeIn(unit, journal, actor, organization, enabling(organization, id, now)));
            return touchable(unit, organization, id);
        });
    }

    /**
     * Refuses the client from the next call on.
     *
     * @param organization the owner
     * @param id the client
     * @return the changed client
     */
    public ClientApplication disable(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        return context.change(actor, organization, enabling(organization, id, false));
    }

    /**
     * Lets a disabled client in again.
     *
     * @param organization the owner
     * @param id the client
     * @return the changed client
     */
    public ClientApplication enable(OrganizationId organization, String id) {
        requireMayMint(organization);
        return context.change(actor, organization, enabling(organization, id, true));
    }

    /**
     * One client.
     *
     * @param organization the owner
     * @param id the client
     * @return it, or empty, also if it is another organization's
     */
    public Optional<ClientApplication> find(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.CLIENTS_READ);
        return context.stores().clients().find(Optional.of(organization), id);
    }

    /**
     * Clients in the order of their ids.
     *
     * @param organization the owner
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<ClientApplication> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.CLIENTS_READ);
        return context.stores().clients().page(Optional.of(organization), after, limit);
    }

    private Function<Stores, Done<ClientApplication>> changing(
            OrganizationId organization, String id, String action, UnaryOperator<ClientApplication> step) {
        return unit -> {
            ClientApplication changed = Checked.of(() -> step.apply(touchable(unit, organization, id)));
            Checked.replaced(unit.clients().replace(changed));
            return Done.of(changed, action, id);
        };
    }

    /** The client, if the actor may touch it: a secret of a client that may do more would be a way up. */
    private ClientApplication touchable(Stores unit, OrganizationId organization, String id) {
        ClientApplication client = unit.clients()
                .find(Optional.of(organization), id)
                .orElseThrow(() -> IdentityException.notFound("client"));
        actor.requireAtLeast(client.roles(), context.permissionsOfThose(unit, organization, client.roles()));
        return client;
    }

    private void requireMayMint(OrganizationId organization) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        actor.requireRecentSignIn();
    }

    private void requireMayGive(Stores unit, OrganizationId organization, Set<Role> roles) {
        actor.requireAtLeast(roles, context.permissions(unit, organization, roles));
    }
}
