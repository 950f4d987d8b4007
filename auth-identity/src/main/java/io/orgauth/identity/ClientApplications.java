package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.IdentityContext.Done;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
    private final ClientRights rights;

    ClientApplications(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
        this.rights = new ClientRights(context, actor);
    }

    /**
     * Makes a program that acts by itself, and its first secret.
     *
     * @param organization the owner
     * @param name for people
     * @param roles what it may do by itself, no more than who makes it
     * @return the client with its secret
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID
     */
    public IssuedSecret<ClientApplication> create(OrganizationId organization, String name, Set<Role> roles) {
        RegisteredClient made = create(organization, name, roles, ClientMetadata.service());
        return new IssuedSecret<>(made.client(), made.secret().orElseThrow());
    }

    /**
     * Makes a client application of any kind.
     *
     * @param organization the owner
     * @param name for people
     * @param roles what it may do by itself, no more than who makes it
     * @param metadata what it is registered for
     * @return the client, with its first secret if it has one
     * @throws io.orgauth.PermissionDeniedException as {@link #create(OrganizationId, ClientRegistration)} says
     * @throws IdentityException with INVALID
     */
    public RegisteredClient create(OrganizationId organization, String name, Set<Role> roles, ClientMetadata metadata) {
        return create(organization, new ClientRegistration(name, roles, Optional.empty(), metadata));
    }

    /**
     * Makes a client application of any kind. If it acts for users and names no permissions, they are those of who makes it, unless an
     * owner or the operator does.
     *
     * @param organization the owner
     * @param registration what it is to be, with no more than who makes it may do
     * @return the client, with its first secret if it has one
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED, or with
     *     PERMISSION_MISSING for a first-party client unless the operator acts
     * @throws IdentityException with INVALID
     */
    public RegisteredClient create(OrganizationId organization, ClientRegistration registration) {
        requireMayMint(organization);
        return context.change(actor, organization, creating(organization, registration));
    }

    Function<Stores, Done<RegisteredClient>> creating(OrganizationId organization, ClientRegistration registration) {
        ClientMetadata metadata = rights.bounded(registration.metadata());
        Optional<String> secret = ClientSecrets.first(metadata, context.ids());
        return unit -> {
            rights.requireMayGive(unit, organization, registration.roles());
            rights.requireMayGive(metadata);
            registration.defaultResource().ifPresent(uri -> requireDataPlane(unit, organization, uri));
            ClientApplication made = Checked.of(() -> new ClientApplication(
                    context.ids().id(ID_PREFIX),
                    Optional.of(organization),
                    registration.name(),
                    registration.roles(),
                    registration.defaultResource(),
                    secret.stream()
                            .map(given ->
                                    ClientSecrets.current(given, context.clock().instant()))
                            .toList(),
                    metadata,
                    true,
                    1));
            if (!unit.clients().insert(made)) {
                throw IdentityException.taken("client");
            }
            return Done.of(new RegisteredClient(made, secret), "client.created", made.id());
        };
    }

    /**
     * Replaces what a client is registered for. If it has no secret by that any more, those it had end.
     *
     * @param organization the owner
     * @param id the client
     * @param metadata no more than who changes it may do
     * @return the changed client
     * @throws io.orgauth.PermissionDeniedException as {@link #create(OrganizationId, ClientRegistration)} says
     * @throws IdentityException with NOT_FOUND
     */
    public ClientApplication register(OrganizationId organization, String id, ClientMetadata metadata) {
        requireMayMint(organization);
        return context.change(actor, organization, registering(organization, id, before -> metadata));
    }

    private Function<Stores, Done<ClientApplication>> registering(
            OrganizationId organization, String id, UnaryOperator<ClientMetadata> step) {
        return changing(organization, id, "client.registered", before -> {
            ClientMetadata metadata = rights.bounded(step.apply(before.metadata()));
            rights.requireMayGive(metadata);
            return ClientSecrets.registered(before, metadata);
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
            rights.requireMayGive(unit, organization, roles);
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
        return now
                ? changing(organization, id, "client.enabled", before -> before.enabled(true))
                : disabling(organization, id);
    }

    /** Of the operator's too: an organization can always end what acts in it. */
    private Function<Stores, Done<ClientApplication>> disabling(OrganizationId organization, String id) {
        return unit -> {
            ClientApplication before = known(unit, organization, id);
            rights.requireMayStop(unit, organization, before);
            return replaced(unit, before.enabled(false), "client.disabled");
        };
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
        return context.change(actor, organization, defaulting(organization, id, resource));
    }

    private Function<Stores, Done<ClientApplication>> defaulting(OrganizationId organization, String id, URI resource) {
        return unit -> {
            requireDataPlane(unit, organization, resource);
            return changing(
                            organization,
                            id,
                            "client.default_resource_changed",
                            before -> before.withDefaultResource(resource))
                    .apply(unit);
        };
    }

    private static void requireDataPlane(Stores unit, OrganizationId organization, URI resource) {
        if (unit.resources()
                .byUri(resource)
                .filter(r -> r.organization().equals(organization))
                .isEmpty()) {
            throw IdentityException.invalid("there is no data plane with this URI");
        }
    }

    /**
     * Changes several things together, or nothing of it.
     *
     * @param organization the owner
     * @param id the client
     * @param change what of it
     * @return the client as it is then
     */
    public ClientApplication change(OrganizationId organization, String id, ClientChange change) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        if (change.mints()) {
            actor.requireRecentSignIn();
        }
        return context.atomically((unit, journal) -> {
            for (Function<Stores, Done<ClientApplication>> step : steps(organization, id, change)) {
                context.changeIn(unit, journal, actor, organization, step);
            }
            ClientApplication changed = known(unit, organization, id);
            rights.requireMayStop(unit, organization, changed);
            return changed;
        });
    }

    private List<Function<Stores, Done<ClientApplication>>> steps(
            OrganizationId organization, String id, ClientChange change) {
        List<Function<Stores, Done<ClientApplication>>> steps = new ArrayList<>();
        change.name().ifPresent(given -> steps.add(renaming(organization, id, given)));
        change.roles().ifPresent(given -> steps.add(assigning(organization, id, given)));
        change.defaultResource().ifPresent(given -> steps.add(defaulting(organization, id, given)));
        change.metadata().ifPresent(step -> steps.add(registering(organization, id, step)));
        change.enabled().ifPresent(now -> steps.add(enabling(organization, id, now)));
        return steps;
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
            ClientApplication before = known(unit, organization, id);
            rights.requireMayTouch(unit, organization, before);
            return replaced(unit, Checked.of(() -> step.apply(before)), action);
        };
    }

    private static Done<ClientApplication> replaced(Stores unit, ClientApplication changed, String action) {
        Checked.replaced(unit.clients().replace(changed));
        return Done.of(changed, action, changed.id());
    }

    private static ClientApplication known(Stores unit, OrganizationId organization, String id) {
        return unit.clients()
                .find(Optional.of(organization), id)
                .orElseThrow(() -> IdentityException.notFound("client"));
    }

    void requireMayMint(OrganizationId organization) {
        actor.require(organization, AdminPermissions.CLIENTS_WRITE);
        actor.requireRecentSignIn();
    }
}
