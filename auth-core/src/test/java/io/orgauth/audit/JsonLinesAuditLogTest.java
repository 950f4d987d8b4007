package io.orgauth.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.OrganizationId;
import io.orgauth.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JsonLinesAuditLogTest {
    private static List<String> lines(AuditEvent event) {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                lines.add(logged.getLevel() + " " + logged.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.orgauth.audit");
        logger.addHandler(handler);
        try {
            AuditLog.jsonLines().append(event);
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    @Test
    void append_event_isOneLineOfJsonThatReadsBack() {
        AuditEvent event = AuditEvent.builder(Instant.EPOCH, "session.started", AuditEvent.Outcome.SUCCEEDED)
                .organization(OrganizationId.of("org {} \"\u00e9\" \\n"))
                .build();

        List<String> lines = lines(event);

        assertEquals(1, lines.size());
        String line = lines.get(0);
        assertEquals("INFO {", line.substring(0, 6));
        assertEquals(1, line.lines().count());
        assertEquals(event.toJson(), Json.parse(line.substring(5).getBytes(StandardCharsets.UTF_8)));
    }
}
