package io.orgauth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Reason;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How sessions begin, change organization and end. */
class SessionsTest {
    private final SessionsFixture fixture = new SessionsFixture();
    private final Sessions sessions = fixture.sessions;
    private final User ada = fixture.ada;

    private static void assertDenied(Reason reason, Executable attempt) {
        assertEquals(
                reason, assertThrows(PermissionDeniedException.class, attempt).reason());
    }

    private StartedSession again(StartedSession before, SignInProof proof) {
        return sessions.begin(ada, before.session().organization(), proof, Optional.of(before.session()), "Firefox");
    }

    @Test
    void begin_keepsADigestOnly_andShowsTheSecretToNobody() {
        StartedSession started = fixture.signedIn(ada, fixture.acme);

        assertEquals(SecretDigest.of(started.secret()), fixture.stored(started).digest());
        assertFalse(started.toString().contains(started.secret()));
        assertFalse(fixture.stored(started).toString().contains(started.secret()));
        assertEquals(Optional.of(fixture.stored(started)), sessions.find(started.secret()));
    }

    @Test
    void begin_isAudited_withThePersonAndTheSession() {
        StartedSession started = fixture.signedIn(ada, fixture.acme);

        var event = fixture.events(fixture.acme, "session.started").get(0);
        var actor = event.object("actor").orElseThrow();
        assertEquals(Optional.of(ada.id().value()), actor.string("subject"));
        assertEquals(
                Optional.of(started.session().id()),
                actor.object("credential").orElseThrow().string("id"));
        assertEquals(
                Optional.of("password"), event.object("details").orElseThrow().string("method"));
        assertFalse(event.toString().contains(started.secret()));
    }

