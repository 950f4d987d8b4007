package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.IdentityContext.Done;
import io.orgauth.identity.StoredConnection.Admission;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The connections of organizations to their identity providers, and which people come by them. Owners only, as an identity provider
 * can say that somebody is anyone.
 *
 * <pre>{@code
 * auth.connections().add(okta, Domain.of("acme.com"));
 * Connection connection = auth.connections().open(okta.id());
 * }</pre>
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class Connections {
    private static final int PAGE = 500;

    private final IdentityContext context;
    private final Actor actor;

    Connections(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * A connection and the domain that leads to it.
     *
     * @param sso what the domain's organization says
     * @param connection by which its people sign in
     */
    public record Routed(DomainSso sso, StoredConnection connection) {}

    /**
     * Adds an organization's connection, and binds domains of that organization to it. The operator's binding is offered at once; an
     * owner's is off until the connection was tested.
     *
     * @param record its settings and secrets, with the organization
     * @param domains domains that the organization has claimed, and for the operator's binding has proven
     * @return what is stored
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with INVALID if settings can't be or a domain is not proven, NOT_FOUND if one is not claimed, or
     *     ALREADY_EXISTS if the id is taken
     */
    public StoredConnection add(ConnectionRecord record, Domain... domains) {
        OrganizationId organization = owner(record);
        requireOwnerLevel(organization);
        StoredConnection added = context.connections().added(record);
        Mode mode = actor.principal().isEmpty() ? Mode.OFFERED : Mode.OFF;
        return context.change(actor, organization, unit -> {
            if (!unit.connections().insert(added)) {
                throw IdentityException.taken("connection");
            }
            for (Domain domain : domains) {
                requireClaim(unit, organization, domain, mode);
                DomainBindings.put(unit, binding(organization, domain, added, mode, Optional.empty()));
            }
            return Done.of(added, "connection.added", added.id());
        });
    }

    /**
     * Adds a connection for all organizations, as {@link SharedConnections#add}.
     *
     * @param record its settings and secrets, without an organization
     * @return what is stored
     * @throws io.orgauth.PermissionDeniedException unless the operator acts
     * @throws IdentityException with INVALID, or ALREADY_EXISTS if the id is taken
     */
    public StoredConnection addShared(ConnectionRecord record) {
        return new SharedConnections(context, actor).add(record);
    }

    /**
     * Changes name, settings and secrets. Secrets that the record does not have stay as they are. The changed connection counts as
     * untested.
     *
     * @param record the changed record, of the same identity provider
     * @return what is stored
     * @throws IdentityException with NOT_FOUND, CHANGED_MEANWHILE, or INVALID, also if it is of another identity provider
     */
    public StoredConnection change(ConnectionRecord record) {
        OrganizationId organization = owner(record);
        requireOwnerLevel(organization);
        StoredConnection changed =
                context.connections().changed(present(context.stores(), organization, record.id()), record);
        return replace(organization, changed, "connection.changed");
    }

    /**
     * Refuses everybody who comes by it from now on, and ends the organization's sessions in which nothing else was proven.
     *
     * @param organization the owner
     * @param id the connection
     * @return what is stored
     * @throws IdentityException with NOT_FOUND or CHANGED_MEANWHILE
     */
    public StoredConnection disable(OrganizationId organization, String id) {
        requireOwnerLevel(organization);
        StoredConnection disabled =
                admitting(organization, id, now -> new Admission(false, now.justInTime(), now.tested()));
        return context.change(actor, organization, unit -> {
            Checked.replaced(unit.connections().replace(disabled));
            return ended(
                    disabled,
                    "connection.disabled",
                    EndedSessions.byOnly(unit, organization, id, context.clock().instant()));
        });
    }

    /**
     * Lets people come by it again.
     *
     * @param organization the owner
     * @param id the connection
     * @return what is stored
     * @throws IdentityException with NOT_FOUND or CHANGED_MEANWHILE
     */
    public StoredConnection enable(OrganizationId organization, String id) {
        requireOwnerLevel(organization);
        return replace(
                organization,
                admitting(organization, id, now -> new Admission(true, now.justInTime(), now.tested())),
                "connection.enabled");
    }

    /**
     * Says which role people of its domains get who are not known yet.
     *
     * @param organization the owner
     * @param id the connection
     * @param role a role within the actor's rights that can't manage access, or empty to refuse them
     * @return what is stored
     * @throws IdentityException with NOT_FOUND, CHANGED_MEANWHILE or INVALID
     */
    public StoredConnection justInTime(OrganizationId organization, String id, Optional<Role> role) {
        requireOwnerLevel(organization);
        StoredConnection changed = admitting(organization, id, now -> new Admission(now.enabled(), role, now.tested()));
        return context.change(actor, organization, unit -> {
            role.map(given -> context.permissions(unit, organization, Set.of(given)))
                    .ifPresent(granted -> {
                        AdminPermissions.requireNoAccessManagement(granted);
                        actor.requireHolds(granted);
                    });
            Checked.replaced(unit.connections().replace(changed));
            return Done.of(changed, "connection.admission_changed", id);
        });
    }

    /**
     * Removes a connection, with its links and with what is bound to it. Users stay; who came by it only must be invited to another.
     *
     * @param organization the owner
     * @param id the connection
     * @throws IdentityException with NOT_FOUND
     */
    public void remove(OrganizationId organization, String id) {
        requireOwnerLevel(organization);
        context.change(actor, organization, unit -> {
            StoredConnection removed = present(unit, organization, id);
            DomainBindings.remove(unit, organization, id);
            unit.identityLinks().removeAll(id);
            unit.connections().remove(Optional.of(organization), id);
            return ended(
                    removed,
                    "connection.removed",
                    EndedSessions.byOnly(unit, organization, id, context.clock().instant()));
        });
    }

    /**
     * Says by which connection people of a domain sign in, and whether they may or must. Once they must, the organization's sessions
     * of people of the domain end that were begun otherwise.
     *
     * @param organization whose domain it is
     * @param domain the domain; proven, unless the mode is {@link Mode#OFF}
     * @param connection the id of the organization's connection, or of a shared one
     * @param mode whether people may or must; both need a tested connection unless the operator acts, and {@link Mode#REQUIRED} an
     *     owner with a break-glass secret
     * @param realm for a shared connection only, and required there: the provider's organization that people must belong to
     * @return what counts now
     * @throws io.orgauth.PermissionDeniedException with OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED
     * @throws IdentityException with NOT_FOUND if the domain is not claimed, INVALID, CONNECTION_NOT_TESTED or
     *     BREAK_GLASS_MISSING
     */
    public DomainSso bind(
            OrganizationId organization, Domain domain, String connection, Mode mode, Optional<String> realm) {
        requireOwnerLevel(organization);
        return context.change(actor, organization, unit -> {
            StoredConnection stored = reachable(unit, organization, connection)
                    .orElseThrow(() -> IdentityException.invalid("there is no such connection"));
            requireRealm(stored, realm);
            requireClaim(unit, organization, domain, mode);
            requireReady(unit, organization, stored, mode);
            DomainSso bound = DomainBindings.put(unit, binding(organization, domain, stored, mode, realm));
            int ended = mode == Mode.REQUIRED
                    ? EndedSessions.otherThan(
                            unit,
                            organization,
                            domain.name(),
                            connection,
                            context.clock().instant())
                    : 0;
            return new Done<>(bound, "domain.sso_changed", domain.name(), details(bound, ended));
        });
    }

    /**
     * What a domain's organization said of it.
     *
     * @param organization whose domain it is
     * @param domain the domain
     * @return by which connection its people sign in, or empty if nobody said
     */
    public Optional<DomainSso> binding(OrganizationId organization, Domain domain) {
        actor.require(organization, AdminPermissions.DOMAINS_READ);
        return context.stores().domainSso().find(organization, domain.name());
    }

    /**
     * One connection.
     *
     * @param organization the owner
     * @param id its id
     * @return it, or empty
     */
    public Optional<StoredConnection> find(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.CONNECTIONS_READ);
        return context.stores().connections().find(Optional.of(organization), id);
    }

    /**
     * Connections in the order of their ids.
     *
     * @param organization the owner
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<StoredConnection> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.CONNECTIONS_READ);
        return context.stores().connections().page(Optional.of(organization), after, limit);
    }

    /**
     * The connections that everybody may be shown a button for.
     *
     * @return the enabled shared ones, in the order of their ids
     */
    public List<StoredConnection> shared() {
        return context.stores().connections().page(Optional.empty(), Optional.empty(), PAGE).stream()
                .filter(connection -> connection.admission().enabled())
                .toList();
    }

    /**
     * Brings a connection to life, an organization's or a shared one; for the operator, since its record has the secrets.
     *
     * @param id the connection
     * @return the living connection
     * @throws IdentityException with NOT_FOUND, also if it is disabled, or INVALID if its protocol is not there any more
     */
    public Connection open(String id) {
        actor.requireOperator("opening a connection");
        return context.stores()
                .connections()
                .byId(id)
                .filter(stored -> stored.admission().enabled())
                .map(context.connections()::open)
                .orElseThrow(() -> IdentityException.notFound("connection"));
    }

    /**
     * Where people with this address sign in; for the sign-in. Only a proven domain leads anywhere.
     *
     * @param email the address as typed: it proves nothing
     * @return the connection, or empty if there is none, it is switched off, or it is merely offered and disabled
     */
    public Optional<Routed> route(EmailAddress email) {
        actor.requireOperator("routing a sign-in");
        Stores now = context.stores();
        return now.domains()
                .verified(email.domain())
                .flatMap(claim -> DomainBindings.inForce(now, claim.organization(), claim.name()))
                .flatMap(bound -> reachable(now, bound.organization(), bound.connection())
                        .map(connection -> new Routed(bound, connection)))
                .filter(routed -> routed.connection().admission().enabled()
                        || routed.sso().mode() == Mode.REQUIRED);
    }

    /**
     * Notes that somebody signed in by the connection in a test, so that it may be switched on; for the sign-in.
     *
     * @param organization who tested it
     * @param id the organization's connection, or a shared one
     * @return what is stored
     * @throws IdentityException with NOT_FOUND or CHANGED_MEANWHILE
     */
    public StoredConnection tested(OrganizationId organization, String id) {
        actor.requireOperator("noting a test");
        Optional<Instant> now = Optional.of(context.clock().instant());
        StoredConnection before = usable(context.stores(), organization, id);
        Admission admission = before.admission();
        StoredConnection tested = context.connections()
                .admitting(before, new Admission(admission.enabled(), admission.justInTime(), now));
        return replace(organization, tested, "connection.tested");
    }

    /**
     * What is wrong or weak about a connection.
     *
     * @param organization the owner
     * @param id the connection
     * @return every check, the passed ones too
     * @throws IdentityException with NOT_FOUND
     */
    public List<Finding> lint(OrganizationId organization, String id) {
        StoredConnection stored = find(organization, id).orElseThrow(() -> IdentityException.notFound("connection"));
        OpenConnections open = context.connections();
        return open.protocol(stored.protocol()).lint(open.record(stored), open.context());
    }

    /**
     * Why an answer of the identity provider was refused, or would not be.
     *
     * @param organization the owner
     * @param id the connection
     * @param callback what the browser brought back; it signs nobody in and is not used up
     * @return every check, the passed ones too; they may hold personal data
     * @throws IdentityException with NOT_FOUND
     */
    public List<Finding> explain(OrganizationId organization, String id, Callback callback) {
        StoredConnection stored = find(organization, id).orElseThrow(() -> IdentityException.notFound("connection"));
        OpenConnections open = context.connections();
        return open.protocol(stored.protocol()).explain(open.record(stored), callback, open.context());
    }

    /** A later role of the same key must not be given by a connection whose owner meant another. */
    static void requireNotGiven(Stores unit, OrganizationId organization, Role role) {
        List<StoredConnection> page = unit.connections().page(Optional.of(organization), Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            if (page.stream()
                    .anyMatch(connection -> connection.admission().justInTime().equals(Optional.of(role)))) {
                throw IdentityException.invalid("a connection gives the role to new people, change that first");
            }
            String last = page.get(page.size() - 1).id();
            page = unit.connections().page(Optional.of(organization), Optional.of(last), PAGE);
        }
    }

    private StoredConnection admitting(OrganizationId organization, String id, UnaryOperator<Admission> step) {
        StoredConnection before = present(context.stores(), organization, id);
        return context.connections().admitting(before, step.apply(before.admission()));
    }

    /** Sealing may ask a service, so what is replaced was made before the unit, and fits only the version that it was made of. */
    private StoredConnection replace(OrganizationId organization, StoredConnection changed, String action) {
        return context.change(actor, organization, unit -> {
            Checked.replaced(unit.connections().replace(changed));
            return Done.of(changed, action, changed.id());
        });
    }

    private static Done<StoredConnection> ended(StoredConnection connection, String action, int sessions) {
        return new Done<>(connection, action, connection.id(), Map.of("sessions_ended", AuditDetail.of(sessions)));
    }

    private DomainSso binding(
            OrganizationId organization, Domain domain, StoredConnection to, Mode mode, Optional<String> realm) {
        return new DomainSso(
                organization,
                domain.name(),
                to.id(),
                mode,
                realm,
                context.clock().instant(),
                1);
    }

    private static Map<String, AuditDetail> details(DomainSso bound, int ended) {
        return Map.of(
                "connection", AuditDetail.id(bound.connection()),
                "mode", AuditDetail.word(bound.mode().name().toLowerCase(Locale.ROOT)),
                "sessions_ended", AuditDetail.of(ended));
    }

    /** Google and Microsoft serve everybody: without the realm, anyone there could say any address. */
    private static void requireRealm(StoredConnection connection, Optional<String> realm) {
        if (connection.organization().isEmpty() != realm.isPresent()) {
            throw IdentityException.invalid("a realm belongs to a shared connection, and to no other");
        }
        if (!realm.map(text -> text.matches("[!-~]{1,255}")).orElse(true)) {
            throw IdentityException.invalid("a realm must be 1 to 255 visible ASCII characters");
        }
    }

    private static void requireClaim(Stores unit, OrganizationId organization, Domain domain, Mode mode) {
        DomainClaim claim = unit.domains()
                .find(organization, domain.name())
                .orElseThrow(() -> IdentityException.notFound("domain"));
        if (!claim.isVerified() && mode != Mode.OFF) {
            throw IdentityException.invalid("the domain " + domain + " is not proven to be the organization's");
        }
    }

    /** Nobody must be locked out by a connection that does not work, or no longer works. */
    private void requireReady(Stores unit, OrganizationId organization, StoredConnection connection, Mode mode) {
        if (mode == Mode.OFF) {
            return;
        }
        if (!connection.admission().enabled()) {
            throw IdentityException.invalid("the connection is disabled, enable it first");
        }
        if (actor.principal().isPresent() && connection.admission().tested().isEmpty()) {
            throw new IdentityException(
                    IdentityReason.CONNECTION_NOT_TESTED, "sign in by the connection in a test first");
        }
        if (mode == Mode.REQUIRED) {
            BreakGlassOwners.requireOne(unit, organization);
        }
    }

    private static StoredConnection present(Stores unit, OrganizationId organization, String id) {
        return unit.connections()
                .find(Optional.of(organization), id)
                .orElseThrow(() -> IdentityException.notFound("connection"));
    }

    private static StoredConnection usable(Stores unit, OrganizationId organization, String id) {
        return reachable(unit, organization, id).orElseThrow(() -> IdentityException.notFound("connection"));
    }

    /** The organization's own, or a shared one. */
    private static Optional<StoredConnection> reachable(Stores unit, OrganizationId organization, String id) {
        return unit.connections()
                .find(Optional.of(organization), id)
                .or(() -> unit.connections().find(Optional.empty(), id));
    }

    private static OrganizationId owner(ConnectionRecord record) {
        return record.organization()
                .orElseThrow(() -> IdentityException.invalid(
                        "the record names no organization: say .organization(...), or share it"));
    }

    private void requireOwnerLevel(OrganizationId organization) {
        actor.require(organization, AdminPermissions.CONNECTIONS_WRITE);
        actor.requireOwner();
        actor.requireRecentSignIn();
    }
}
