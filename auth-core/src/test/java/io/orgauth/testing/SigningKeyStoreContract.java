package io.orgauth.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.token.SigningKeyStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} does; each implementation's test extends it. */
public abstract class SigningKeyStoreContract {
    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4, 5};

    /** For subclasses. */
    protected SigningKeyStoreContract() {}

    /**
     * A view on one store that is empty when the test begins; every call in a test is another node's view on the same.
     *
     * @return the view
     */
    protected abstract SigningKeyStore node();

    @Test
    void load_nothingSaved_isEmpty() {
        assertTrue(node().load().isEmpty());
    }

    @Test
    void save_first_hasVersionOne() {
        assertTrue(node().save(0, FIRST));
        assertStored(1, FIRST);
    }

    @Test
    void save_expectedVersion_replaces() {
        assertTrue(node().save(0, FIRST));
        assertTrue(node().save(1, SECOND));
        assertStored(2, SECOND);
    }

    @Test
    void save_otherVersion_changesNothing() {
        assertFalse(node().save(1, SECOND));
        assertTrue(node().load().isEmpty());
        assertTrue(node().save(0, FIRST));
        for (long version : new long[] {0, 2, -1, Long.MAX_VALUE}) {
            assertFalse(node().save(version, SECOND));
            assertStored(1, FIRST);
        }
    }

    @Test
    void save_callersArray_isCopied() {
        byte[] mine = FIRST.clone();
        SigningKeyStore store = node();
        assertTrue(store.save(0, mine));
        mine[0] = 99;
        store.load().orElseThrow().document()[1] = 99;
        assertStored(1, FIRST);
    }

    @Test
    void save_largeDocument_isKeptWhole() {
        byte[] large = new byte[500_000];
        large[499_999] = 1;
        assertTrue(node().save(0, large));
        assertStored(1, large);
    }

    @Test
    void save_eightAtOnce_oneWins() throws Exception {
        for (int round = 0; round < 10; round++) {
            long version = round;
            List<SigningKeyStore> nodes =
                    IntStream.range(0, 8).mapToObj(i -> node()).toList();
            List<Callable<Boolean>> saves = nodes.stream()
                    .<Callable<Boolean>>map(node -> () -> node.save(version, FIRST))
                    .toList();
            assertEquals(1, winners(saves));
            assertStored(version + 1, FIRST);
        }
    }

    private static long winners(List<Callable<Boolean>> saves) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(saves.size());
        try {
            long winners = 0;
            for (Future<Boolean> save : threads.invokeAll(saves)) {
                winners += save.get() ? 1 : 0;
            }
            return winners;
        } finally {
            threads.shutdown();
        }
    }

    private void assertStored(long version, byte[] document) {
        SigningKeyStore.Stored stored = node().load().orElseThrow();
        assertEquals(version, stored.version());
        assertArrayEquals(document, stored.document());
    }
}
