package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditEvent;
import io.orgauth.audit.AuditLog;
import io.orgauth.identity.IdentityContext.Done;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one run of a unit puts on record: in the chains with its changes, and in the log once they are committed. */
final class AuditJournal {
    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);

    private final AuditTrail trail;
    private final Stores unit;
    private final List<AuditEvent> recorded = new ArrayList<>();

    AuditJournal(AuditTrail trail, Stores unit) {
        this.trail = trail;
        this.unit = unit;
    }

    /** Where the organization's chain goes on; to be read before anything that a change decides by. */
    AuditEntry head(OrganizationId organization) {
        return trail.head(unit, organization);
    }

    /** The event of a change that began with this head. */
    void record(AuditEntry head, Actor actor, Done<?> done) {
        recorded.add(trail.record(unit, head, actor, done));
    }

    /** The event of a change that decided by nothing which another could have changed unnoticed. */
    void record(OrganizationId organization, Actor actor, Done<?> done) {
        record(head(organization), actor, done);
    }

    /** The chain has the events by now, so a log that can't take them takes back no change. */
    void writeTo(AuditLog log) {
        recorded.forEach(event -> write(log, event));
    }

    static void write(AuditLog log, AuditEvent event) {
        try {
            log.append(event);
        } catch (RuntimeException e) {
            LOG.warn("the audit log did not take an event", e);
        }
    }
}
