package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Ends the sessions in an organization that a change of its rules does not let go on, in the unit of the change. */
final class EndedSessions {
    private static final int PAGE = 500;

    private EndedSessions() {}

    /** Those in which nothing but this connection proved who somebody is. */
    static int byOnly(Stores unit, OrganizationId organization, String connection, Instant now) {
        return where(
                unit,
                organization,
                now,
                session -> session.proofs().stream().allMatch(proof -> isBy(proof, connection)));
    }

    /** Those of the people who this domain's binding now demands another proof of. Who broke the glass stays. */
    static int otherThan(Stores unit, OrganizationId organization, String domain, String connection, Instant now) {
        return where(
                unit,
                organization,
                now,
                session -> isOf(unit, session.user(), domain)
                        && session.proofs().stream()
                                .noneMatch(proof ->
                                        isBy(proof, connection) || proof.method() == SignInMethod.BREAK_GLASS));
    }

    /** Those in which nothing but a password proved who somebody is. */
    static int byPasswordOnly(Stores unit, OrganizationId organization, Instant now) {
        return where(
                unit,
                organization,
                now,
                session -> session.proofs().stream().allMatch(proof -> proof.method() == SignInMethod.PASSWORD));
    }

    private static int where(Stores unit, OrganizationId organization, Instant now, Predicate<Session> ends) {
        int ended = 0;
        List<Session> page = unit.sessions().ofOrganization(organization, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (Session session : page) {
                ended += ends.test(session) && Revoked.session(unit, session, now) ? 1 : 0;
            }
            String last = page.get(page.size() - 1).id();
            page = unit.sessions().ofOrganization(organization, Optional.of(last), PAGE);
        }
        return ended;
    }

    private static boolean isBy(SignInProof proof, String connection) {
        return proof.external()
                .filter(account -> account.connection().equals(connection))
                .isPresent();
    }

    private static boolean isOf(Stores unit, UserId user, String domain) {
        return unit.users()
                .find(user)
                .filter(person -> person.email().domain().equals(domain))
                .isPresent();
    }
}
