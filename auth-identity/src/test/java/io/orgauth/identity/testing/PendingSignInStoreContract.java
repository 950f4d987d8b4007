package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.PendingSignInStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PendingSignInStore} does. */
public abstract class PendingSignInStoreContract extends StoreContract {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected PendingSignInStoreContract() {}

    private static PendingSignIn pending(int number, long version) {
        return pending(number, version, END);
    }

    private static PendingSignIn pending(int number, long version, Instant expires) {
        return new PendingSignIn("p" + number, digest(number + 100 * (int) version), "c" + version, expires, version);
    }

    private PendingSignInStore store() {
        return stores().pendingSignIns();
    }

    @Test
    void find_isWhatWasInserted_howeverOld() {
        assertTrue(store().insert(pending(1, 1, Instant.EPOCH)));
        assertEquals(Optional.of(pending(1, 1, Instant.EPOCH)), store().find("p1"));
        assertTrue(store().find("p2").isEmpty());
    }

    @Test
    void insert_takenId_changesNothing() {
        store().insert(pending(1, 1));
        assertFalse(store().insert(pending(1, 2)));
        assertEquals(Optional.of(pending(1, 1)), store().find("p1"));
    }

    @Test
    void replace_onlyTheStepBefore() {
        store().insert(pending(1, 1));
        assertFalse(store().replace(pending(1, 1)));
        assertFalse(store().replace(pending(1, 3)));
        assertFalse(store().replace(pending(2, 2)));
        assertTrue(store().replace(pending(1, 2, END.plusSeconds(5))));
        assertEquals(Optional.of(pending(1, 2, END.plusSeconds(5))), store().find("p1"));
    }

    @Test
    void replace_8Threads_oneTakesTheStep() throws Exception {
        store().insert(pending(1, 1));
        List<Boolean> taken = together(thread -> store().replace(pending(1, 2)));
        assertEquals(1, Collections.frequency(taken, true));
    }

    @Test
    void consume_once_isGone() {
        store().insert(pending(1, 1));
        assertTrue(store().consume(pending(1, 1)));
        assertFalse(store().consume(pending(1, 1)));
        assertTrue(store().find("p1").isEmpty());
    }

    @Test
    void consume_anotherStep_takesNothing() {
        store().insert(pending(1, 1));
        store().replace(pending(1, 2));
        assertFalse(store().consume(pending(1, 1)));
        assertFalse(store().consume(pending(1, 3)));
        assertFalse(store().consume(pending(2, 2)));
        assertTrue(store().consume(pending(1, 2)));
    }

    @Test
    void consume_8Threads_oneGetsIt() throws Exception {
        store().insert(pending(1, 1));
        List<Boolean> got = together(thread -> store().consume(pending(1, 1)));
        assertEquals(1, Collections.frequency(got, true));
    }

    @Test
    void consumeAgainstReplace_8Threads_oneGetsIt() throws Exception {
        store().insert(pending(1, 1));
        List<Boolean> got =
                together(thread -> thread % 2 == 0 ? store().consume(pending(1, 1)) : store().replace(pending(1, 2)));
        assertEquals(1, Collections.frequency(got, true));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        store().insert(pending(1, 1, END.plusSeconds(1)));
        store().insert(pending(2, 1, END));
        store().insert(pending(3, 1, END.plusSeconds(2)));
        assertEquals(0, store().removeExpired(END, 10));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 1));
        assertTrue(store().find("p2").isEmpty());
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 10));
        assertTrue(store().find("p1").isEmpty());
        assertTrue(store().find("p3").isPresent());
    }
}
