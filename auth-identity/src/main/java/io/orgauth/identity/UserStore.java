package io.orgauth.identity;

import java.util.List;
import java.util.Optional;

/** Keeps the users. Thread-safe; each method is one atomic unit. */
public interface UserStore {
    /**
     * One user.
     *
     * @param id the id
     * @return it as last committed, or empty
     */
    Optional<User> find(UserId id);

    /**
     * The user with this address.
     *
     * @param email the folded address
     * @return at most one
     */
    Optional<User> byEmail(EmailAddress email);

    /**
     * The user that was imported with this id.
     *
     * @param externalId the id elsewhere
     * @return at most one
     */
    Optional<User> byExternalId(String externalId);

    /**
     * Users in the order of their ids.
     *
     * @param after the last id of the page before, or empty
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<User> page(Optional<String> after, int limit);

    /**
     * Adds one of version 1.
     *
     * @param user the new one
     * @return false, and nothing is changed, if its id, e-mail or external id is taken
     */
    boolean insert(User user);

    /**
     * Replaces the one that has the version before.
     *
     * @param user the changed one, with its version one higher
     * @return false, and nothing is changed, if the stored one has another version or is gone, or its e-mail is taken
     */
    boolean replace(User user);
}
