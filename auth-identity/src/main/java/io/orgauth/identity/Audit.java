package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.OptionalLong;

/** Reads the audit of organizations. Immutable and thread-safe. */
public final class Audit {
    private final IdentityContext context;
    private final Actor actor;

    Audit(IdentityContext context, Actor actor) {
        this.context = context;
        this.actor = actor;
    }

    /**
     * Entries in the order in which they were made.
     *
     * @param organization the organization
     * @param after the sequence of the last entry of the page before, 0 for the first page
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    public List<AuditEntry> page(OrganizationId organization, long after, int limit) {
        actor.require(organization, AdminPermissions.AUDIT_READ);
        return context.stores().audit().page(organization, after, limit);
    }

    /**
     * Follows the whole chain from its first entry. It finds events that were changed, and entries that were added, taken out or
     * moved in the middle. It can't find that the newest entries were cut off, nor a chain that was written anew from the first
     * change on: who must know keeps the newest entry's sequence and hash, or the lines of the {@link io.orgauth.audit.AuditLog},
     * where the database's keeper can't reach them.
     *
     * @param organization the organization
     * @return the sequence of the first entry that was changed, or that follows one that was taken out; empty if the chain holds
     */
    public OptionalLong firstBroken(OrganizationId organization) {
        actor.require(organization, AdminPermissions.AUDIT_READ);
        return AuditTrail.firstBroken(context.stores(), organization);
    }
}
