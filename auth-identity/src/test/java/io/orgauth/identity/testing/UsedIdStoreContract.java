package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.UsedIdStore;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What every {@link UsedIdStore} does. */
public abstract class UsedIdStoreContract extends StoreContract {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected UsedIdStoreContract() {}

    private UsedIdStore store() {
        return stores().usedIds();
    }

    @Test
    void insert_secondTime_isFalse() {
        assertTrue(store().insert(digest(1), END));
        assertFalse(store().insert(digest(1), END));
        assertFalse(store().insert(digest(1), END.plusSeconds(1)));
        assertTrue(store().insert(digest(2), END));
    }

    @Test
    void insert_8Threads_oneIsFirst() throws Exception {
        assertEquals(1, Collections.frequency(together(thread -> store().insert(digest(1), END)), true));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        store().insert(digest(1), END.plusSeconds(1));
        store().insert(digest(2), END);
        store().insert(digest(3), END.plusSeconds(2));
        assertEquals(0, store().removeExpired(END, 10));
        assertFalse(store().insert(digest(2), END), "it is remembered until its end");
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 1));
        assertFalse(store().insert(digest(1), END));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 10));
        assertTrue(store().insert(digest(1), END));
        assertTrue(store().insert(digest(2), END));
        assertFalse(store().insert(digest(3), END));
    }
}
