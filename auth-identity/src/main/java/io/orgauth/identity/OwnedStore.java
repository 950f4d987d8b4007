package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one kind of {@link Owned} values. Each method is one atomic unit; across several, use {@link Stores#atomically}.
 *
 * <p>Implementations are thread-safe and pass {@code OwnedStoreContract}.
 *
 * @param <V> the kind
 */
public interface OwnedStore<V extends Owned> {
    /**
     * One value.
     *
     * @param organization the owner
     * @param key the key within the owner
     * @return the value as last committed, or empty, also if it is another organization's
     */
    Optional<V> find(OrganizationId organization, String key);

    /**
     * An organization's values in the order of their keys.
     *
     * @param organization the owner
     * @param after the last key of the page before, or empty for the first page
     * @param limit the most values to return, at least 1
     * @return at most {@code limit} values with keys greater than {@code after}
     */
    List<V> page(OrganizationId organization, Optional<String> after, int limit);

    /**
     * Adds a value of version 1.
     *
     * @param value the new value
     * @return false, and nothing is changed, if its key is taken
     */
    boolean insert(V value);

    /**
     * Replaces the value that has the version before.
     *
     * @param value the changed value, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or is gone
     */
    boolean replace(V value);

    /**
     * Removes a value.
     *
     * @param organization the owner
     * @param key the key
     * @return false if it was not there
     */
    boolean remove(OrganizationId organization, String key);
}
