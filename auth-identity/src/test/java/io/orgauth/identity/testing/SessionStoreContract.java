package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.identity.Session;
import io.orgauth.identity.SessionStore;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} does. */
public abstract class SessionStoreContract extends StoreContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Optional<OrganizationId> IN_ACME = Optional.of(ACME);

    /** For subclasses. */
    protected SessionStoreContract() {}

    static SignInProof password() {
        Authentication authentication = new Authentication(
                Optional.of(NOW.minusSeconds(5)), Set.of("pwd", "otp"), Optional.of("urn:acr:\"2\""));
        return new SignInProof(SignInMethod.PASSWORD, NOW.plusNanos(1_000), authentication, Optional.empty());
    }

    static SignInProof external(String connection, String subject) {
        return new SignInProof(
                SignInMethod.CONNECTION,
                NOW,
                Authentication.UNKNOWN,
                Optional.of(new ExternalAccount(
                        connection, subject, Optional.of("sid").filter(sid -> subject.equals("ada")))));
    }

    /** The session of a number; users 1 and 2 have each second one. */
    static Session session(Optional<OrganizationId> organization, int number, SignInProof... proofs) {
        Session.Times times = new Session.Times(NOW, NOW.plusSeconds(1), NOW.plusSeconds(60), NOW.plusSeconds(600));
        return new Session(
                "ses_" + number,
                digest(number),
                user(1 + number % 2),
                organization,
                List.of(proofs),
                times,
                "Browser \"ü\"",
                1);
    }

    private static Session timed(int number, int idleEnd, int end) {
        Session session = session(IN_ACME, number, password());
        return with(session, new Session.Times(NOW, NOW, NOW.plusSeconds(idleEnd), NOW.plusSeconds(end)));
    }

    private static Session with(Session session, Session.Times times) {
        return new Session(
                session.id(),
                session.digest(),
                session.user(),
                session.organization(),
                session.proofs(),
                times,
                session.device(),
                session.version());
    }

    /** What another becomes in the place of one: everything of its own but the version. */
    private static Session next(Session session, long version) {
        return new Session(
                session.id(),
                session.digest(),
                session.user(),
                session.organization(),
                session.proofs(),
                session.times(),
                session.device(),
                version);
    }

    private SessionStore store() {
        return stores().sessions();
    }

    @Test
    void find_isByDigestOrUserAndId() {
        Session first = session(IN_ACME, 1, password(), external("con_a", "ada"), external("con_b", "ada l."));
        Session second = session(Optional.empty(), 2, external("con_a", "eve"));
        assertTrue(store().insert(first));
        assertTrue(store().insert(second));
        assertEquals(Optional.of(first), store().byDigest(digest(1)));
        assertEquals(Optional.of(second), store().byDigest(digest(2)));
        assertEquals(Optional.of(first), store().find(user(2), "ses_1"));
        assertTrue(store().find(user(1), "ses_1").isEmpty(), "it is somebody else's");
        assertTrue(store().byDigest(digest(3)).isEmpty());
    }

    @Test
    void find_inAnOrganization_isOfTheActiveOneOnly() {
        Session first = session(IN_ACME, 1, password());
        store().insert(first);
        store().insert(session(Optional.empty(), 2, password()));
        assertEquals(Optional.of(first), store().find(ACME, "ses_1"));
        assertTrue(store().find(GLOBEX, "ses_1").isEmpty(), "another organization is active in it");
        assertTrue(store().find(ACME, "ses_2").isEmpty(), "none is active in it");
        assertTrue(store().find(ACME, "ses_3").isEmpty());
    }

    @Test
    void insert_takenIdOrDigest_changesNothing() {
        Session first = session(IN_ACME, 1, external("con_a", "ada"));
        store().insert(first);
        Session other = session(IN_ACME, 2, external("con_a", "eve"));
        Session sameDigest = new Session(
                "ses_2", digest(1), other.user(), IN_ACME, other.proofs(), other.times(), other.device(), 1);
        Session sameId = new Session(
                "ses_1", digest(2), other.user(), IN_ACME, other.proofs(), other.times(), other.device(), 1);
        assertFalse(store().insert(sameDigest));
        assertFalse(store().insert(sameId));
        assertEquals(List.of(first), store().ofOrganization(ACME, Optional.empty(), 10));
        assertTrue(store().ofAccount("con_a", "eve").isEmpty());
        assertTrue(store().byDigest(digest(2)).isEmpty());
    }

    @Test
    void ofUserAndOrganization_areInTheOrderOfTheIds() {
        for (int number : new int[] {5, 1, 3, 2}) {
            store().insert(session(IN_ACME, number, password()));
        }
        store().insert(session(Optional.of(GLOBEX), 7, password()));
        store().insert(session(Optional.empty(), 9, password()));
        assertEquals(List.of("ses_1", "ses_3", "ses_5", "ses_7", "ses_9"), ids(store().ofUser(user(2))));
        assertEquals(List.of("ses_1", "ses_2"), ids(store().ofOrganization(ACME, Optional.empty(), 2)));
        assertEquals(List.of("ses_3", "ses_5"), ids(store().ofOrganization(ACME, Optional.of("ses_2"), 2)));
        assertEquals(List.of("ses_7"), ids(store().ofOrganization(GLOBEX, Optional.empty(), 2)));
    }

    private static List<String> ids(List<Session> sessions) {
        return sessions.stream().map(Session::id).toList();
    }

    @Test
    void ofAccount_isEverySessionWithAProofOfThatPerson() {
        store().insert(session(IN_ACME, 1, external("con_a", "ada"), password(), external("con_a", "ada")));
        store().insert(session(IN_ACME, 2, external("con_b", "ada")));
        store().insert(session(Optional.empty(), 3, password(), external("con_b", "x"), external("con_a", "ada")));
        store().insert(session(IN_ACME, 4, password()));
        assertEquals(List.of("ses_1", "ses_3"), ids(store().ofAccount("con_a", "ada")));
        assertEquals(List.of("ses_2"), ids(store().ofAccount("con_b", "ada")));
        assertTrue(store().ofAccount("con_a", "Ada").isEmpty());
    }

    @Test
    void replace_isInThePlaceOfTheOneBefore_underNewIdAndDigest() {
        store().insert(session(IN_ACME, 1, external("con_a", "ada")));
        Session changed = next(session(Optional.of(GLOBEX), 3, password(), external("con_b", "ada")), 2);
        assertTrue(store().replace("ses_1", changed));
        assertEquals(Optional.of(changed), store().byDigest(digest(3)));
        assertTrue(store().byDigest(digest(1)).isEmpty(), "the cookie of before is worth nothing");
        assertEquals(List.of(changed), store().ofUser(user(2)));
        assertTrue(store().ofOrganization(ACME, Optional.empty(), 10).isEmpty());
        assertTrue(store().ofAccount("con_a", "ada").isEmpty());
        assertEquals(List.of(changed), store().ofAccount("con_b", "ada"));
    }

    @Test
    void replace_underTheSameId_isStored() {
        store().insert(session(IN_ACME, 1, external("con_a", "ada"), password()));
        Session changed = next(session(IN_ACME, 1, password()), 2);
        assertTrue(store().replace("ses_1", changed));
        assertEquals(Optional.of(changed), store().byDigest(digest(1)));
        assertTrue(store().ofAccount("con_a", "ada").isEmpty());
    }

    @Test
    void replace_otherVersionOrGone_changesNothing() {
        Session first = session(IN_ACME, 1, external("con_a", "ada"));
        store().insert(first);
        assertFalse(store().replace("ses_1", next(session(IN_ACME, 3, password()), 1)));
        assertFalse(store().replace("ses_1", next(session(IN_ACME, 3, password()), 3)));
        assertFalse(store().replace("ses_2", next(session(IN_ACME, 3, password()), 2)));
        assertEquals(List.of(first), store().ofUser(user(2)));
        assertEquals(List.of(first), store().ofAccount("con_a", "ada"));
        assertTrue(store().byDigest(digest(3)).isEmpty());
    }

    @Test
    void replace_byAnothersIdOrDigest_changesNothing() {
        Session first = session(IN_ACME, 1, password());
        Session third = session(IN_ACME, 3, password());
        store().insert(first);
        store().insert(third);
        Session sameDigest =
                new Session("ses_5", digest(3), first.user(), IN_ACME, first.proofs(), first.times(), "", 2);
        Session sameId = new Session("ses_3", digest(5), first.user(), IN_ACME, first.proofs(), first.times(), "", 2);
        assertFalse(store().replace("ses_1", sameDigest));
        assertFalse(store().replace("ses_1", sameId));
        assertEquals(List.of(first, third), store().ofUser(user(2)));
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        store().insert(session(IN_ACME, 1, external("con_a", "ada")));
        List<Boolean> replaced = together(thread ->
                store().replace("ses_1", next(session(IN_ACME, 11 + 2 * thread, external("con_a", "ada")), 2)));
        assertEquals(1, Collections.frequency(replaced, true));
        assertEquals(1, store().ofUser(user(2)).size());
        assertEquals(1, store().ofAccount("con_a", "ada").size());
    }

    @Test
    void seen_movesTheIdleEnd_andNotTheVersion() {
        Session session = session(IN_ACME, 1, password());
        store().insert(session);
        store().seen("ses_1", NOW.plusSeconds(30), NOW.plusSeconds(90));
        store().seen("ses_3", NOW.plusSeconds(30), NOW.plusSeconds(90));
        Session used =
                with(session, new Session.Times(NOW, NOW.plusSeconds(30), NOW.plusSeconds(90), NOW.plusSeconds(600)));
        assertEquals(Optional.of(used), store().byDigest(digest(1)));
        assertEquals(List.of(used), store().ofUser(user(2)));
        assertTrue(store().byDigest(digest(3)).isEmpty());
    }

    @Test
    void remove_isTheUsersOnly() {
        store().insert(session(IN_ACME, 1, external("con_a", "ada")));
        assertFalse(store().remove(user(1), "ses_1"));
        assertTrue(store().remove(user(2), "ses_1"));
        assertFalse(store().remove(user(2), "ses_1"));
        assertTrue(store().byDigest(digest(1)).isEmpty());
        assertTrue(store().ofAccount("con_a", "ada").isEmpty());
        assertTrue(store().insert(session(IN_ACME, 1, external("con_a", "ada"))));
    }

    @Test
    void removeAgainstReplace_8Threads_oneWins() throws Exception {
        store().insert(session(IN_ACME, 1, external("con_a", "ada")));
        List<Boolean> won = together(thread -> thread % 2 == 0
                ? store().remove(user(2), "ses_1")
                : store().replace("ses_1", next(session(IN_ACME, 11 + 2 * thread, password()), 2)));
        assertEquals(1, Collections.frequency(won, true));
        assertTrue(store().byDigest(digest(1)).isEmpty());
    }

    @Test
    void removeExpired_byEitherEnd_takesTheOldest_andAtMostTheLimit() {
        store().insert(timed(1, 2, 600));
        store().insert(timed(2, 600, 1));
        store().insert(timed(3, 3, 600));
        assertEquals(0, store().removeExpired(NOW.plusSeconds(1), 10));
        assertEquals(1, store().removeExpired(NOW.plusSeconds(3), 1));
        assertEquals(List.of("ses_1", "ses_3"), ids(store().ofOrganization(ACME, Optional.empty(), 10)));
        assertEquals(1, store().removeExpired(NOW.plusSeconds(3), 10));
        assertTrue(store().byDigest(digest(1)).isEmpty());
        assertEquals(List.of("ses_3"), ids(store().ofOrganization(ACME, Optional.empty(), 10)));
    }

    @Test
    void removeExpired_afterAUse_goesByTheNewEnd_butNeverBeyondTheLatest() {
        store().insert(timed(1, 10, 600));
        store().insert(timed(2, 10, 20));
        store().seen("ses_1", NOW, NOW.plusSeconds(50));
        store().seen("ses_2", NOW, NOW.plusSeconds(50));
        assertEquals(1, store().removeExpired(NOW.plusSeconds(30), 10));
        assertEquals(List.of("ses_1"), ids(store().ofOrganization(ACME, Optional.empty(), 10)));
    }
}
