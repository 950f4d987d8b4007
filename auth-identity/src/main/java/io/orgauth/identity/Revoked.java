package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.trust.Revocation;
import io.orgauth.trust.Revocation.Kind;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes access tokens back whose signatures stay good: data planes learn of it by their bundles, and the control plane asks the store. Each
 * goes with an event in the organization's chain, by which publishers see that there is something new.
 */
public final class Revoked {
    /** The longest that an access token of ours lives; after it nobody needs to know any more. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private Revoked() {}

    /**
     * Ends a session, and the tokens of its active organization with it.
     *
     * @param unit the stores of the unit that ends it
     * @param session the session
     * @param now when
     * @return false, and nothing is changed, if it has ended before
     */
    public static boolean session(Stores unit, Session session, Instant now) {
        if (!unit.sessions().remove(session.user(), session.id())) {
            return false;
        }
        session(unit, session.id(), session, now);
        return true;
    }

    /**
     * Takes back the tokens of a session that goes on under another id.
     *
     * @param unit the stores of the unit that changes it
     * @param id the id before
     * @param session the session before
     * @param now when
     */
    public static void session(Stores unit, String id, Session session, Instant now) {
        session.organization()
                .ifPresent(organization ->
                        put(unit, organization, Kind.SESSION, id, session.user().value(), now));
    }

    /**
     * Ends what somebody let a client do, and all that it gave.
     *
     * @param unit the stores of the unit that ends it
     * @param authorization what was allowed
     * @param now when
     * @return false, and nothing is changed, if it has ended before
     */
    public static boolean authorization(Stores unit, Authorization authorization, Instant now) {
        boolean removed = unit.authorizations().remove(authorization.id());
        if (removed) {
            put(
                    unit,
                    authorization.organization(),
                    Kind.TOKEN,
                    authorization.id(),
                    authorization.user().value(),
                    now);
        }
        return removed;
    }

    /**
     * Takes one token back.
     *
     * @param unit the stores of the unit
     * @param organization the token's
     * @param id its {@code jti}
     * @param subject its {@code sub}
     * @param now when
     */
    public static void token(Stores unit, OrganizationId organization, String id, String subject, Instant now) {
        put(unit, organization, Kind.TOKEN, id, subject, now);
    }

    /** Takes back all that a user has by now, everywhere: whoever has it may be somebody else. */
    static void everything(Stores unit, UserId user, Instant now) {
        unit.authorizations().removeOfUser(user);
        for (Membership membership : unit.memberships().ofUser(user)) {
            put(unit, membership.organization(), Kind.SUBJECT, user.value(), user.value(), now);
        }
    }

    private static void put(
            Stores unit, OrganizationId organization, Kind kind, String id, String subject, Instant now) {
        unit.revocations().put(organization, new Revocation(kind, id, subject, now, now.plus(LONGEST)));
    }
}
