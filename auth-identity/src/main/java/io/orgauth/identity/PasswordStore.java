package io.orgauth.identity;

import java.util.Optional;

/** Keeps password hashes. Thread-safe; each method is one atomic unit. */
public interface PasswordStore {
    /**
     * The hash of a user's password.
     *
     * @param user the user
     * @return a PHC or MCF string, or empty if the user has no password
     */
    Optional<String> find(UserId user);

    /**
     * Sets or replaces the hash.
     *
     * @param user the user
     * @param hash a PHC or MCF string
     */
    void put(UserId user, String hash);

    /**
     * Replaces the hash only if it is still the expected one: a rehash must not undo a change of password.
     *
     * @param user the user
     * @param expected the hash that was verified
     * @param hash the new one
     * @return false, and nothing is changed, if another is stored
     */
    boolean replace(UserId user, String expected, String hash);

    /**
     * Removes the password.
     *
     * @param user the user
     * @return false if there was none
     */
    boolean remove(UserId user);
}
