package io.orgauth.identity;

import java.net.URI;
import java.util.Optional;

/** A {@link ResourceStore} in memory. */
final class InMemoryResourceStore extends InMemoryOwnedStore<Resource> implements ResourceStore {
    InMemoryResourceStore(InMemoryTransaction transaction) {
        super(transaction, resource -> Optional.of(resource.uri().toString()));
    }

    @Override
    public Optional<Resource> byUri(URI uri) {
        return findBySecondKey(uri.toString());
    }
}
