package io.orgauth.token;

import io.orgauth.AuthUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Changes the stored keys: load, unseal, apply, seal, save, and all of it again if another node was first. Thread-safe. */
final class SigningKeyVault {
    private static final int ATTEMPTS = 32;

    private final SigningKeyStore store;
    private final SigningKeyDocument document;
    private final SigningKeyGenerator generator;
    private final Clock clock;

    SigningKeyVault(SigningKeyStore store, SigningKeyDocument document, SigningKeyGenerator generator, Clock clock) {
        this.store = store;
        this.document = document;
        this.generator = generator;
        this.clock = clock;
    }

    /**
     * What is stored after the change; nothing is written if it changes nothing. Makes the first keys if there are none.
     *
     * @param knownVersion the version this node has seen, or 0
     */
    Entry change(long knownVersion, Change change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<SigningKeyStore.Stored> stored = store.load();
            requireNotOlder(knownVersion, versionOf(stored));
            Optional<Entry> changed = stored.isEmpty() ? saveFirst() : saveChanged(stored.get(), change);
            if (changed.isPresent()) {
                return changed.get();
            }
        }
        throw new AuthUnavailableException(
                SigningKeysReason.SIGNING_KEYS_UNAVAILABLE,
                "other nodes changed the signing keys " + ATTEMPTS + " times in a row");
    }

    private Optional<Entry> saveFirst() {
        return save(0, SigningKeySet.first(generator, clock.instant()));
    }

    private Optional<Entry> saveChanged(SigningKeyStore.Stored stored, Change change) {
        byte[] sealed = stored.document();
        SigningKeySet loaded = document.unseal(stored.version(), sealed);
        SigningKeySet wanted = change.apply(loaded, clock.instant());
        if (wanted == loaded && document.isCurrent(sealed)) {
            return Optional.of(new Entry(stored.version(), loaded));
        }
        return save(stored.version(), wanted);
    }

    private Optional<Entry> save(long expectedVersion, SigningKeySet set) {
        long version = expectedVersion + 1;
        boolean saved = store.save(expectedVersion, document.seal(version, set));
        return saved ? Optional.of(new Entry(version, set)) : Optional.empty();
    }

    /** An older document would bring back a removed key; a vanished one would end every token in silence. */
    private static void requireNotOlder(long known, long stored) {
        if (stored < known) {
            throw new IllegalStateException("stored signing keys went back from version " + known + " to " + stored
                    + ", restore the newer ones or restart every node to accept the older");
        }
    }

    private static long versionOf(Optional<SigningKeyStore.Stored> stored) {
        return stored.map(SigningKeyStore.Stored::version).orElse(0L);
    }

    /** What to do to the keys at the time of an attempt; returns the same set if there is nothing to do. */
    interface Change {
        SigningKeySet apply(SigningKeySet set, Instant now);
    }

    /**
     * The keys and the version they are stored under.
     *
     * @param version 1 or more
     * @param set the keys, which redact themselves
     */
    record Entry(long version, SigningKeySet set) {}
}
