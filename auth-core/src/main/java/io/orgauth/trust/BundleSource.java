package io.orgauth.trust;

import java.time.Duration;
import java.util.Optional;

/** Where bundles come from. Implementations are thread-safe. */
interface BundleSource {
    /** A document as it came, and the tag, if the source gives one, by which the next question says that it is known. */
    final class Document {
        private final byte[] content;
        private final Optional<String> tag;

        Document(byte[] content, Optional<String> tag) {
            this.content = content;
            this.tag = tag;
        }

        byte[] content() {
            return content;
        }

        Optional<String> tag() {
            return tag;
        }
    }

    /**
     * The document of now.
     *
     * @param known the tag of the one at hand
     * @param patience how long to wait for a change before the answer is "none"
     * @return empty if it is still the known one
     * @throws io.orgauth.http.FetchException if there is no answer
     * @throws java.io.UncheckedIOException if it can't be read
     */
    Optional<Document> document(Optional<String> known, Duration patience);

    /**
     * The content of this name, whose digest the caller checks.
     *
     * @throws io.orgauth.http.FetchException if there is no answer
     * @throws java.io.UncheckedIOException if it can't be read
     */
    byte[] chunk(String name);

    /** How far apart two questions are at least. */
    Duration apart();
}
