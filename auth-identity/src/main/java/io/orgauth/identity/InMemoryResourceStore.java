package io.orgauth.identity;

import java.net.URI;
import java.util.Optional;

/** A {@link ResourceStore} in memory. */
final class InMemoryResourceStore extends InMemoryOwnedStore<Resource> implements ResourceStore {
    InMemoryResourceStore(InMemoryTransaction transaction) {
        super(transaction);
    }

    @Override
    public Optional<Resource> byUri(URI uri) {
        return table.all(resource -> resource.uri().equals(uri)).stream().findFirst();
    }

    @Override
    boolean mayStand(Resource value) {
        return byUri(value.uri())
                .map(present -> rowKey(present).equals(rowKey(value)))
                .orElse(true);
    }
}
