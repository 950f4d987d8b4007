package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ends the sessions of somebody who may not go on, in the unit of the change that says so. */
final class SessionsOfPeople {
    private SessionsOfPeople() {}

    /** All of a user's: who was disabled, or whose password may be known to others, is signed in nowhere. */
    static int end(Stores unit, UserId user) {
        return end(unit, user, session -> true);
    }

    /** Those in which the organization is the active one: who was a member may still be one elsewhere. */
    static int end(Stores unit, UserId user, OrganizationId organization) {
        return end(unit, user, session -> session.organization().equals(Optional.of(organization)));
    }

    private static int end(Stores unit, UserId user, Predicate<Session> which) {
        List<Session> ended =
                unit.sessions().ofUser(user).stream().filter(which).toList();
        ended.forEach(session -> unit.sessions().remove(user, session.id()));
        return ended.size();
    }
}
