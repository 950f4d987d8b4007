package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.IdentityContext.Done;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions that are in an organization, for its administrators. A person's sessions elsewhere are nobody else's business.
 *
 * <p>Immutable and thread-safe; each change is one unit with its audit event.
 */
public final class OrganizationSessions {
    private final IdentityContext context;
    private final Actor actor;

    OrganizationSessions(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Sessions that have not ended, in the order of their ids.
     *
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<Session> page(OrganizationId organization, Optional<String> after, int limit) {
        actor.require(organization, AdminPermissions.SESSIONS_READ);
        Instant now = context.clock().instant();
        List<Session> alive = new ArrayList<>();
        List<Session> read = context.stores().sessions().ofOrganization(organization, after, limit);
        while (!read.isEmpty() && alive.size() < limit) {
            read.stream().filter(session -> !session.times().isOver(now)).forEach(alive::add);
            String last = read.get(read.size() - 1).id();
            read = context.stores().sessions().ofOrganization(organization, Optional.of(last), limit);
        }
        return List.copyOf(alive.subList(0, Math.min(limit, alive.size())));
    }

    /**
     * Ends a session. Its user is signed in nowhere else by it either, and what it let clients do ends, offline access included.
     *
     * @param organization the organization that is active in it
     * @param id the session
     * @throws IdentityException with NOT_FOUND, also if another organization is active in it
     * @throws io.orgauth.PermissionDeniedException with EXCEEDS_OWN_RIGHTS, OWNERS_ONLY or RECENT_SIGN_IN_REQUIRED: whoever holds
     *     less than the session's user does not sign them out
     */
    public void end(OrganizationId organization, String id) {
        actor.require(organization, AdminPermissions.SESSIONS_WRITE);
        context.change(actor, organization, unit -> {
            Session session =
                    unit.sessions().find(organization, id).orElseThrow(() -> IdentityException.notFound("session"));
            requireAtLeast(unit, organization, session.user());
            Revoked.session(unit, session, context.clock().instant());
            unit.authorizations().removeOfSession(id);
            Map<String, AuditDetail> details =
                    Map.of("user", AuditDetail.id(session.user().value()));
            return new Done<>(true, "session.ended", id, details);
        });
    }

    private void requireAtLeast(Stores unit, OrganizationId organization, UserId user) {
        unit.memberships()
                .find(organization, user.value())
                .ifPresent(membership -> actor.requireAtLeast(
                        membership.roles(), context.permissionsOfThose(unit, organization, membership.roles())));
    }
}
