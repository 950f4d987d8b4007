package io.orgauth.identity;

import java.time.Instant;
import java.util.List;

/** A {@link UsedIdStore} in memory. */
final class InMemoryUsedIdStore implements UsedIdStore {
    private record Use(SecretDigest digest, Instant until) {}

    private final InMemoryTable<Use> uses;

    InMemoryUsedIdStore(InMemoryTransaction transaction) {
        this.uses = new InMemoryTable<>(transaction);
    }

    @Override
    public boolean insert(SecretDigest digest, Instant until) {
        return uses.insert(digest.hex(), new Use(digest, until));
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return uses.atomically(() -> {
            List<Use> old = uses.overBefore(before, Use::until, limit);
            old.forEach(use -> uses.remove(use.digest().hex()));
            return old.size();
        });
    }
}
