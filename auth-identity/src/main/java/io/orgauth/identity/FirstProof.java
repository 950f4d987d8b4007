package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.apikey.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first proof that an e-mail address is its user's. Whoever used the address before may have been somebody else, who waited there
 * for its owner, so nothing of theirs stays good: no password, session, authorization, account at an identity provider or API key.
 */
final class FirstProof {
    private static final int PAGE = 100;

    private FirstProof() {}

    /** The user whose address is proven now, in the unit of what proves it. */
    static User of(Stores unit, User user, Instant now) {
        if (user.emailProven()) {
            return user;
        }
        User proven = user.proven();
        Checked.replaced(unit.users().replace(proven));
        unit.passwords().remove(user.id());
        SessionsOfPeople.end(unit, user.id(), now);
        for (IdentityLink link : unit.identityLinks().ofUser(user.id())) {
            unit.identityLinks().remove(link.connection(), link.subject());
        }
        for (Membership membership : unit.memberships().ofUser(user.id())) {
            deactivateKeys(unit, membership.organization(), user.id(), now);
        }
        return proven;
    }

    private static void deactivateKeys(Stores unit, OrganizationId organization, UserId user, Instant now) {
        List<ApiKey> page = unit.apiKeys().pageOf(organization, user.value(), Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.stream()
                    .filter(key -> key.validAt(now))
                    .forEach(key -> Checked.replaced(unit.apiKeys().replace(key.endedAt(now))));
            Optional<String> last = Optional.of(page.get(page.size() - 1).id());
            page = unit.apiKeys().pageOf(organization, user.value(), last, PAGE);
        }
    }
}
