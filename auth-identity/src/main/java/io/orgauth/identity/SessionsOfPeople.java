package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ends the sessions of somebody who may not go on, in the unit of the change that says so. */
final class SessionsOfPeople {
    private SessionsOfPeople() {}

    /** All of a user's, and all that they let clients do: who was disabled, or whose password may be known to others, is in nowhere. */
    static int end(Stores unit, UserId user, Instant now) {
        Revoked.everything(unit, user, now);
        return end(unit, user, session -> true, now);
    }

    /** Those in which the organization is the active one: who was a member may still be one elsewhere. */
    static int end(Stores unit, UserId user, OrganizationId organization, Instant now) {
        return end(unit, user, session -> session.organization().equals(Optional.of(organization)), now);
    }

    private static int end(Stores unit, UserId user, Predicate<Session> which, Instant now) {
        List<Session> ended =
                unit.sessions().ofUser(user).stream().filter(which).toList();
        ended.forEach(session -> Revoked.session(unit, session, now));
        return ended.size();
    }
}
