package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.audit.AuditDetail;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all services of one control plane share. Immutable and thread-safe. */
record IdentityContext(
        String issuer,
        Stores stores,
        AccessModel model,
        Surroundings outside,
        AuditTrail audit,
        RandomIds ids,
        OpenConnections connections) {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityContext.class);

    /** Without any protocol of identity providers. */
    IdentityContext(
            String issuer, Stores stores, AccessModel model, Surroundings outside, AuditTrail audit, RandomIds ids) {
        this(issuer, stores, model, outside, audit, ids, OpenConnections.none(issuer, new StoredReplayGuard(stores)));
    }

    IdentityContext with(OpenConnections others) {
        return new IdentityContext(issuer, stores, model, outside, audit, ids, others);
    }

    Clock clock() {
        return outside.clock();
    }

    /** What a change did, for its audit event. */
    record Done<T>(T result, String action, String target, Map<String, AuditDetail> details) {
        static <T> Done<T> of(T result, String action, String target) {
            return new Done<>(result, action, target, Map.of());
        }
    }

    /**
     * A change of an organization and its audit event, which are committed together or not at all.
     *
     * @throws IdentityException with NOT_FOUND if the organization does not exist, or CHANGED_MEANWHILE if another change of it was
     *     committed while this one decided
     * @throws io.orgauth.PermissionDeniedException with RIGHTS_CHANGED if the actor may do less than when it was admitted
     */
    <T> T change(Actor actor, OrganizationId organization, Function<Stores, Done<T>> work) {
        return atomically((unit, journal) -> changeIn(unit, journal, actor, organization, work));
    }

    /** The same as a part of a larger unit. */
    <T> T changeIn(
            Stores unit,
            AuditJournal journal,
            Actor actor,
            OrganizationId organization,
            Function<Stores, Done<T>> work) {
        AuditEntry head = journal.head(organization);
        if (unit.organizations().find(organization).isEmpty()) {
            throw IdentityException.notFound("organization");
        }
        actor.requireStillHeld(unit);
        Done<T> done = work.apply(unit);
        journal.record(head, actor, done);
        return done.result();
    }

    /** A unit that keeps its own journal, whose events also go to the audit log after the commit. */
    <T> T atomically(BiFunction<Stores, AuditJournal, T> work) {
        Committed<T> committed = stores.atomically(unit -> {
            AuditJournal journal = new AuditJournal(audit, unit);
            return new Committed<>(work.apply(unit, journal), journal);
        });
        committed.journal().writeTo(outside.auditLog());
        return committed.result();
    }

    private record Committed<T>(T result, AuditJournal journal) {}

    /** Delivers after the commit; a message that is lost can be asked for again, a change can't be half undone. */
    void deliver(Mail mail) {
        try {
            outside.mailer().send(mail);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be delivered", mail, e);
        }
    }

    /** What these roles grant in the organization; a role that is not there is an error of who named it. */
    Set<Permission> permissions(Stores unit, OrganizationId organization, Set<Role> roles) {
        Set<Permission> granted = new LinkedHashSet<>();
        for (Role role : roles) {
            granted.addAll(permissions(unit, organization, role)
                    .orElseThrow(() -> IdentityException.invalid("there is no role \"" + role + "\"")));
        }
        return granted;
    }

    /** What these roles grant as far as they are there: one that was removed grants nothing, the others still do. */
    Set<Permission> permissionsOfThose(Stores unit, OrganizationId organization, Set<Role> roles) {
        Set<Permission> granted = new LinkedHashSet<>();
        for (Role role : roles) {
            permissions(unit, organization, role).ifPresent(granted::addAll);
        }
        return granted;
    }

    /** What one role grants: the product's first, so that no organization can redefine it. */
    Optional<Set<Permission>> permissions(Stores unit, OrganizationId organization, Role role) {
        return model.granted(role)
                .or(() -> unit.roles().find(organization, role.key()).map(RoleDefinition::permissions));
    }
}
