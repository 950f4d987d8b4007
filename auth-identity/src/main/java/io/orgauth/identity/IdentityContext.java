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
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all services of one control plane share. Immutable and thread-safe. */
record IdentityContext(
        String issuer, Stores stores, AccessModel model, Surroundings outside, AuditTrail audit, RandomIds ids) {
    private static final Logger LOG = LoggerFactory.getLogger(IdentityContext.class);

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
        return stores.atomically(unit -> changeIn(unit, actor, organization, work));
    }

    /** The same as a part of a larger unit. */
    <T> T changeIn(Stores unit, Actor actor, OrganizationId organization, Function<Stores, Done<T>> work) {
        AuditEntry head = audit.head(unit, organization);
        if (unit.organizations().find(organization).isEmpty()) {
            throw IdentityException.notFound("organization");
        }
        actor.requireStillHeld(unit);
        Done<T> done = work.apply(unit);
        audit.record(unit, head, actor, done);
        return done.result();
    }

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
