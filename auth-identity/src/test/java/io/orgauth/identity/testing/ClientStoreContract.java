package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.ClientSecret;
import io.orgauth.identity.ClientStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ClientStore} does. */
public abstract class ClientStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<OrganizationId> OPERATOR = Optional.empty();

    /** For subclasses. */
    protected ClientStoreContract() {}

    private static ClientApplication client(Optional<OrganizationId> owner, int number, long version) {
        return new ClientApplication(
                "app_" + number,
                owner,
                "loader " + version,
                Set.of(Role.MEMBER),
                Optional.of(URI.create("https://data.example")).filter(uri -> version > 1),
                List.of(
                        new ClientSecret(digest(number), "abcd", NOW, Optional.empty()),
                        new ClientSecret(digest(100 + number), "efgh", NOW, Optional.of(NOW.plusSeconds(60)))),
                version == 1
                        ? ClientMetadata.service()
                        : ClientMetadata.web("https://app.example/callback")
                                .callableFrom("https://app.example")
                                .afterLogout("https://app.example/")
                                .limitedTo(Permission.of("dataset:read"))
                                .retryingWithin(Duration.ofSeconds(version)),
                version == 1,
                version);
    }

    private ClientStore store() {
        return stores().clients();
    }

    @Test
    void find_isByOwnerAndId() {
        ClientApplication acmes = client(Optional.of(ACME), 1, 1);
        ClientApplication operators = client(OPERATOR, 2, 1);
        assertTrue(store().insert(acmes));
        assertTrue(store().insert(operators));
        assertEquals(Optional.of(acmes), store().byId("app_1"));
        assertEquals(Optional.of(acmes), store().find(Optional.of(ACME), "app_1"));
        assertEquals(Optional.of(operators), store().find(OPERATOR, "app_2"));
        assertTrue(store().find(Optional.of(GLOBEX), "app_1").isEmpty());
        assertTrue(store().find(OPERATOR, "app_1").isEmpty());
        assertTrue(store().find(Optional.of(ACME), "app_2").isEmpty());
        assertTrue(store().byId("app_3").isEmpty());
    }

    @Test
    void insert_idOfAnotherOwner_changesNothing() {
        store().insert(client(Optional.of(ACME), 1, 1));
        assertFalse(store().insert(client(Optional.of(GLOBEX), 1, 1)));
        assertFalse(store().insert(client(OPERATOR, 1, 1)));
        assertTrue(store().page(Optional.of(GLOBEX), Optional.empty(), 10).isEmpty());
        assertTrue(store().page(OPERATOR, Optional.empty(), 10).isEmpty());
    }

    @Test
    void replace_versionBefore_isStored() {
        store().insert(client(Optional.of(ACME), 1, 1));
        assertTrue(store().replace(client(Optional.of(ACME), 1, 2)));
        assertEquals(Optional.of(client(Optional.of(ACME), 1, 2)), store().byId("app_1"));
    }

    @Test
    void replace_otherVersionOrOwnerOrGone_changesNothing() {
        ClientApplication first = client(Optional.of(ACME), 1, 1);
        store().insert(first);
        assertFalse(store().replace(first));
        assertFalse(store().replace(client(Optional.of(ACME), 1, 3)));
        assertFalse(store().replace(client(Optional.of(GLOBEX), 1, 2)));
        assertFalse(store().replace(client(OPERATOR, 1, 2)));
        assertFalse(store().replace(client(Optional.of(ACME), 2, 2)));
        assertEquals(List.of(first), store().page(Optional.of(ACME), Optional.empty(), 10));
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        store().insert(client(Optional.of(ACME), 1, 1));
        List<Boolean> replaced = together(thread -> store().replace(client(Optional.of(ACME), 1, 2)));
        assertEquals(1, Collections.frequency(replaced, true));
    }

    @Test
    void page_isInTheOrderOfTheIds_ofOneOwner() {
        for (int number : new int[] {3, 1, 2}) {
            store().insert(client(Optional.of(ACME), number, 1));
        }
        store().insert(client(OPERATOR, 4, 1));
        assertEquals(List.of("app_1", "app_2"), ids(Optional.of(ACME), Optional.empty()));
        assertEquals(List.of("app_3"), ids(Optional.of(ACME), Optional.of("app_2")));
        assertEquals(List.of("app_4"), ids(OPERATOR, Optional.empty()));
    }

    private List<String> ids(Optional<OrganizationId> owner, Optional<String> after) {
        return store().page(owner, after, 2).stream().map(ClientApplication::id).toList();
    }
}
