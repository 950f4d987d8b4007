package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.AuditEntry;
import io.orgauth.identity.AuditStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} does. */
public abstract class AuditStoreContract extends StoreContract {
    /** For subclasses. */
    protected AuditStoreContract() {}

    static AuditEntry entry(OrganizationId organization, long sequence, String event) {
        String hash = digest((int) sequence).hex();
        return new AuditEntry(organization, sequence, event, hash, hash);
    }

    private AuditStore store() {
        return stores().audit();
    }

    @Test
    void append_next_isTheHead() {
        assertTrue(store().head(ACME).isEmpty());
        assertTrue(store().append(entry(ACME, 1, "{\"a\":\"é\\n\"}")));
        assertTrue(store().append(entry(ACME, 2, "{}")));
        assertEquals(Optional.of(entry(ACME, 2, "{}")), store().head(ACME));
        assertTrue(store().head(GLOBEX).isEmpty());
    }

    @Test
    void append_takenOrBeyondTheNext_changesNothing() {
        store().append(entry(ACME, 1, "{}"));
        for (long sequence : new long[] {0, 1, 3, Long.MAX_VALUE}) {
            assertFalse(store().append(entry(ACME, sequence, "{\"other\":1}")));
        }
        assertFalse(store().append(entry(GLOBEX, 2, "{}")));
        assertEquals(List.of(entry(ACME, 1, "{}")), store().page(ACME, 0, 10));
        assertTrue(store().page(GLOBEX, 0, 10).isEmpty());
    }

    @Test
    void append_8Threads_oneHasThePlace() throws Exception {
        List<Boolean> appended = together(thread -> store().append(entry(ACME, 1, "{\"by\":" + thread + "}")));
        assertEquals(1, Collections.frequency(appended, true));
        AuditEntry winner = entry(ACME, 1, "{\"by\":" + appended.indexOf(true) + "}");
        assertEquals(List.of(winner), store().page(ACME, 0, 10));
        assertEquals(Optional.of(winner), store().head(ACME));
    }

    @Test
    void page_isInTheOrderOfTheSequence() {
        for (int sequence = 1; sequence <= 12; sequence++) {
            store().append(entry(ACME, sequence, "{}"));
        }
        store().append(entry(GLOBEX, 1, "{}"));
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), sequences(0));
        assertEquals(List.of(9L, 10L, 11L, 12L), sequences(8));
        assertEquals(List.of(), sequences(12));
    }

    private List<Long> sequences(long after) {
        return store().page(ACME, after, 5).stream().map(AuditEntry::sequence).toList();
    }
}
