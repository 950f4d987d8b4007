package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.audit.AuditDetail;
import io.orgauth.audit.AuditEvent;
import io.orgauth.identity.IdentityContext.Done;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Units of work whose changes and audit events are committed together or not at all: for the packages of this module that keep
 * something in the stores themselves, sessions for example. Immutable and thread-safe.
 */
public final class Units {
    private final IdentityContext context;

    Units(IdentityContext context) {
        this.context = context;
    }

    /**
     * Runs work as one unit, as {@link Stores#atomically} does.
     *
     * @param <T> what the work gives
     * @param work what to do, only with the stores it is given
     * @return what it gave
     */
    public <T> T atomically(BiFunction<Stores, Events, T> work) {
        return context.atomically((unit, journal) -> work.apply(unit, new Events(context, journal)));
    }

    /**
     * Puts an event into the audit log, and into no chain: what strangers cause must neither fill a chain nor hold up its
     * organization. It may be lost, and what it throws is logged.
     *
     * @param event for example a refused sign-in
     */
    public void note(AuditEvent event) {
        AuditJournal.write(context.outside().auditLog(), event);
    }

    /** Takes the audit events of one unit. For one thread, within the unit. */
    public static final class Events {
        private final IdentityContext context;
        private final AuditJournal journal;

        private Events(IdentityContext context, AuditJournal journal) {
            this.context = context;
            this.journal = journal;
        }

        AuditJournal journal() {
            return journal;
        }

        /**
         * Records an event in an organization's chain.
         *
         * @param organization whose chain
         * @param actor who did it; empty for the operator
         * @param action for example {@code session.started}
         * @param target visible ASCII, at most 255 characters
         * @param details further values
         */
        public void record(
                OrganizationId organization,
                Optional<Principal> actor,
                String action,
                String target,
                Map<String, AuditDetail> details) {
            Actor by = actor.map(principal -> Actor.of(principal, context)).orElseGet(() -> Actor.operator(context));
            journal.record(organization, by, new Done<>(target, action, target, details));
        }
    }
}
