package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A {@link PendingAuthorizationStore} in memory. */
final class InMemoryPendingAuthorizationStore implements PendingAuthorizationStore {
    private final InMemoryTable<PendingAuthorization> pending;

    InMemoryPendingAuthorizationStore(InMemoryTransaction transaction) {
        this.pending = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<PendingAuthorization> find(String id) {
        return pending.find(id);
    }

    @Override
    public boolean insert(PendingAuthorization begun) {
        return pending.insert(begun.id(), begun);
    }

    @Override
    public boolean consume(String id) {
        return pending.remove(id).isPresent();
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return pending.atomically(() -> {
            List<PendingAuthorization> expired = pending.overBefore(before, PendingAuthorization::expires, limit);
            expired.forEach(begun -> pending.remove(begun.id()));
            return expired.size();
        });
    }
}
