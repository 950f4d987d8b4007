package io.orgauth.identity;

import java.time.Instant;
import java.util.Optional;

/** Keeps digests of secrets that work once, such as password resets. Thread-safe; each method is one atomic unit. */
public interface OneTimeSecretStore {
    /**
     * Remembers a secret.
     *
     * @param digest of the secret
     * @param purpose what it is for; a secret for one purpose is none for another
     * @param user whose it is
     * @param expires when it ends
     */
    void put(SecretDigest digest, String purpose, UserId user, Instant expires);

    /**
     * Whose secret this is, left where it is: for checking the rest of a request before the secret is used up.
     *
     * @param digest of the secret
     * @param purpose what it must be for
     * @param now secrets that have ended by then are gone
     * @return whose it is, or empty
     */
    Optional<UserId> find(SecretDigest digest, String purpose, Instant now);

    /**
     * Takes the secret; of several callers one gets it.
     *
     * @param digest of the secret
     * @param purpose what it must be for
     * @param now secrets that have ended by then are gone
     * @return whose it was, or empty
     */
    Optional<UserId> consume(SecretDigest digest, String purpose, Instant now);

    /**
     * Forgets all of a user's secrets for a purpose, as a newer one or a changed password demands.
     *
     * @param user the user
     * @param purpose the purpose
     */
    void forget(UserId user, String purpose);

    /**
     * Forgets those that ended before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeExpired(Instant before, int limit);
}
