package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Organization;
import io.orgauth.identity.OrganizationStore;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link OrganizationStore} does. */
public abstract class OrganizationStoreContract extends StoreContract {
    private static final Organization FIRST = organization(1, "first", 1);
    private static final Organization SECOND = organization(2, "second", 1);

    /** For subclasses. */
    protected OrganizationStoreContract() {}

    private static Organization organization(int number, String slug, long version) {
        return new Organization(OrganizationId.of("org_" + number), slug, "Größe " + number, version == 1, version);
    }

    private OrganizationStore store() {
        return stores().organizations();
    }

    @Test
    void insert_isFoundByIdAndSlug() {
        assertTrue(store().insert(FIRST));
        assertTrue(store().insert(SECOND));
        assertEquals(Optional.of(FIRST), store().find(FIRST.id()));
        assertEquals(Optional.of(SECOND), store().bySlug("second"));
        assertTrue(store().find(OrganizationId.of("org_3")).isEmpty());
        assertTrue(store().bySlug("third").isEmpty());
    }

    @Test
    void insert_takenIdOrSlug_changesNothing() {
        store().insert(FIRST);
        assertFalse(store().insert(organization(1, "other", 1)));
        assertFalse(store().insert(organization(2, "first", 1)));
        assertEquals(List.of(FIRST), store().page(Optional.empty(), 10));
        assertTrue(store().bySlug("other").isEmpty());
        assertEquals(Optional.of(FIRST), store().bySlug("first"));
    }

    @Test
    void replace_newSlug_freesTheOldOne() {
        store().insert(FIRST);
        Organization renamed = organization(1, "renamed", 2);
        assertTrue(store().replace(renamed));
        assertEquals(Optional.of(renamed), store().bySlug("renamed"));
        assertTrue(store().bySlug("first").isEmpty());
        assertTrue(store().insert(organization(3, "first", 1)));
    }

    @Test
    void replace_otherVersionOrTakenSlugOrGone_changesNothing() {
        store().insert(FIRST);
        store().insert(SECOND);
        assertFalse(store().replace(organization(1, "first", 1)));
        assertFalse(store().replace(organization(1, "first", 3)));
        assertFalse(store().replace(organization(1, "second", 2)));
        assertFalse(store().replace(organization(3, "third", 2)));
        assertEquals(List.of(FIRST, SECOND), store().page(Optional.empty(), 10));
        assertEquals(Optional.of(SECOND), store().bySlug("second"));
        assertTrue(store().bySlug("third").isEmpty());
    }

    @Test
    void insert_oneSlugBy8Threads_oneHasIt() throws Exception {
        List<Boolean> inserted = together(thread -> store().insert(organization(thread, "slug", 1)));
        assertEquals(1, Collections.frequency(inserted, true));
        assertEquals(1, store().page(Optional.empty(), 10).size());
    }

    @Test
    void page_isInTheOrderOfTheIds() {
        store().insert(SECOND);
        store().insert(FIRST);
        assertEquals(List.of(FIRST), store().page(Optional.empty(), 1));
        assertEquals(List.of(SECOND), store().page(Optional.of("org_1"), 1));
        assertTrue(store().page(Optional.of("org_2"), 1).isEmpty());
    }
}
