package io.orgauth.identity;

import io.orgauth.audit.AuditEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The client applications of the product itself, for the operator only. They belong to no organization and have no rights of
 * their own anywhere: they act for users.
 *
 * <p>No organization's audit chain has a place for them; their events go to the audit log. Immutable and thread-safe.
 */
public final class ProductClients {
    private final IdentityContext context;
    private final Actor actor;

    ProductClients(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Makes a client application that acts by itself, and its first secret.
     *
     * @param name for people
     * @return the client with its secret
     * @throws io.orgauth.PermissionDeniedException unless the operator acts
     * @throws IdentityException with INVALID
     */
    public IssuedSecret<ClientApplication> create(String name) {
        RegisteredClient made = create(name, ClientMetadata.service());
        return new IssuedSecret<>(made.client(), made.secret().orElseThrow());
    }

    /**
     * Makes a client application of any kind, first-party ones too.
     *
     * @param name for people
     * @param metadata what it is registered for
     * @return the client, with its first secret if it has one
     * @throws io.orgauth.PermissionDeniedException unless the operator acts
     * @throws IdentityException with INVALID
     */
    public RegisteredClient create(String name, ClientMetadata metadata) {
        requireOperator();
        requireDeclared(metadata);
        Optional<String> secret = ClientSecrets.first(metadata, context.ids());
        ClientApplication made = Checked.of(() -> new ClientApplication(
                context.ids().id(ClientApplications.ID_PREFIX),
                Optional.empty(),
                name,
                Set.of(),
                Optional.empty(),
                secret.stream()
                        .map(given ->
                                ClientSecrets.current(given, context.clock().instant()))
                        .toList(),
                metadata,
                true,
                1));
        if (!context.stores().clients().insert(made)) {
            throw IdentityException.taken("client");
        }
        log("client.created", made);
        return new RegisteredClient(made, secret);
    }

    /**
     * Replaces what a client is registered for. If it has no secret by that any more, those it had end.
     *
     * @param id the client
     * @param metadata the new one
     * @return the changed client
     * @throws io.orgauth.PermissionDeniedException unless the operator acts
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public ClientApplication register(String id, ClientMetadata metadata) {
        requireOperator();
        requireDeclared(metadata);
        return change(id, "client.registered", before -> ClientSecrets.registered(before, metadata));
    }

    private void requireDeclared(ClientMetadata metadata) {
        metadata.permissions().ifPresent(context.model()::requireDeclared);
    }

    /**
     * Makes a new secret; the one before goes on to work for a while.
     *
     * @param id the client
     * @param overlap how long the secret before is still valid, zero to {@link ClientApplications#MAX_OVERLAP}
     * @return the client with its new secret
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public IssuedSecret<ClientApplication> rotateSecret(String id, Duration overlap) {
        requireOperator();
        ClientSecrets.requireOverlap(overlap);
        String secret = context.ids().secret();
        ClientApplication changed = change(
                id,
                "client.secret_rotated",
                before -> ClientSecrets.rotated(
                        before, secret, overlap, context.clock().instant()));
        return new IssuedSecret<>(changed, secret);
    }

    /**
     * Refuses the client from the next call on.
     *
     * @param id the client
     * @return the changed client
     * @throws IdentityException with NOT_FOUND
     */
    public ClientApplication disable(String id) {
        requireOperator();
        return change(id, "client.disabled", before -> before.enabled(false));
    }

    /**
     * Lets a disabled client in again.
     *
     * @param id the client
     * @return the changed client
     * @throws IdentityException with NOT_FOUND
     */
    public ClientApplication enable(String id) {
        requireOperator();
        return change(id, "client.enabled", before -> before.enabled(true));
    }

    /**
     * One client.
     *
     * @param id the client
     * @return it, or empty, also if it is an organization's
     */
    public Optional<ClientApplication> find(String id) {
        requireOperator();
        return context.stores().clients().find(Optional.empty(), id);
    }

    /**
     * Clients in the order of their ids.
     *
     * @param after the last id of the page before, or empty
     * @param limit the most to return, 1 to 500
     * @return at most {@code limit}
     */
    public List<ClientApplication> page(Optional<String> after, int limit) {
        requireOperator();
        return context.stores().clients().page(Optional.empty(), after, limit);
    }

    private ClientApplication change(String id, String action, UnaryOperator<ClientApplication> step) {
        ClientApplication changed = context.stores().atomically(unit -> {
            ClientApplication next = step.apply(
                    unit.clients().find(Optional.empty(), id).orElseThrow(() -> IdentityException.notFound("client")));
            Checked.replaced(unit.clients().replace(next));
            return next;
        });
        log(action, changed);
        return changed;
    }

    private void log(String action, ClientApplication client) {
        context.outside()
                .auditLog()
                .append(AuditEvent.builder(context.clock().instant(), action, AuditEvent.Outcome.SUCCEEDED)
                        .target("client", client.id())
                        .build());
    }

    private void requireOperator() {
        actor.requireOperator("a client of the product");
    }
}
