package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A {@link PendingSignInStore} in memory. */
final class InMemoryPendingSignInStore implements PendingSignInStore {
    private final InMemoryTable<PendingSignIn> pending;

    InMemoryPendingSignInStore(InMemoryTransaction transaction) {
        this.pending = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<PendingSignIn> find(String id) {
        return pending.find(id);
    }

    @Override
    public boolean insert(PendingSignIn begun) {
        return pending.insert(begun.id(), begun);
    }

    @Override
    public boolean replace(PendingSignIn changed) {
        return pending.replace(changed.id(), changed, before -> before.version() + 1 == changed.version());
    }

    @Override
    public boolean consume(PendingSignIn found) {
        return pending.atomically(() -> {
            boolean there = pending.find(found.id())
                    .filter(now -> now.version() == found.version())
                    .isPresent();
            return there && pending.remove(found.id()).isPresent();
        });
    }

    @Override
    public int removeExpired(Instant before, int limit) {
        return pending.atomically(() -> {
            List<PendingSignIn> expired = pending.overBefore(before, PendingSignIn::expires, limit);
            expired.forEach(begun -> pending.remove(begun.id()));
            return expired.size();
        });
    }
}
