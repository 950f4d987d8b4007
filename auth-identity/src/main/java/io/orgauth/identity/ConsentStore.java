package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Keeps what people consented to. Thread-safe; each method is one atomic unit. */
public interface ConsentStore {
    /**
     * One consent.
     *
     * @param user whose
     * @param organization in which one
     * @param client to whom
     * @param resource where
     * @return it, or empty
     */
    Optional<Consent> find(UserId user, OrganizationId organization, String client, String resource);

    /**
     * A user's consents in an organization, in the order of client and resource.
     *
     * @param user whose
     * @param organization in which one
     * @return all
     */
    List<Consent> of(UserId user, OrganizationId organization);

    /**
     * Keeps a consent in place of the one before, if there is one.
     *
     * @param consent the consent
     */
    void put(Consent consent);

    /**
     * Takes back what a user let a client do.
     *
     * @param user whose
     * @param organization in which one
     * @param client to whom
     * @return how many were removed
     */
    int remove(UserId user, OrganizationId organization, String client);
}
