package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.Reason;
import io.orgauth.audit.AuditDetail;
import io.orgauth.audit.AuditEvent;
import io.orgauth.identity.Units;
import io.orgauth.identity.User;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Puts sign-ins by password on record that no page of ours sees. */
final class PasswordGrantAudit {
    private final Units units;
    private final Clock clock;

    PasswordGrantAudit(Units units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    void succeeded(OrganizationId organization, User user, String client) {
        Map<String, AuditDetail> details =
                Map.of("method", AuditDetail.word("password"), "client", AuditDetail.id(client));
        units.atomically((unit, events) -> {
            events.record(
                    organization,
                    Optional.empty(),
                    "sign_in.succeeded",
                    user.id().value(),
                    details);
            return true;
        });
    }

    /** In the log alone: a stranger can be refused any number of times, and must not fill a chain by it. */
    void refused(Optional<OrganizationId> organization, Optional<User> user, String client, Reason reason) {
        AuditEvent.Builder event = AuditEvent.builder(clock.instant(), "sign_in.refused", AuditEvent.Outcome.REFUSED)
                .reason(reason)
                .detail("method", AuditDetail.word("password"))
                .detail("client", AuditDetail.id(client));
        organization.ifPresent(event::organization);
        user.ifPresent(known -> event.target("sign_in", known.id().value()));
        units.note(event.build());
    }
}
