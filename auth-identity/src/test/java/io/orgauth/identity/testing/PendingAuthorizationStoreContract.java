package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.PendingAuthorization;
import io.orgauth.identity.PendingAuthorizationStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PendingAuthorizationStore} does. */
public abstract class PendingAuthorizationStoreContract extends StoreContract {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected PendingAuthorizationStoreContract() {}

    static PendingAuthorization pending(int number) {
        return pending(number, END);
    }

    private static PendingAuthorization pending(int number, Instant expires) {
        return new PendingAuthorization("p" + number, "{\"state\":\"ü\"}", expires.minusSeconds(600), expires);
    }

    private PendingAuthorizationStore store() {
        return stores().pendingAuthorizations();
    }

    @Test
    void find_isWhatWasInserted_howeverOld() {
        assertTrue(store().insert(pending(1, Instant.EPOCH)));
        assertEquals(Optional.of(pending(1, Instant.EPOCH)), store().find("p1"));
        assertTrue(store().find("p2").isEmpty());
    }

    @Test
    void insert_takenId_changesNothing() {
        store().insert(pending(1));
        assertFalse(store().insert(pending(1, END.plusSeconds(1))));
        assertEquals(Optional.of(pending(1)), store().find("p1"));
    }

    @Test
    void consume_once_isGone() {
        store().insert(pending(1));
        assertFalse(store().consume("p2"));
        assertTrue(store().consume("p1"));
        assertFalse(store().consume("p1"));
        assertTrue(store().find("p1").isEmpty());
    }

    @Test
    void consume_8Threads_oneGetsIt() throws Exception {
        store().insert(pending(1));
        List<Boolean> got = together(thread -> store().consume("p1"));
        assertEquals(1, Collections.frequency(got, true));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        store().insert(pending(1, END.plusSeconds(1)));
        store().insert(pending(2, END));
        store().insert(pending(3, END.plusSeconds(2)));
        assertEquals(0, store().removeExpired(END, 10));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 1));
        assertTrue(store().find("p2").isEmpty());
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 10));
        assertTrue(store().find("p1").isEmpty());
        assertTrue(store().find("p3").isPresent());
    }
}
