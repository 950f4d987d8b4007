package io.orgauth.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One document in memory, behind its lock. */
final class InMemorySigningKeyStore implements SigningKeyStore {
    private @Nullable Stored stored;

    @Override
    public synchronized Optional<Stored> load() {
        return Optional.ofNullable(stored);
    }

    @Override
    public synchronized boolean save(long expectedVersion, byte[] document) {
        long version = stored == null ? 0 : stored.version();
        if (version != expectedVersion) {
            return false;
        }
        stored = new Stored(version + 1, document);
        return true;
    }
}
