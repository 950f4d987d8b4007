package io.orgauth.audit;

import io.orgauth.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event, one line: JSON has no raw line break, so no field can forge a second event (OWASP ASVS 5.0, 16.4.1). */
final class JsonLinesAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.orgauth.audit");

    @Override
    public void append(AuditEvent event) {
        LOG.info("{}", Json.text(event.toJson()));
    }
}
