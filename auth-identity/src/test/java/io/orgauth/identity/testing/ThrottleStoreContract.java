package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.identity.ThrottleStore;
import io.orgauth.identity.ThrottleStore.Failures;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ThrottleStore} does. */
public abstract class ThrottleStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected ThrottleStoreContract() {}

    private ThrottleStore store() {
        return stores().throttles();
    }

    @Test
    void failures_unknownKey_isNone() {
        assertEquals(Failures.NONE, store().failures("account:a"));
    }

    @Test
    void fail_counts_andKeepsTheLastTime() {
        store().fail("account:a", NOW);
        assertEquals(new Failures(2, NOW.plusSeconds(1)), store().fail("account:a", NOW.plusSeconds(1)));
        assertEquals(new Failures(2, NOW.plusSeconds(1)), store().failures("account:a"));
        assertEquals(Failures.NONE, store().failures("account:b"));
    }

    @Test
    void reset_beginsAgain() {
        store().fail("account:a", NOW);
        store().reset("account:a");
        store().reset("account:b");
        assertEquals(Failures.NONE, store().failures("account:a"));
        assertEquals(new Failures(1, NOW), store().fail("account:a", NOW));
    }

    @Test
    void fail_8Threads_countsEach() throws Exception {
        List<Integer> counts = together(thread -> store().fail("account:a", NOW).failures());
        assertEquals(
                IntStream.rangeClosed(1, THREADS).boxed().toList(),
                counts.stream().sorted().toList());
    }

    @Test
    void removeBefore_takesTheOldest_andAtMostTheLimit() {
        for (String key : List.of("b", "a", "c")) {
            store().fail(key, NOW.plusSeconds(key.charAt(0) - 'a'));
        }
        assertEquals(0, store().removeBefore(NOW, 10));
        assertEquals(1, store().removeBefore(NOW.plusSeconds(2), 1));
        assertEquals(Failures.NONE, store().failures("a"));
        assertEquals(1, store().removeBefore(NOW.plusSeconds(2), 10));
        assertEquals(Failures.NONE, store().failures("b"));
        assertEquals(new Failures(1, NOW.plusSeconds(2)), store().failures("c"));
    }
}
