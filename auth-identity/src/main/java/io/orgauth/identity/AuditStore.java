package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Keeps each organization's chain of audit entries; nothing is ever changed or removed. Thread-safe. */
public interface AuditStore {
    /**
     * The newest entry. A change of the organization reads it first of all, so a store may lock the chain here until the unit
     * ends; one that does not must refuse to append what another unit has overtaken.
     *
     * @param organization whose chain
     * @return the entry with the highest sequence, or empty
     */
    Optional<AuditEntry> head(OrganizationId organization);

    /**
     * Adds the next entry.
     *
     * @param entry with a sequence one higher than the head's
     * @return false, and nothing is changed, if the sequence is taken: read the head again
     */
    boolean append(AuditEntry entry);

    /**
     * Entries in the order of their sequence.
     *
     * @param organization whose chain
     * @param after the last sequence of the page before, 0 for the first page
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<AuditEntry> page(OrganizationId organization, long after, int limit);
}
