package io.orgauth.apikey;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the keys: digests, never secrets. Each method is one atomic unit.
 *
 * <p>Implementations are thread-safe and pass {@code ApiKeyStoreContract}, in the test-jar of auth-apikey.
 */
public interface ApiKeyStore {
    /**
     * A store for tests and demonstrations.
     *
     * @return an empty store
     */
    static ApiKeyStore inMemory() {
        return new InMemoryApiKeyStore();
    }

    /**
     * The key with this id, whoever owns it. Only for proving it: everything else names the organization.
     *
     * @param id the id
     * @return it as last committed, or empty
     */
    Optional<ApiKey> byId(String id);

    /**
     * One key of an organization.
     *
     * @param organization the organization
     * @param id the id
     * @return it, or empty, also if it is another organization's
     */
    Optional<ApiKey> find(OrganizationId organization, String id);

    /**
     * An organization's keys in the order of their ids.
     *
     * @param organization the organization
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<ApiKey> page(OrganizationId organization, Optional<String> after, int limit);

    /**
     * One owner's keys in an organization in the order of their ids.
     *
     * @param organization the organization
     * @param owner the id of the user or client application
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<ApiKey> pageOf(OrganizationId organization, String owner, Optional<String> after, int limit);

    /**
     * Adds one of version 1.
     *
     * @param key the new one, never used
     * @return false, and nothing is changed, if its id is taken
     */
    boolean insert(ApiKey key);

    /**
     * Replaces the one that has the version before, but for when it was last used, which stays as it is stored.
     *
     * @param key the changed one, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or is gone
     */
    boolean replace(ApiKey key);

    /**
     * Notes a use, unless a later one is noted. The version stays, so that uses never get in the way of changes.
     *
     * @param organization the organization
     * @param id the id
     * @param time when it was used
     */
    void used(OrganizationId organization, String id, Instant time);
}
