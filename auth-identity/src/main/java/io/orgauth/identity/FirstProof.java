package io.orgauth.identity;

/**
 * The first proof that an e-mail address is its user's. Whoever used the address before may have been somebody else, who waited there
 * for its owner, so nothing of theirs stays good: no password, session or account at an identity provider.
 */
final class FirstProof {
    private FirstProof() {}

    /** The user whose address is proven now, in the unit of what proves it. */
    static User of(Stores unit, User user) {
        if (user.emailProven()) {
            return user;
        }
        User proven = user.proven();
        Checked.replaced(unit.users().replace(proven));
        unit.passwords().remove(user.id());
        SessionsOfPeople.end(unit, user.id());
        for (IdentityLink link : unit.identityLinks().ofUser(user.id())) {
            unit.identityLinks().remove(link.connection(), link.subject());
        }
        return proven;
    }
}
