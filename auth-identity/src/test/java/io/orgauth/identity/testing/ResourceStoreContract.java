package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.identity.Resource;
import io.orgauth.identity.ResourceStore;
import io.orgauth.identity.Stores;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ResourceStore} does. */
public abstract class ResourceStoreContract extends OwnedStoreContract<Resource> {
    /** For subclasses. */
    protected ResourceStoreContract() {}

    @Override
    ResourceStore store(Stores stores) {
        return stores.resources();
    }

    @Override
    Resource value(OrganizationId organization, int number) {
        return resource(organization, number, uri(organization, number), 1);
    }

    @Override
    Resource changed(Resource value) {
        return new Resource(
                value.organization(),
                value.id(),
                URI.create(value.uri() + "/v"),
                Set.of(),
                Set.of(Permission.of("dataset:write")),
                value.version() + 1);
    }

    private static Resource resource(OrganizationId organization, int number, URI uri, long version) {
        return new Resource(
                organization,
                "res_" + number,
                uri,
                Set.of("https://app.example.com"),
                Set.of(Permission.of("dataset:read")),
                version);
    }

    private static URI uri(OrganizationId organization, int number) {
        return URI.create("https://data" + number + "." + organization.value().replace('_', '-') + ".example");
    }

    @Test
    void byUri_isCurrent() {
        store().insert(value(ACME, 1));
        assertEquals(Optional.of(value(ACME, 1)), store(stores()).byUri(uri(ACME, 1)));
        assertTrue(store(stores()).byUri(URI.create(uri(ACME, 1) + "/")).isEmpty());
        Resource moved = changed(value(ACME, 1));
        store().replace(moved);
        assertTrue(store(stores()).byUri(uri(ACME, 1)).isEmpty());
        assertEquals(Optional.of(moved), store(stores()).byUri(moved.uri()));
        store().remove(ACME, moved.id());
        assertTrue(store(stores()).byUri(moved.uri()).isEmpty());
    }

    @Test
    void insert_takenUri_changesNothing() {
        store().insert(value(ACME, 1));
        assertFalse(store().insert(resource(GLOBEX, 2, uri(ACME, 1), 1)));
        assertTrue(all(GLOBEX).isEmpty());
        assertEquals(Optional.of(value(ACME, 1)), store(stores()).byUri(uri(ACME, 1)));
    }

    @Test
    void replace_takenUri_changesNothing() {
        store().insert(value(ACME, 1));
        store().insert(value(GLOBEX, 2));
        assertFalse(store().replace(resource(GLOBEX, 2, uri(ACME, 1), 2)));
        assertEquals(List.of(value(GLOBEX, 2)), all(GLOBEX));
    }

    @Test
    void insert_oneUriBy8Threads_oneHasIt() throws Exception {
        List<Boolean> inserted = together(thread -> store().insert(resource(ACME, thread, uri(ACME, 0), 1)));
        assertEquals(1, Collections.frequency(inserted, true));
        assertEquals(1, all(ACME).size());
    }
}
