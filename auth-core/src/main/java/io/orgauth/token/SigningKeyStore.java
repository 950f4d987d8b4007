package io.orgauth.token;

import io.orgauth.AuthUnavailableException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps one sealed document: the signing keys of an issuer. All nodes of the issuer share it.
 *
 * <p>Each method is one atomic unit. Implementations must be thread-safe. What is stored can be read only with the
 * {@link io.orgauth.SealingKey}.
 */
public interface SigningKeyStore {
    /**
     * The document of now.
     *
     * @return what was saved last, or empty if nothing was saved yet
     * @throws AuthUnavailableException if the store is out of reach
     */
    Optional<Stored> load();

    /**
     * Puts a document in place of the one with the expected version. When the call returns true, the document is durable.
     *
     * @param expectedVersion the version that was loaded, or 0 if nothing was
     * @param document the new sealed document; it gets version {@code expectedVersion + 1}
     * @return true if it is stored; false, with nothing changed, if another node was first: load again
     * @throws AuthUnavailableException if the store is out of reach; the document is then stored or not, load again
     */
    boolean save(long expectedVersion, byte[] document);

    /**
     * A store that is nowhere but in memory, for tests and demos. Share one to play several nodes.
     *
     * @return an empty store
     */
    static SigningKeyStore inMemory() {
        return new InMemorySigningKeyStore();
    }

    /**
     * A store in one file that only its owner may read; several processes of one machine may share it. After a crash the
     * file holds the old document or the new one.
     *
     * @param path the file; it is made at the first save, its directory must exist
     * @return the store
     */
    static SigningKeyStore file(Path path) {
        return new FileSigningKeyStore(path);
    }

    /** A document and its version. Immutable. */
    final class Stored {
        private final long version;
        private final byte[] document;

        /**
         * The document with its version.
         *
         * @param version 1 for the first document, one more for each that replaces it
         * @param document the sealed document; copied
         */
        public Stored(long version, byte[] document) {
            this.version = version;
            this.document = document.clone();
        }

        /**
         * The version.
         *
         * @return 1 or more
         */
        public long version() {
            return version;
        }

        /**
         * The sealed document.
         *
         * @return a copy
         */
        public byte[] document() {
            return document.clone();
        }

        @Override
        public String toString() {
            return "Stored[version " + version + "]";
        }
    }
}
