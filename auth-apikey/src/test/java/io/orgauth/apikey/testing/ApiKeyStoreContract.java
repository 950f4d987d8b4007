package io.orgauth.apikey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyDigest;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.ApiKeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} does; each implementation's test extends it. */
public abstract class ApiKeyStoreContract {
    /** One organization. */
    protected static final OrganizationId ACME = OrganizationId.of("org_acme");
    /** Another one. */
    protected static final OrganizationId GLOBEX = OrganizationId.of("org_globex");

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int THREADS = 8;

    /** For subclasses. */
    protected ApiKeyStoreContract() {}

    /**
     * The store of the test, empty when the test begins.
     *
     * @return the same store at each call of one test
     */
    protected abstract ApiKeyStore store();

    /**
     * A new key of the owner {@code usr_ada}, with everything set.
     *
     * @param organization whose it is
     * @param number keys of higher numbers have higher ids
     * @return version 1
     */
    protected static ApiKey key(OrganizationId organization, int number) {
        return key(organization, number, "usr_ada");
    }

    private static ApiKey key(OrganizationId organization, int number, String owner) {
        byte[] digest = new byte[ApiKeyDigest.LENGTH];
        digest[0] = (byte) number;
        digest[31] = -1;
        ApiKeyLimits limits = ApiKeyLimits.NONE
                .toPermissions(Set.of(Permission.of("models:read"), Permission.of("models:write")))
                .toResources(Set.of("https://data.example/\u00e9", "https://other.example"));
        return new ApiKey(
                organization,
                "id" + number,
                owner,
                "name \u4e2d" + number,
                ApiKeyDigest.of(digest),
                "acme_\u2026abcd",
                limits,
                NOW,
                NOW.plusSeconds(3_600),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static ApiKey changed(ApiKey key) {
        return new ApiKey(
                key.organization(),
                key.id(),
                key.owner(),
                key.name() + "'",
                key.digest(),
                key.hint(),
                ApiKeyLimits.NONE,
                key.created(),
                key.expires().minusSeconds(1),
                Optional.of(NOW),
                key.lastUsed(),
                key.version() + 1);
    }

    @Test
    void inserted_isFoundAsItWas_byIdAndOrganization() {
        ApiKey key = key(ACME, 1);

        assertTrue(store().insert(key));

        assertEquals(Optional.of(key), store().byId(key.id()));
        assertEquals(Optional.of(key), store().find(ACME, key.id()));
    }

    @Test
    void unlimitedKey_isFoundAsItWas() {
        ApiKey bare = changed(key(ACME, 1));
        ApiKey key = new ApiKey(
                ACME,
                bare.id(),
                "app_x",
                "n",
                bare.digest(),
                "h",
                ApiKeyLimits.NONE,
                NOW,
                NOW.plusNanos(1_000),
                Optional.empty(),
                Optional.empty(),
                1);

        store().insert(key);

        assertEquals(Optional.of(key), store().byId(key.id()));
    }

    /** No permission at all is not the same as no limit. */
    @Test
    void keyLimitedToNothing_isFoundAsItWas() {
        ApiKey key = key(ACME, 1);
        ApiKey nothing = new ApiKey(
                ACME,
                "id0",
                key.owner(),
                key.name(),
                key.digest(),
                key.hint(),
                ApiKeyLimits.NONE.toPermissions(Set.of()),
                NOW,
                key.expires(),
                Optional.empty(),
                Optional.empty(),
                1);

        store().insert(nothing);

        assertEquals(Optional.of(nothing), store().byId("id0"));
    }

    @Test
    void find_otherOrganizationsKey_isEmpty() {
        store().insert(key(ACME, 1));

        assertTrue(store().find(GLOBEX, "id1").isEmpty());
        assertTrue(store().find(ACME, "id2").isEmpty());
        assertTrue(store().byId("id2").isEmpty());
    }

    @Test
    void insert_takenId_changesNothing() {
        store().insert(key(ACME, 1));

        assertFalse(store().insert(changed(key(ACME, 1))));
        assertFalse(store().insert(key(GLOBEX, 1)));
        assertEquals(List.of(key(ACME, 1)), store().page(ACME, Optional.empty(), 10));
        assertEquals(List.of(), store().page(GLOBEX, Optional.empty(), 10));
    }

    @Test
    void insert_8Threads_oneWins() throws Exception {
        assertEquals(1, Collections.frequency(together(() -> store().insert(key(ACME, 1))), true));
    }

    @Test
    void replace_versionBefore_isStored() {
        ApiKey key = key(ACME, 1);
        store().insert(key);

        assertTrue(store().replace(changed(key)));

        assertEquals(Optional.of(changed(key)), store().byId(key.id()));
        assertEquals(List.of(changed(key)), store().page(ACME, Optional.empty(), 10));
        assertEquals(List.of(changed(key)), store().pageOf(ACME, key.owner(), Optional.empty(), 10));
    }

    @Test
    void replace_otherVersionOrganizationOrId_changesNothing() {
        ApiKey key = key(ACME, 1);
        store().insert(key);

        assertFalse(store().replace(key));
        assertFalse(store().replace(changed(changed(key))));
        assertFalse(store().replace(changed(key(GLOBEX, 1))));
        assertFalse(store().replace(changed(key(ACME, 2))));
        assertEquals(List.of(key), store().page(ACME, Optional.empty(), 10));
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        ApiKey key = key(ACME, 1);
        store().insert(key);

        assertEquals(1, Collections.frequency(together(() -> store().replace(changed(key))), true));
    }

    @Test
    void used_isNoted_andNeverGoesBack() {
        ApiKey key = key(ACME, 1);
        store().insert(key);

        store().used(ACME, key.id(), NOW.plusSeconds(60));
        store().used(ACME, key.id(), NOW.plusSeconds(30));

        ApiKey stored = store().byId(key.id()).orElseThrow();
        assertEquals(Optional.of(NOW.plusSeconds(60)), stored.lastUsed());
        assertEquals(1, stored.version());
    }

    @Test
    void used_betweenReadAndReplace_isKept() {
        ApiKey key = key(ACME, 1);
        store().insert(key);
        store().used(ACME, key.id(), NOW.plusSeconds(60));

        assertTrue(store().replace(changed(key)));

        ApiKey stored = store().byId(key.id()).orElseThrow();
        assertEquals(Optional.of(NOW.plusSeconds(60)), stored.lastUsed());
        assertEquals(2, stored.version());
    }

    @Test
    void used_unknownOrOtherOrganizationsKey_changesNothing() {
        store().insert(key(ACME, 1));

        store().used(GLOBEX, "id1", NOW);
        store().used(ACME, "id2", NOW);

        assertEquals(Optional.of(key(ACME, 1)), store().byId("id1"));
        assertTrue(store().byId("id2").isEmpty());
    }

    @Test
    void page_isInTheOrderOfIds_ofOneOrganization() {
        store().insert(key(GLOBEX, 6));
        for (int number : new int[] {5, 1, 4, 2, 3}) {
            store().insert(key(ACME, number));
        }

        assertEquals(List.of(key(ACME, 1), key(ACME, 2)), store().page(ACME, Optional.empty(), 2));
        assertEquals(List.of(key(ACME, 3), key(ACME, 4)), store().page(ACME, Optional.of("id2"), 2));
        assertEquals(List.of(key(ACME, 5)), store().page(ACME, Optional.of("id4"), 2));
        assertEquals(List.of(), store().page(ACME, Optional.of("id5"), 2));
    }

    @Test
    void pageOf_isOneOwnersOnly() {
        store().insert(key(ACME, 1));
        store().insert(key(ACME, 2, "usr_bob"));
        store().insert(key(ACME, 3));
        store().insert(key(GLOBEX, 4));
        store().insert(key(ACME, 5, "usr_ada2"));

        assertEquals(List.of(key(ACME, 1), key(ACME, 3)), store().pageOf(ACME, "usr_ada", Optional.empty(), 10));
        assertEquals(List.of(key(ACME, 3)), store().pageOf(ACME, "usr_ada", Optional.of("id1"), 10));
        assertEquals(List.of(key(ACME, 1)), store().pageOf(ACME, "usr_ada", Optional.empty(), 1));
        assertEquals(List.of(), store().pageOf(ACME, "usr_carol", Optional.empty(), 10));
    }

    private static <T> List<T> together(Callable<T> step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<T>> running = threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(thread -> step).toList());
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
