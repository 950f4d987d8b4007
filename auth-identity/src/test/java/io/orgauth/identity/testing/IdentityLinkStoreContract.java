package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.IdentityLinkStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link IdentityLinkStore} does. */
public abstract class IdentityLinkStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected IdentityLinkStoreContract() {}

    static IdentityLink link(String connection, String subject, int user) {
        return new IdentityLink(connection, subject, user(user), NOW, NOW.plusSeconds(1));
    }

    private IdentityLinkStore store() {
        return stores().identityLinks();
    }

    @Test
    void find_isByConnectionAndSubject() {
        IdentityLink link = link("con_a", "Ada", 1);
        assertTrue(store().insert(link));
        assertEquals(Optional.of(link), store().find("con_a", "Ada"));
        assertTrue(store().find("con_a", "ada").isEmpty(), "a subject is compared exactly");
        assertTrue(store().find("con_a", "Ada ").isEmpty(), "a subject is compared exactly");
        assertTrue(store().find("con_b", "Ada").isEmpty());
    }

    @Test
    void find_longestSubject_isWhole() {
        IdentityLink link = link("con_a", "ü".repeat(512), 1);
        store().insert(link);
        assertEquals(Optional.of(link), store().find("con_a", link.subject()));
        assertTrue(store().find("con_a", "ü".repeat(511)).isEmpty());
    }

    @Test
    void insert_linkedAccount_changesNothing() {
        store().insert(link("con_a", "ada", 1));
        assertFalse(store().insert(link("con_a", "ada", 2)));
        assertTrue(store().ofUser(user(2)).isEmpty());
        assertEquals(Optional.of(link("con_a", "ada", 1)), store().find("con_a", "ada"));
    }

    @Test
    void insert_secondAccountOfAUserAtOneConnection_changesNothing() {
        store().insert(link("con_a", "ada", 1));
        assertFalse(store().insert(link("con_a", "eve", 1)));
        assertTrue(store().find("con_a", "eve").isEmpty());
        assertTrue(store().insert(link("con_b", "eve", 1)));
    }

    @Test
    void insert_8ThreadsWithOneAccount_oneWins() throws Exception {
        List<Boolean> linked = together(thread -> store().insert(link("con_a", "ada", thread)));
        assertEquals(1, Collections.frequency(linked, true));
    }

    @Test
    void insert_8ThreadsForOneUser_oneWins() throws Exception {
        List<Boolean> linked = together(thread -> store().insert(link("con_a", "ada" + thread, 1)));
        assertEquals(1, Collections.frequency(linked, true));
        assertEquals(1, store().ofUser(user(1)).size());
    }

    @Test
    void ofUser_isInTheOrderOfTheConnections() {
        store().insert(link("con_b", "x", 1));
        store().insert(link("con_c", "z", 2));
        store().insert(link("con_a", "y", 1));
        assertEquals(List.of(link("con_a", "y", 1), link("con_b", "x", 1)), store().ofUser(user(1)));
        assertTrue(store().ofUser(user(3)).isEmpty());
    }

    @Test
    void seen_isNotedForThatUserOnly() {
        store().insert(link("con_a", "ada", 1));
        assertTrue(store().seen(link("con_a", "ada", 1), NOW.plusSeconds(9)));
        assertFalse(store().seen(link("con_a", "ada", 2), NOW.plusSeconds(10)));
        assertFalse(store().seen(link("con_a", "eve", 1), NOW.plusSeconds(10)));
        IdentityLink noted = new IdentityLink("con_a", "ada", user(1), NOW, NOW.plusSeconds(9));
        assertEquals(Optional.of(noted), store().find("con_a", "ada"));
        assertEquals(List.of(noted), store().ofUser(user(1)));
    }

    @Test
    void remove_isFreeForAnother() {
        store().insert(link("con_a", "ada", 1));
        assertFalse(store().remove("con_b", "ada"));
        assertTrue(store().remove("con_a", "ada"));
        assertFalse(store().remove("con_a", "ada"));
        assertTrue(store().ofUser(user(1)).isEmpty());
        assertTrue(store().insert(link("con_a", "ada", 2)));
        assertTrue(store().insert(link("con_a", "eve", 1)));
    }

    @Test
    void removeAll_takesThoseOfTheConnection() {
        store().insert(link("con_a", "ada", 1));
        store().insert(link("con_a", "eve", 2));
        store().insert(link("con_ab", "ada", 1));
        store().removeAll("con_a");
        assertTrue(store().find("con_a", "ada").isEmpty());
        assertTrue(store().ofUser(user(2)).isEmpty());
        assertEquals(List.of(link("con_ab", "ada", 1)), store().ofUser(user(1)));
    }
}
