package io.orgauth.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One way to ask an issuer for its keys. Used by one thread at a time. */
@FunctionalInterface
interface KeyFetch {
    /**
     * The issuer's keys now.
     *
     * @throws io.orgauth.http.FetchException if there is no answer
     * @throws KeysRefusedException if the answer is not to be used
     */
    Fetched fetch();

    /**
     * A usable answer.
     *
     * @param keys at least one
     * @param document what they were read from
     * @param maxAge how long the issuer says it stays fresh
     */
    record Fetched(KeySet keys, String document, Optional<Duration> maxAge) {
        /** Reads a document as every source does, so that none is laxer than another. */
        static Fetched read(byte[] document, Optional<Duration> maxAge) {
            try {
                return new Fetched(KeySet.parse(document), new String(document, StandardCharsets.UTF_8), maxAge);
            } catch (IllegalArgumentException e) {
                throw new KeysRefusedException("invalid_key_set", e.getMessage(), e);
            }
        }
    }
}
