package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Owned;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.Stores;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link OwnedStore} does.
 *
 * @param <V> the kind
 */
public abstract class OwnedStoreContract<V extends Owned> extends StoreContract {
    /** For subclasses. */
    protected OwnedStoreContract() {}

    abstract OwnedStore<V> store(Stores stores);

    /** A new value; keys are in the order of the numbers, and the same in every organization. */
    abstract V value(OrganizationId organization, int number);

    /** The value changed, one version up. */
    abstract V changed(V value);

    final OwnedStore<V> store() {
        return store(stores());
    }

    @Test
    void find_inserted_isWhatWasInserted() {
        V value = value(ACME, 1);
        assertTrue(store().insert(value));
        assertEquals(Optional.of(value), store().find(ACME, value.key()));
    }

    @Test
    void find_otherOrganizationsKey_isEmpty() {
        V value = value(ACME, 1);
        store().insert(value);
        assertTrue(store().find(GLOBEX, value.key()).isEmpty());
    }

    @Test
    void find_unknownKey_isEmpty() {
        assertTrue(store().find(ACME, value(ACME, 1).key()).isEmpty());
    }

    @Test
    void insert_takenKey_changesNothing() {
        V value = value(ACME, 1);
        store().insert(value);
        assertFalse(store().insert(value));
        assertFalse(store().insert(changed(value)));
        assertEquals(List.of(value), all(ACME));
    }

    @Test
    void insert_sameKeyInAnotherOrganization_isAnother() {
        assertTrue(store().insert(value(ACME, 1)));
        assertTrue(store().insert(value(GLOBEX, 1)));
        assertEquals(List.of(value(ACME, 1)), all(ACME));
        assertEquals(List.of(value(GLOBEX, 1)), all(GLOBEX));
    }

    @Test
    void insert_8Threads_oneWins() throws Exception {
        assertEquals(1, Collections.frequency(together(thread -> store().insert(value(ACME, 1))), true));
        assertEquals(List.of(value(ACME, 1)), all(ACME));
    }

    @Test
    void replace_versionBefore_isStored() {
        V value = value(ACME, 1);
        store().insert(value);
        assertTrue(store().replace(changed(value)));
        assertTrue(store().replace(changed(changed(value))));
        assertEquals(Optional.of(changed(changed(value))), store().find(ACME, value.key()));
    }

    @Test
    void replace_otherVersion_changesNothing() {
        V value = value(ACME, 1);
        store().insert(value);
        assertFalse(store().replace(value));
        assertFalse(store().replace(changed(changed(value))));
        assertEquals(List.of(value), all(ACME));
    }

    @Test
    void replace_whatIsNotThere_addsNothing() {
        store().insert(value(GLOBEX, 1));
        assertFalse(store().replace(changed(value(ACME, 1))));
        assertTrue(all(ACME).isEmpty());
        assertEquals(List.of(value(GLOBEX, 1)), all(GLOBEX));
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        V value = value(ACME, 1);
        store().insert(value);
        assertEquals(1, Collections.frequency(together(thread -> store().replace(changed(value))), true));
        assertEquals(List.of(changed(value)), all(ACME));
    }

    @Test
    void remove_present_isGone() {
        V value = value(ACME, 1);
        store().insert(value);
        assertTrue(store().remove(ACME, value.key()));
        assertFalse(store().remove(ACME, value.key()));
        assertTrue(all(ACME).isEmpty());
        assertTrue(store().insert(value));
    }

    @Test
    void remove_otherOrganizationsKey_changesNothing() {
        V value = value(ACME, 1);
        store().insert(value);
        assertFalse(store().remove(GLOBEX, value.key()));
        assertEquals(List.of(value), all(ACME));
    }

    @Test
    void page_isInTheOrderOfTheKeys_ofOneOrganization() {
        store().insert(value(GLOBEX, 3));
        for (int number : new int[] {5, 1, 4, 2, 3}) {
            store().insert(value(ACME, number));
        }
        List<V> first = store().page(ACME, Optional.empty(), 2);
        assertEquals(List.of(value(ACME, 1), value(ACME, 2)), first);
        List<V> second = store().page(ACME, Optional.of(first.get(1).key()), 2);
        assertEquals(List.of(value(ACME, 3), value(ACME, 4)), second);
        assertEquals(
                List.of(value(ACME, 5)),
                store().page(ACME, Optional.of(second.get(1).key()), 2));
        assertTrue(store().page(ACME, Optional.of(value(ACME, 5).key()), 2).isEmpty());
    }

    @Test
    void page_afterWhatIsGone_goesOnBehindIt() {
        for (int number = 1; number <= 3; number++) {
            store().insert(value(ACME, number));
        }
        store().remove(ACME, value(ACME, 2).key());
        assertEquals(
                List.of(value(ACME, 3)),
                store().page(ACME, Optional.of(value(ACME, 2).key()), 2));
    }

    final List<V> all(OrganizationId organization) {
        return store().page(organization, Optional.empty(), 1_000);
    }
}
