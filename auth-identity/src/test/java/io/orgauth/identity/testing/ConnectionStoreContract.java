package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.ConnectionStore;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.StoredConnection.Admission;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectionStore} does. */
public abstract class ConnectionStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<OrganizationId> OPERATOR = Optional.empty();

    /** For subclasses. */
    protected ConnectionStoreContract() {}

    /** One that differs in everything that may change from one version to the next. */
    static StoredConnection connection(Optional<OrganizationId> owner, int number, long version) {
        boolean first = version == 1;
        JsonObject settings = JsonObject.builder()
                .put("issuer", "https://idp.example/ü?a=\"" + version)
                .put("enabled", first)
                .put("skew", version)
                .put("nested", JsonArray.of(JsonObject.builder().put("a", "b").build()))
                .build();
        return new StoredConnection(
                owner,
                "con_" + number,
                "stub",
                "Acmé " + version,
                settings,
                first ? Map.of() : Map.of("client_secret", "c2VhbGVk", "key", "a2V5"),
                new Admission(
                        !first,
                        Optional.of(Role.VIEWER).filter(role -> !first),
                        Optional.of(NOW).filter(tested -> !first)),
                version);
    }

    private ConnectionStore store() {
        return stores().connections();
    }

    @Test
    void find_isByOwnerAndId() {
        StoredConnection acmes = connection(Optional.of(ACME), 1, 1);
        StoredConnection shared = connection(OPERATOR, 2, 1);
        assertTrue(store().insert(acmes));
        assertTrue(store().insert(shared));
        assertEquals(Optional.of(acmes), store().byId("con_1"));
        assertEquals(Optional.of(shared), store().byId("con_2"));
        assertEquals(Optional.of(acmes), store().find(Optional.of(ACME), "con_1"));
        assertEquals(Optional.of(shared), store().find(OPERATOR, "con_2"));
        assertTrue(store().find(Optional.of(GLOBEX), "con_1").isEmpty());
        assertTrue(store().find(OPERATOR, "con_1").isEmpty());
        assertTrue(store().find(Optional.of(ACME), "con_2").isEmpty());
        assertTrue(store().byId("con_3").isEmpty());
    }

    @Test
    void insert_idOfAnotherOwner_changesNothing() {
        store().insert(connection(Optional.of(ACME), 1, 1));
        assertFalse(store().insert(connection(Optional.of(GLOBEX), 1, 1)));
        assertFalse(store().insert(connection(OPERATOR, 1, 1)));
        assertTrue(ids(Optional.of(GLOBEX), Optional.empty()).isEmpty());
        assertTrue(ids(OPERATOR, Optional.empty()).isEmpty());
    }

    @Test
    void replace_versionBefore_isStored() {
        for (Optional<OrganizationId> owner : List.of(Optional.of(ACME), OPERATOR)) {
            open();
            store().insert(connection(owner, 1, 1));
            assertTrue(store().replace(connection(owner, 1, 2)));
            assertEquals(Optional.of(connection(owner, 1, 2)), store().byId("con_1"));
            assertEquals(Optional.of(connection(owner, 1, 2)), store().find(owner, "con_1"));
        }
    }

    @Test
    void replace_otherVersionOrOwnerOrGone_changesNothing() {
        StoredConnection first = connection(Optional.of(ACME), 1, 1);
        store().insert(first);
        assertFalse(store().replace(first));
        assertFalse(store().replace(connection(Optional.of(ACME), 1, 3)));
        assertFalse(store().replace(connection(Optional.of(GLOBEX), 1, 2)));
        assertFalse(store().replace(connection(OPERATOR, 1, 2)));
        assertFalse(store().replace(connection(Optional.of(ACME), 2, 2)));
        assertEquals(List.of(first), store().page(Optional.of(ACME), Optional.empty(), 10));
        assertEquals(Optional.of(first), store().byId("con_1"));
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        store().insert(connection(Optional.of(ACME), 1, 1));
        List<Boolean> replaced = together(thread -> store().replace(connection(Optional.of(ACME), 1, 2)));
        assertEquals(1, Collections.frequency(replaced, true));
    }

    @Test
    void remove_otherOwners_changesNothing() {
        store().insert(connection(Optional.of(ACME), 1, 1));
        assertFalse(store().remove(Optional.of(GLOBEX), "con_1"));
        assertFalse(store().remove(OPERATOR, "con_1"));
        assertTrue(store().byId("con_1").isPresent());
        assertTrue(store().remove(Optional.of(ACME), "con_1"));
        assertFalse(store().remove(Optional.of(ACME), "con_1"));
        assertTrue(store().byId("con_1").isEmpty());
        assertTrue(ids(Optional.of(ACME), Optional.empty()).isEmpty());
    }

    @Test
    void page_isInTheOrderOfTheIds_ofOneOwner() {
        for (int number : new int[] {3, 1, 2}) {
            store().insert(connection(Optional.of(ACME), number, 1));
        }
        store().insert(connection(OPERATOR, 4, 1));
        assertEquals(List.of("con_1", "con_2"), ids(Optional.of(ACME), Optional.empty()));
        assertEquals(List.of("con_3"), ids(Optional.of(ACME), Optional.of("con_2")));
        assertEquals(List.of("con_4"), ids(OPERATOR, Optional.empty()));
    }

    private List<String> ids(Optional<OrganizationId> owner, Optional<String> after) {
        return store().page(owner, after, 2).stream().map(StoredConnection::id).toList();
    }
}
