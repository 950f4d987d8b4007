package io.orgauth.identity;

import java.util.List;
import java.util.Optional;

/** Keeps the domains. At most one organization has a name verified: insert and replace return false for a second. */
public interface DomainStore extends OwnedStore<DomainClaim> {
    /**
     * The organization's proven claim of this name.
     *
     * @param name the folded name
     * @return at most one
     */
    Optional<DomainClaim> verified(String name);

    /**
     * Verified domains in the order of their names, for rechecking.
     *
     * @param after the last name of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<DomainClaim> verifiedPage(Optional<String> after, int limit);
}
