package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.identity.IdentityContext.Done;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The data planes of organizations: what their tokens are for.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Resources {
    private final IdentityContext context;
    private final Actor actor;

    Resources(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Registers a data plane.
     *
     * @param organization the owner, whose callers alone it will admit
     * @param uri the {@code aud} of its tokens, unique within the issuer
     * @param origins browser origins that may call it
     * @param permissions which declared permissions mean something there
     * @return the new resource
     * @throws IdentityException with INVALID or ALREADY_EXISTS
     */
    public Resource create(OrganizationId organization, String uri, Set<String> origins, Set<Permission> permissions) {
        actor.require(organization, AdminPermissions.DATA_PLANES_WRITE);
        return context.change(actor, organization, creating(organization, uri, origins, permissions));
    }

    /**
     * Registers a data plane together with a client of its own, which has the role {@link ClientApplications#DATA_PLANE} and nothing
     * else.
     *
     * @param organization the owner, whose callers alone it will admit
     * @param uri the {@code aud} of its tokens, unique within the issuer
     * @param origins browser origins that may call it
     * @param permissions which declared permissions mean something there
     * @param client what its client is called
     * @return the new resource, and the client with its secret
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID or ALREADY_EXISTS
     */
    public RegisteredDataPlane createWithClient(
            OrganizationId organization, String uri, Set<String> origins, Set<Permission> permissions, String client) {
        actor.require(organization, AdminPermissions.DATA_PLANES_WRITE);
        ClientApplications clients = new ClientApplications(context, actor);
        clients.requireMayMint(organization);
        return context.atomically((unit, journal) -> {
            Resource made = context.changeIn(
                    unit, journal, actor, organization, creating(organization, uri, origins, permissions));
            ClientRegistration registration = new ClientRegistration(
                    client, Set.of(ClientApplications.DATA_PLANE), Optional.of(made.uri()), ClientMetadata.service());
            RegisteredClient own =
                    context.changeIn(unit, journal, actor, organization, clients.creating(organization, registration));
            return new RegisteredDataPlane(made, own);
        });
    }

    private Function<Stores, Done<Resource>> creating(
            OrganizationId organization, String uri, Set<String> origins, Set<Permission> permissions) {
        return unit -> {
            Set<Permission> declared = context.model().requireDeclared(permissions);
            Resource made = Checked.of(
                    () -> new Resource(organization, context.ids().id("res_"), URI.create(uri), origins, declared, 1));
            if (uri.equals(context.issuer()) || !unit.resources().insert(made)) {
                throw IdentityException.taken("a resource with this URI");
            }
            return Done.of(made, "data_plane.created", made.id());
        };
    }

    /**
     * Takes a data plane out of service: no token is issued for it any more.
     *
     * @param organization the owner
     * @param id the resource
     * @throws IdentityException with NOT_FOUND
     */
    public void remove(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.DATA_PLANES_WRITE);
        context.change(actor, organization, unit -> {
            if (!unit.resources().remove(organization, id)) {
                throw IdentityException.notFound("data plane");
            }
            return Done.of(true, "data_plane.removed", id);
        });
    }

    /**
     * One data plane.
     *
     * @param organization the owner
     * @param id the resource
     * @return it, or empty
     */
    public Optional<Resource> find(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.DATA_PLANES_READ);
        return context.stores().resources().find(organization, id);
    }

    /**
     * Data planes in the order of their ids.
     *
     * @param organization the owner
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<Resource> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.DATA_PLANES_READ);
        return context.stores().resources().page(organization, after, limit);
    }
}
