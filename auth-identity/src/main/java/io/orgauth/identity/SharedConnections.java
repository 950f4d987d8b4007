package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import io.orgauth.identity.StoredConnection.Admission;
import io.orgauth.sso.ConnectionRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * The operator's connections, which all organizations share: one button for everybody. They prove a person only; into an organization
 * they lead by what that organization has said.
 *
 * <p>Immutable and thread-safe. No organization's audit chain has their changes; the audit log has.
 */
public final class SharedConnections {
    private static final int PAGE = 500;

    private final IdentityContext context;
    private final Actor actor;

    SharedConnections(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Adds a connection for all organizations.
     *
     * @param record its settings and secrets, without an organization
     * @return what is stored
     * @throws io.orgauth.PermissionDeniedException unless the operator acts
     * @throws IdentityException with INVALID, or ALREADY_EXISTS if the id is taken
     */
    public StoredConnection add(ConnectionRecord record) {
        requireOperator();
        requireShared(record);
        StoredConnection added = context.connections().added(record);
        if (!context.stores().connections().insert(added)) {
            throw IdentityException.taken("connection");
        }
        log("connection.added", added);
        return added;
    }

    /**
     * Changes name, settings and secrets. Secrets that the record does not have stay as they are.
     *
     * @param record the changed record, of the same identity provider
     * @return what is stored
     * @throws IdentityException with NOT_FOUND, CHANGED_MEANWHILE, or INVALID, also if it is of another identity provider
     */
    public StoredConnection change(ConnectionRecord record) {
        requireShared(record);
        return change(
                record.id(),
                "connection.changed",
                before -> context.connections().changed(before, record));
    }

    /**
     * Refuses everybody who comes by it from now on, and ends the sessions in which nothing else was proven.
     *
     * @param id the connection
     * @return what is stored
     * @throws IdentityException with NOT_FOUND
     */
    public StoredConnection disable(String id) {
        StoredConnection disabled =
                admit(id, "connection.disabled", now -> new Admission(false, now.justInTime(), now.tested()));
        everywhere((unit, organization) ->
                EndedSessions.byOnly(unit, organization, id, context.clock().instant()));
        return disabled;
    }

    /**
     * Lets people come by it again.
     *
     * @param id the connection
     * @return what is stored
     * @throws IdentityException with NOT_FOUND
     */
    public StoredConnection enable(String id) {
        return admit(id, "connection.enabled", now -> new Admission(true, now.justInTime(), now.tested()));
    }

    /**
     * Says which role people get who are not known yet, in the organization that has their proven domain.
     *
     * @param id the connection
     * @param role a role of the product that can't manage access, or empty to refuse them
     * @return what is stored
     * @throws IdentityException with NOT_FOUND or INVALID
     */
    public StoredConnection justInTime(String id, Optional<Role> role) {
        role.ifPresent(given -> AdminPermissions.requireNoAccessManagement(context.model()
                .granted(given)
                .orElseThrow(() -> IdentityException.invalid("there is no role \"" + given + "\" of the product"))));
        return admit(id, "connection.admission_changed", now -> new Admission(now.enabled(), role, now.tested()));
    }

    /**
     * Removes a connection, with its links and with what organizations bound to it. Users stay.
     *
     * @param id the connection
     * @throws IdentityException with NOT_FOUND
     */
    public void remove(String id) {
        StoredConnection removed = present(id);
        everywhere((unit, organization) -> {
            DomainBindings.remove(unit, organization, id);
            EndedSessions.byOnly(unit, organization, id, context.clock().instant());
        });
        context.stores().atomically(unit -> {
            unit.identityLinks().removeAll(id);
            return unit.connections().remove(Optional.empty(), id);
        });
        log("connection.removed", removed);
    }

    /**
     * One connection.
     *
     * @param id its id
     * @return it, or empty, also if it is an organization's
     */
    public Optional<StoredConnection> find(String id) {
        requireOperator();
        return context.stores().connections().find(Optional.empty(), id);
    }

    /**
     * Connections in the order of their ids.
     *
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<StoredConnection> page(Optional<String> after, int limit) {
        requireOperator();
        return context.stores().connections().page(Optional.empty(), after, limit);
    }

    private StoredConnection admit(String id, String action, UnaryOperator<Admission> step) {
        return change(id, action, before -> context.connections().admitting(before, step.apply(before.admission())));
    }

    private StoredConnection change(String id, String action, UnaryOperator<StoredConnection> step) {
        StoredConnection changed = step.apply(present(id)); // outside of the unit, as sealing may ask a service
        Checked.replaced(context.stores().connections().replace(changed));
        log(action, changed);
        return changed;
    }

    /** One unit for each organization: no one must wait for all of them. */
    private void everywhere(BiConsumer<Stores, OrganizationId> work) {
        List<Organization> page = context.stores().organizations().page(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (Organization organization : page) {
                context.stores().atomically(unit -> {
                    work.accept(unit, organization.id());
                    return true;
                });
            }
            String last = page.get(page.size() - 1).id().value();
            page = context.stores().organizations().page(Optional.of(last), PAGE);
        }
    }

    private StoredConnection present(String id) {
        return find(id).orElseThrow(() -> IdentityException.notFound("connection"));
    }

    private static void requireShared(ConnectionRecord record) {
        if (record.organization().isPresent()) {
            throw IdentityException.invalid("a shared connection has no organization");
        }
    }

    private void log(String action, StoredConnection connection) {
        AuditJournal.write(
                context.outside().auditLog(),
                AuditEvent.builder(context.clock().instant(), action, AuditEvent.Outcome.SUCCEEDED)
                        .target("connection", connection.id())
                        .build());
    }

    private void requireOperator() {
        actor.requireOperator("a connection that all organizations share");
    }
}
