package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.DeviceCode;
import io.orgauth.identity.DeviceCode.Polling;
import io.orgauth.identity.DeviceCode.State;
import io.orgauth.identity.DeviceCodeStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceCodeStore} does. */
public abstract class DeviceCodeStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = NOW.plusSeconds(600);

    /** For subclasses. */
    protected DeviceCodeStoreContract() {}

    static DeviceCode code(int number) {
        return code(number, "CODE" + number, END);
    }

    private static DeviceCode code(int number, String userCode, Instant expires) {
        return new DeviceCode(
                digest(number),
                userCode,
                "app_1",
                Optional.of(ACME).filter(organization -> number % 2 == 1),
                Set.of("dataset:read", "offline_access"),
                Set.of(URI.create("https://data.example")),
                "192.0.2." + number,
                new State.Pending(),
                new Polling(Duration.ofSeconds(5), NOW),
                NOW,
                expires,
                1);
    }

    private static DeviceCode approved(DeviceCode code) {
        return code.in(new State.Approved("aut_1"));
    }

    private static DeviceCode denied(DeviceCode code) {
        return code.in(new State.Denied());
    }

    private DeviceCodeStore store() {
        return stores().deviceCodes();
    }

    @Test
    void find_isByEitherCode_howeverOld() {
        DeviceCode first = code(1);
        DeviceCode second = code(2, "BCDF", Instant.EPOCH);
        assertTrue(store().insert(first));
        assertTrue(store().insert(second));
        assertEquals(Optional.of(first), store().byDigest(digest(1)));
        assertEquals(Optional.of(first), store().byUserCode("CODE1"));
        assertEquals(Optional.of(second), store().byUserCode("BCDF"));
        assertTrue(store().byDigest(digest(3)).isEmpty());
        assertTrue(store().byUserCode("code1").isEmpty());
    }

    @Test
    void insert_eitherCodeTaken_changesNothing() {
        DeviceCode first = code(1);
        store().insert(first);
        assertFalse(store().insert(code(1, "OTHER", END)));
        assertFalse(store().insert(code(2, "CODE1", END)));
        assertEquals(Optional.of(first), store().byUserCode("CODE1"));
        assertTrue(store().byUserCode("OTHER").isEmpty());
        assertTrue(store().byDigest(digest(2)).isEmpty());
    }

    @Test
    void insert_8ThreadsWithOneUserCode_oneGetsIt() throws Exception {
        List<Boolean> taken = together(thread -> store().insert(code(thread, "SAME", END)));
        assertEquals(1, Collections.frequency(taken, true));
    }

    @Test
    void replace_everyStateAndPoll_isStored() {
        DeviceCode pending = code(1);
        store().insert(pending);
        DeviceCode polled = pending.polled(new Polling(Duration.ofSeconds(10), NOW.plusMillis(5_500)));
        assertTrue(store().replace(polled));
        assertEquals(Optional.of(polled), store().byDigest(digest(1)));
        assertTrue(store().replace(approved(polled)));
        assertEquals(Optional.of(approved(polled)), store().byUserCode("CODE1"));
        store().insert(code(2));
        assertTrue(store().replace(denied(code(2))));
        assertEquals(Optional.of(denied(code(2))), store().byUserCode("CODE2"));
    }

    @Test
    void replace_otherVersionOrGone_changesNothing() {
        DeviceCode first = code(1);
        store().insert(first);
        assertFalse(store().replace(first));
        assertFalse(store().replace(denied(approved(first))));
        assertFalse(store().replace(approved(code(2))));
        assertEquals(Optional.of(first), store().byDigest(digest(1)));
    }

    @Test
    void replace_8ThreadsDecide_oneDoes() throws Exception {
        DeviceCode first = code(1);
        store().insert(first);
        List<Boolean> decided = together(thread -> store().replace(thread % 2 == 0 ? approved(first) : denied(first)));
        assertEquals(1, Collections.frequency(decided, true));
    }

    @Test
    void consume_once_bothCodesAreGone() {
        store().insert(code(1));
        assertTrue(store().consume(code(1)));
        assertFalse(store().consume(code(1)));
        assertTrue(store().byDigest(digest(1)).isEmpty());
        assertTrue(store().byUserCode("CODE1").isEmpty());
        assertTrue(store().insert(code(2, "CODE1", END)), "its code is free again");
    }

    @Test
    void consume_otherVersion_takesNothing() {
        DeviceCode first = code(1);
        store().insert(first);
        store().replace(approved(first));
        assertFalse(store().consume(first));
        assertFalse(store().consume(code(2)));
        assertTrue(store().consume(approved(first)));
    }

    @Test
    void consume_8Threads_oneGetsIt() throws Exception {
        store().insert(code(1));
        List<Boolean> got = together(thread -> store().consume(code(1)));
        assertEquals(1, Collections.frequency(got, true));
    }

    @Test
    void consumeAgainstReplace_8Threads_oneGetsIt() throws Exception {
        DeviceCode first = code(1);
        store().insert(first);
        List<Boolean> got =
                together(thread -> thread % 2 == 0 ? store().consume(first) : store().replace(denied(first)));
        assertEquals(1, Collections.frequency(got, true));
    }

    @Test
    void removeExpired_takesTheOldest_andAtMostTheLimit() {
        store().insert(code(1, "A", END.plusSeconds(1)));
        store().insert(code(2, "B", END));
        store().insert(code(3, "C", END.plusSeconds(2)));
        assertEquals(0, store().removeExpired(END, 10));
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 1));
        assertTrue(
                store().byDigest(digest(2)).isEmpty() && store().byUserCode("B").isEmpty());
        assertEquals(1, store().removeExpired(END.plusSeconds(2), 10));
        assertTrue(store().byUserCode("A").isEmpty());
        assertTrue(store().byUserCode("C").isPresent());
    }
}
