package io.orgauth.apikey;

import io.orgauth.OrganizationId;
import io.orgauth.audit.AuditEvent;
import io.orgauth.audit.AuditLog;
import java.time.Clock;
import java.util.function.Function;

/** A change on a store of its own, told to a log when it is done. */
record LoggedUnit(ApiKeyStore store, AuditLog log, Clock clock) implements ApiKeyUnit {
    @Override
    public <T> T change(OrganizationId organization, Function<ApiKeyStore, ApiKeyChange<T>> work) {
        ApiKeyChange<T> change = work.apply(store);
        change.action().ifPresent(action -> log.append(event(organization, action, change)));
        return change.result();
    }

    private AuditEvent event(OrganizationId organization, String action, ApiKeyChange<?> change) {
        AuditEvent.Builder event = AuditEvent.builder(clock.instant(), action, AuditEvent.Outcome.SUCCEEDED)
                .organization(organization)
                .target("api_key", change.id());
        change.details().forEach(event::detail);
        return event.build();
    }
}
