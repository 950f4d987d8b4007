package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.OneTimeSecretStore;
import io.orgauth.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OneTimeSecretStore} does. */
public abstract class OneTimeSecretStoreContract extends StoreContract {
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant BEFORE = END.minusMillis(1);

    /** For subclasses. */
    protected OneTimeSecretStoreContract() {}

    private OneTimeSecretStore store() {
        return stores().oneTimeSecrets();
    }

    @Test
    void consume_once_isGone() {
        store().put(digest(1), "reset", user(1), END);
        assertEquals(Optional.of(user(1)), store().consume(digest(1), "reset", BEFORE));
        assertTrue(store().consume(digest(1), "reset", BEFORE).isEmpty());
    }

    @Test
    void consume_otherPurposeOrSecret_findsNothingAndTakesNothing() {
        store().put(digest(1), "reset", user(1), END);
        assertTrue(store().find(digest(1), "prove", BEFORE).isEmpty());
        assertTrue(store().consume(digest(1), "prove", BEFORE).isEmpty());
        assertTrue(store().consume(digest(2), "reset", BEFORE).isEmpty());
        assertEquals(Optional.of(user(1)), store().consume(digest(1), "reset", BEFORE));
    }

    @Test
    void consume_atItsEnd_isEmpty() {
        store().put(digest(1), "reset", user(1), END);
        assertTrue(store().find(digest(1), "reset", END).isEmpty());
        assertTrue(store().consume(digest(1), "reset", END).isEmpty());
        assertTrue(store().consume(digest(1), "reset", BEFORE).isEmpty());
    }

    @Test
    void find_leavesItWhereItIs() {
        store().put(digest(1), "reset", user(1), END);
        assertEquals(Optional.of(user(1)), store().find(digest(1), "reset", BEFORE));
        assertEquals(Optional.of(user(1)), store().consume(digest(1), "reset", BEFORE));
        assertTrue(store().find(digest(1), "reset", BEFORE).isEmpty());
    }

    @Test
    void consume_8Threads_oneGetsIt() throws Exception {
        store().put(digest(1), "reset", user(1), END);
        List<Optional<UserId>> got = together(thread -> store().consume(digest(1), "reset", BEFORE));
        assertEquals(1, got.stream().flatMap(Optional::stream).count());
    }

    @Test
    void forget_takesAllOfThatUserAndPurpose() {
        store().put(digest(1), "reset", user(1), END);
        store().put(digest(2), "reset", user(1), END);
        store().put(digest(3), "prove", user(1), END);
        store().put(digest(4), "reset", user(2), END);
        store().forget(user(1), "reset");
        assertTrue(store().consume(digest(1), "reset", BEFORE).isEmpty());
        assertTrue(store().consume(digest(2), "reset", BEFORE).isEmpty());
        assertEquals(Optional.of(user(1)), store().consume(digest(3), "prove", BEFORE));
        assertEquals(Optional.of(user(2)), store().consume(digest(4), "reset", BEFORE));
    }

    @Test
    void put_again_isTheNewUsersOnly() {
        store().put(digest(1), "reset", user(1), END);
        store().put(digest(1), "reset", user(2), END);
        store().forget(user(1), "reset");
        assertEquals(Optional.of(user(2)), store().consume(digest(1), "reset", BEFORE));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        store().put(digest(1), "reset", user(1), END.plusSeconds(1));
        store().put(digest(2), "reset", user(1), END);
        store().put(digest(3), "prove", user(1), END.plusSeconds(2));
        assertEquals(0, store().removeExpired(END, 10));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 1));
        assertTrue(store().find(digest(2), "reset", BEFORE).isEmpty());
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 10));
        assertTrue(store().find(digest(1), "reset", BEFORE).isEmpty());
        assertEquals(Optional.of(user(1)), store().consume(digest(3), "prove", BEFORE));
    }
}
