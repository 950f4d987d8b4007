package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.User;
import io.orgauth.identity.UserStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} does. */
public abstract class UserStoreContract extends StoreContract {
    private static final User ANN = user(1, "ann@example.com", Optional.of("x1"), 1);
    private static final User BEN = user(2, "ben@example.com", Optional.empty(), 1);

    /** For subclasses. */
    protected UserStoreContract() {}

    private static User user(int number, String email, Optional<String> externalId, long version) {
        return new User(user(number), EmailAddress.of(email), version > 1, externalId, version == 1, version);
    }

    private UserStore store() {
        return stores().users();
    }

    @Test
    void insert_isFoundByEveryKey() {
        assertTrue(store().insert(ANN));
        assertTrue(store().insert(BEN));
        assertEquals(Optional.of(ANN), store().find(ANN.id()));
        assertEquals(Optional.of(BEN), store().byEmail(EmailAddress.of("BEN@Example.com")));
        assertEquals(Optional.of(ANN), store().byExternalId("x1"));
        assertTrue(store().find(user(3)).isEmpty());
        assertTrue(store().byEmail(EmailAddress.of("eve@example.com")).isEmpty());
        assertTrue(store().byExternalId("X1").isEmpty());
    }

    @Test
    void insert_takenIdOrEmailOrExternalId_changesNothing() {
        store().insert(ANN);
        assertFalse(store().insert(user(1, "eve@example.com", Optional.empty(), 1)));
        assertFalse(store().insert(user(3, "ann@example.com", Optional.empty(), 1)));
        assertFalse(store().insert(user(3, "eve@example.com", Optional.of("x1"), 1)));
        assertEquals(List.of(ANN), store().page(Optional.empty(), 10));
        assertTrue(store().byEmail(EmailAddress.of("eve@example.com")).isEmpty());
    }

    @Test
    void insert_withoutExternalId_isNobodysTwin() {
        assertTrue(store().insert(BEN));
        assertTrue(store().insert(user(3, "eve@example.com", Optional.empty(), 1)));
    }

    @Test
    void replace_newKeys_freesTheOldOnes() {
        store().insert(ANN);
        User changed = user(1, "anna@example.com", Optional.of("x2"), 2);
        assertTrue(store().replace(changed));
        assertEquals(Optional.of(changed), store().byEmail(changed.email()));
        assertEquals(Optional.of(changed), store().byExternalId("x2"));
        assertTrue(store().byEmail(ANN.email()).isEmpty());
        assertTrue(store().byExternalId("x1").isEmpty());
        assertTrue(store().insert(user(3, "ann@example.com", Optional.of("x1"), 1)));
    }

    @Test
    void replace_otherVersionOrTakenKeyOrGone_changesNothing() {
        store().insert(ANN);
        store().insert(BEN);
        assertFalse(store().replace(user(1, "ann@example.com", Optional.of("x1"), 1)));
        assertFalse(store().replace(user(1, "ann@example.com", Optional.of("x1"), 3)));
        assertFalse(store().replace(user(1, "ben@example.com", Optional.of("x1"), 2)));
        assertFalse(store().replace(user(2, "ben@example.com", Optional.of("x1"), 2)));
        assertFalse(store().replace(user(3, "eve@example.com", Optional.empty(), 2)));
        assertEquals(List.of(ANN, BEN), store().page(Optional.empty(), 10));
        assertEquals(Optional.of(ANN), store().byExternalId("x1"));
        assertEquals(Optional.of(BEN), store().byEmail(BEN.email()));
    }

    @Test
    void insert_oneAddressBy8Threads_oneHasIt() throws Exception {
        List<Boolean> inserted =
                together(thread -> store().insert(user(thread, "ann@example.com", Optional.empty(), 1)));
        assertEquals(1, Collections.frequency(inserted, true));
        assertEquals(1, store().page(Optional.empty(), 10).size());
    }

    @Test
    void page_isInTheOrderOfTheIds() {
        store().insert(BEN);
        store().insert(ANN);
        assertEquals(List.of(ANN), store().page(Optional.empty(), 1));
        assertEquals(List.of(BEN), store().page(Optional.of(ANN.id().value()), 5));
        assertTrue(store().page(Optional.of(BEN.id().value()), 5).isEmpty());
    }
}
