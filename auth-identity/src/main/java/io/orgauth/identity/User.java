package io.orgauth.identity;

import java.util.Optional;

/**
 * A person. It belongs to itself and the operator; organizations see it only through a {@link Membership}.
 *
 * @param id immutable
 * @param email unique among users
 * @param emailProven whether the person has shown that the mailbox is theirs
 * @param externalId the id in a system the user was imported from, unique among users
 * @param enabled false refuses the person everywhere at the next call
 * @param version how often it was changed, 1 when new
 */
public record User(
        UserId id,
        EmailAddress email,
        boolean emailProven,
        Optional<String> externalId,
        boolean enabled,
        long version) {
    User enabled(boolean now) {
        return new User(id, email, emailProven, externalId, now, version + 1);
    }

    User proven() {
        return new User(id, email, true, externalId, enabled, version + 1);
    }

    User withEmail(EmailAddress address, boolean proven) {
        return new User(id, address, proven, externalId, enabled, version + 1);
    }
}