    /** Fixation: whatever cookie the browser had before, planted or not, opens nothing afterwards. */
    @Test
    void begin_inABrowserWithASession_givesAnotherIdAndSecretAndEndsTheOld() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);

        StartedSession after = again(before, fixture.password());

        assertNotEquals(before.session().id(), after.session().id());
        assertNotEquals(before.secret(), after.secret());
        assertFalse(fixture.lives(before));
        assertTrue(fixture.lives(after));
        assertEquals(1, fixture.events(fixture.acme, "session.ended").size());
    }

    @Test
    void begin_sameUser_keepsWhatWasProvedBefore() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession before = fixture.signedIn(ada, fixture.acme);

        StartedSession after = again(before, fixture.connection("con_acme", "ada", "s1"));

        assertEquals(
                List.of(SignInMethod.PASSWORD, SignInMethod.CONNECTION),
                after.session().proofs().stream().map(SignInProof::method).toList());
    }

    @Test
    void begin_afterTheOneBeforeHasEnded_keepsNothingOfIt() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession ended = fixture.signedIn(ada, fixture.acme);
        sessions.end(ended.session());
        StartedSession takenBack =
                again(fixture.signedIn(ada, fixture.acme), fixture.connection("con_acme", "ada", "s1"));
        sessions.endByConnection("con_acme", "ada", Optional.of("s1"));
        SignInProof byAcme = fixture.connection("con_acme", "ada", "s2");

        assertEquals(List.of(byAcme), again(ended, byAcme).session().proofs());
        assertEquals(
                List.of(fixture.password()),
                again(takenBack, fixture.password()).session().proofs());
    }

    @Test
    void begin_sameWayAgain_replacesTheEarlierProof() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);
        fixture.time.pass(Duration.ofMinutes(1));
        SignInProof now = fixture.password();

        assertEquals(List.of(now), again(before, now).session().proofs());
    }

    @Test
    void begin_manyWays_keepsTheNewestEight() {
        StartedSession session = fixture.signedIn(ada, fixture.acme);
        for (int i = 0; i < 9; i++) {
            fixture.connect(fixture.acme, "con_" + i, "ada", ada);
            session = again(session, fixture.connection("con_" + i, "ada", "s"));
        }

        List<SignInProof> proofs = session.session().proofs();
        assertEquals(8, proofs.size());
        assertEquals("con_1", proofs.get(0).external().orElseThrow().connection());
    }

    @Test
    void begin_anotherUser_takesNothingOver() {
        StartedSession adas = fixture.signedIn(ada, fixture.acme);

        StartedSession bobs = sessions.begin(
                fixture.bob, Optional.of(fixture.acme), fixture.password(), Optional.of(adas.session()), "Firefox");

        assertEquals(List.of(fixture.password()), bobs.session().proofs());
        assertFalse(fixture.lives(adas));
    }

    @Test
    void begin_whereTheProofDoesNotCount_beginsAndEndsNothing() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);
        fixture.policy(fixture.globex, false, Duration.ofHours(1), Duration.ofHours(12));

        assertDenied(
                AccessPolicyReason.PASSWORD_NOT_ALLOWED,
                () -> sessions.begin(
                        ada,
                        Optional.of(fixture.globex),
                        fixture.password(),
                        Optional.of(before.session()),
                        "Firefox"));

        assertTrue(fixture.lives(before));
        assertEquals(1, sessions.of(ada.id()).size());
    }

    @Test
    void begin_tooManyOfOneUser_endsTheOneUnusedForLongest() {
        List<StartedSession> all = new ArrayList<>();
        for (int i = 0; i < Sessions.MOST_OF_ONE_USER; i++) {
            all.add(fixture.signedIn(ada, fixture.acme));
            fixture.time.pass(Duration.ofSeconds(1));
        }
        assertTrue(fixture.lives(all.get(0)));

        fixture.signedIn(ada, fixture.acme);

        assertFalse(fixture.lives(all.get(0)));
        assertTrue(fixture.lives(all.get(1)));
        assertEquals(Sessions.MOST_OF_ONE_USER, sessions.of(ada.id()).size());
    }

    @Test
    void begin_deviceThatSaysTooMuch_isShortened() {
        StartedSession started = sessions.begin(
                ada, Optional.empty(), fixture.password(), Optional.empty(), "Fire\r\nfox\u00e9" + "x".repeat(500));

        assertEquals("Firefox" + "x".repeat(193), started.session().device());
    }

    @Test
    void enter_organizationThatTheProofOpens_givesAnotherIdAndSecret() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);

        StartedSession after = sessions.enter(before.session(), fixture.globex);

        assertEquals(Optional.of(fixture.globex), after.session().organization());
        assertNotEquals(before.session().id(), after.session().id());
        assertFalse(fixture.lives(before));
        assertTrue(fixture.lives(after));
        assertEquals(1, fixture.events(fixture.globex, "session.entered").size());
    }

    @Test
    void enter_doesNotProlongTheSession() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);
        fixture.time.pass(Duration.ofMinutes(50));

        Session entered = sessions.enter(before.session(), fixture.globex).session();

        assertEquals(before.session().times().created(), entered.times().created());
        assertEquals(before.session().times().end(), entered.times().end());
    }

    @Test
    void enter_organizationThatNobodyLetsIn_isDeniedAndTheSessionGoesOn() {
        StartedSession bobs = fixture.signedIn(fixture.bob, fixture.acme);

        assertDenied(AccessPolicyReason.NO_ACCESS, () -> sessions.enter(bobs.session(), fixture.globex));
        assertDenied(AccessPolicyReason.NO_ACCESS, () -> sessions.enter(bobs.session(), OrganizationId.of("org_none")));

        assertTrue(fixture.lives(bobs));
    }

    /** Entering is never a relabelling of what another organization's identity provider said. */
    @Test
    void enter_byProofOfOtherOrganization_isDenied() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession byAcme = sessions.begin(
                ada,
                Optional.of(fixture.acme),
                fixture.connection("con_acme", "ada", "s"),
                Optional.empty(),
                "Firefox");

        assertDenied(
                AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION, () -> sessions.enter(byAcme.session(), fixture.globex));
    }

    @Test
    void enter_proofThatCounts_isTheOneTheSessionIsEnteredBy() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        SignInProof password = fixture.password();
        StartedSession session =
                sessions.begin(ada, Optional.of(fixture.globex), password, Optional.empty(), "Firefox");
        fixture.time.pass(Duration.ofMinutes(30));
        SignInProof byAcme = fixture.connection("con_acme", "ada", "s");
        StartedSession both =
                sessions.begin(ada, Optional.of(fixture.acme), byAcme, Optional.of(session.session()), "Firefox");
        assertEquals(byAcme, both.session().enteredBy());

        Session back = sessions.enter(both.session(), fixture.globex).session();

        assertEquals(password, back.enteredBy());
        assertEquals(List.of(byAcme, password), back.proofs());
    }

    @Test
    void enter_severalProofsThatCount_takesTheNewest() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession first = fixture.signedIn(ada, fixture.acme);
        fixture.time.pass(Duration.ofMinutes(1));
        SignInProof newest = fixture.connection("con_acme", "ada", "s");
        StartedSession second = again(first, newest);
        StartedSession elsewhere = sessions.enter(second.session(), fixture.globex);

        assertEquals(
                newest,
                sessions.enter(elsewhere.session(), fixture.acme).session().enteredBy());
    }

    @Test
    void enter_sessionThatWasReplacedMeanwhile_isDenied() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);
        sessions.enter(before.session(), fixture.globex);

        assertDenied(SessionReason.SESSION_NOT_VALID, () -> sessions.enter(before.session(), fixture.globex));
    }

    @Test
    void enter_sessionThatHasEnded_isDenied() {
        StartedSession before = fixture.signedIn(ada, fixture.acme);
        sessions.end(before.session());

        assertDenied(SessionReason.SESSION_NOT_VALID, () -> sessions.enter(before.session(), fixture.globex));
        assertTrue(sessions.of(ada.id()).isEmpty());
    }

    @Test
    void end_isAudited_andSecondTimeDoesNothing() {
        StartedSession started = fixture.signedIn(ada, fixture.acme);

        sessions.end(started.session());
        sessions.end(started.session());

        assertFalse(fixture.lives(started));
        assertEquals(1, fixture.events(fixture.acme, "session.ended").size());
    }

    @Test
    void endAll_exceptOne_leavesThatAndOtherPeoples() {
        StartedSession here = fixture.signedIn(ada, fixture.acme);
        StartedSession there = fixture.signedIn(ada, fixture.globex);
        StartedSession bobs = fixture.signedIn(fixture.bob, fixture.acme);

        assertEquals(1, sessions.endAll(ada.id(), Optional.of(here.session())));

        assertTrue(fixture.lives(here));
        assertFalse(fixture.lives(there));
        assertTrue(fixture.lives(bobs));
        assertEquals(1, sessions.endAll(ada.id(), Optional.empty()));
        assertFalse(fixture.lives(here));
    }

    @Test
    void endByConnection_nothingElseProved_endsTheSession() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession one = byAcme("s1");
        StartedSession other = byAcme("s2");

        sessions.endByConnection("con_acme", "ada", Optional.of("s1"));

        assertFalse(fixture.lives(one));
        assertTrue(fixture.lives(other));
        sessions.endByConnection("con_acme", "ada", Optional.empty());
        assertFalse(fixture.lives(other));
    }

    @Test
    void endByConnection_anotherConnectionOrSubject_endsNothing() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession one = byAcme("s1");

        sessions.endByConnection("con_globex", "ada", Optional.empty());
        sessions.endByConnection("con_acme", "bob", Optional.empty());

        assertTrue(fixture.lives(one));
        assertEquals(one.session(), fixture.stored(one));
    }

    @Test
    void endByConnection_organizationEnteredByIt_isLeft() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession password = fixture.signedIn(ada, fixture.acme);
        StartedSession both = again(password, fixture.connection("con_acme", "ada", "s1"));

        sessions.endByConnection("con_acme", "ada", Optional.of("s1"));

        assertEquals(Optional.empty(), fixture.stored(both).organization());
        assertEquals(password.session().proofs(), fixture.stored(both).proofs());
    }

    @Test
    void endByConnection_organizationEnteredByAnotherProof_isKept() {
        fixture.connect(fixture.acme, "con_acme", "ada", ada);
        StartedSession first = byAcme("s1");
        StartedSession both = again(first, fixture.password());

        sessions.endByConnection("con_acme", "ada", Optional.of("s1"));

        assertEquals(Optional.of(fixture.acme), fixture.stored(both).organization());
        assertEquals(1, fixture.stored(both).proofs().size());
    }

    private StartedSession byAcme(String theirs) {
        return sessions.begin(
                ada,
                Optional.of(fixture.acme),
                fixture.connection("con_acme", "ada", theirs),
                Optional.empty(),
                "Firefox");
    }
}
