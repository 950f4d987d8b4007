package io.orgauth.session;

import static io.orgauth.session.SessionsFixture.ISSUER;
import static io.orgauth.session.SessionsFixture.READ;
import static io.orgauth.session.SessionsFixture.cookie;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Credential.SessionCookie;
import io.orgauth.CredentialId;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.http.Gate;
import io.orgauth.identity.AdminPermissions;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.SignInProof;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session's cookie proves, and from when on no more. */
class SessionProofTest {
    private final SessionsFixture fixture = new SessionsFixture();
    private final Sessions sessions = fixture.sessions;

    private void assertRefused(Reason reason, StartedSession session) {
        assertRefused(reason, cookie(session));
    }

    private void assertRefused(Reason reason, SessionCookie cookie) {
        assertEquals(
                reason,
                assertThrows(InvalidCredentialException.class, () -> sessions.authenticate(cookie))
                        .reason());
    }

    @Test
    void authenticate_session_isItsUserInItsOrganizationWithTheRightsOfNow() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);

        Principal ada = sessions.authenticate(cookie(session));

        assertEquals(fixture.acme, ada.organization());
        assertEquals(Subject.of(ISSUER, fixture.ada.id().value()), ada.subject());
        assertTrue(ada.has(READ));
        assertFalse(ada.has(AdminPermissions.USERS_READ));
        assertEquals(Set.of(Role.MEMBER), ada.roles());
        assertEquals(
                new CredentialId(CredentialId.Kind.SESSION, session.session().id()), ada.credential());
        assertEquals(session.session().proofs().get(0).authentication(), ada.authentication());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ses_0000000000000000000000", "0000000000000000000000000000000000000000"})
    void authenticate_cookieOfNoSession_isRefused(String value) {
        fixture.signedIn(fixture.ada, fixture.acme);

        assertRefused(SessionReason.SESSION_NOT_VALID, new SessionCookie(value));
    }

    /** The id is in logs, tokens and lists; it opens nothing. */
    @Test
    void authenticate_sessionsIdOrDigest_isRefused() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);

        assertRefused(
                SessionReason.SESSION_NOT_VALID,
                new SessionCookie(session.session().id()));
        assertRefused(
                SessionReason.SESSION_NOT_VALID,
                new SessionCookie(session.session().digest().hex()));
    }

    @Test
    void authenticate_noOrganizationEntered_isRefusedWithItsOwnReason() {
        StartedSession session =
                sessions.begin(fixture.ada, Optional.empty(), fixture.password(), Optional.empty(), "Firefox");

        assertRefused(SessionReason.NO_ORGANIZATION_ENTERED, session);
    }

    @Test
    void authenticate_ended_isRefused() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        sessions.end(session.session());

        assertRefused(SessionReason.SESSION_NOT_VALID, session);
    }

    @Test
    void authenticate_roleTaken_hasLessAtOnce() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);

        fixture.identity.operator().members().assign(fixture.acme, fixture.ada.id(), Set.of(Role.VIEWER));

        assertFalse(sessions.authenticate(cookie(session)).has(READ));
    }

    @Test
    void authenticate_memberDisabled_isRefusedAtOnceAndAfterEnabling() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        StartedSession elsewhere = fixture.signedIn(fixture.ada, fixture.globex);

        fixture.identity.operator().members().disable(fixture.acme, fixture.ada.id());
        assertRefused(SessionReason.SESSION_NOT_VALID, session);
        fixture.identity.operator().members().enable(fixture.acme, fixture.ada.id());

        assertRefused(SessionReason.SESSION_NOT_VALID, session);
        assertEquals(fixture.globex, sessions.authenticate(cookie(elsewhere)).organization());
    }

    @Test
    void authenticate_memberRemoved_isRefusedAtOnce() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        StartedSession elsewhere = fixture.signedIn(fixture.ada, fixture.globex);

        fixture.identity.operator().members().remove(fixture.acme, fixture.ada.id());

        assertRefused(SessionReason.SESSION_NOT_VALID, session);
        assertTrue(fixture.lives(elsewhere));
    }

    @Test
    void authenticate_userDisabled_isRefusedAtOnceAndAfterEnabling() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);

        fixture.identity.operator().users().disable(fixture.ada.id());
        assertRefused(SessionReason.SESSION_NOT_VALID, session);
        fixture.identity.operator().users().enable(fixture.ada.id());

        assertRefused(SessionReason.SESSION_NOT_VALID, session);
    }

    /** A store that was written otherwise, by an import say: the session is there, its user may not. */
    @Test
    void authenticate_userDisabledButSessionLeft_isRefused() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);
        fixture.identity.operator().users().disable(fixture.ada.id());
        fixture.stores.sessions().insert(session.session());

        assertRefused(SessionReason.SESSION_NOT_VALID, session);
    }

    @Test
    void authenticate_organizationDisabled_isRefusedAtOnce() {
        StartedSession session = fixture.signedIn(fixture.ada, fixture.acme);

        fixture.identity.operator().organizations().disable(fixture.acme);

        assertRefused(SessionReason.NO_RIGHTS, session);
        fixture.identity.operator().organizations().enable(fixture.acme);
        assertEquals(fixture.acme, sessions.authenticate(cookie(session)).organization());
    }

    /** A step up in one organization is none in another. */
    @Test
    void authenticate_freshProofOfAnotherOrganization_isNoRecentSignInHere() {
        fixture.connect(fixture.globex, "con_globex", "ada", fixture.ada);
        SignInProof old = fixture.password();
        StartedSession here = sessions.begin(fixture.ada, Optional.of(fixture.acme), old, Optional.empty(), "Firefox");
        fixture.time.pass(Duration.ofMinutes(30));
        StartedSession there = sessions.begin(
                fixture.ada,
                Optional.of(fixture.globex),
                fixture.connection("con_globex", "ada", "s"),
                Optional.of(here.session()),
                "Firefox");

        Principal back = sessions.authenticate(cookie(sessions.enter(there.session(), fixture.acme)));

        assertEquals(old.authentication(), back.authentication());
    }

    @Test
    void authenticate_ownerWhoSignedInJustNow_mayDoOwnersThings() {
        StartedSession session = fixture.signedIn(fixture.bob, fixture.acme);
        Principal owner = sessions.authenticate(cookie(session));

        fixture.identity.actingFor(owner).members().assign(fixture.acme, fixture.ada.id(), Set.of(Role.OWNER));

        assertTrue(sessions.authenticate(cookie(fixture.signedIn(fixture.ada, fixture.acme)))
                .has(AdminPermissions.DOMAINS_WRITE));
    }

    @Test
    void authenticate_ownerOfAnOldSignIn_isAskedForAnother() {
        StartedSession session = fixture.signedIn(fixture.bob, fixture.acme);
        fixture.time.pass(Duration.ofMinutes(10).plusNanos(1));
        Principal owner = sessions.authenticate(cookie(session));

        assertEquals(
                IdentityReason.RECENT_SIGN_IN_REQUIRED,
                assertThrows(
                                io.orgauth.PermissionDeniedException.class,
                                () -> fixture.identity
                                        .actingFor(owner)
                                        .members()
                                        .assign(fixture.acme, fixture.ada.id(), Set.of(Role.OWNER)))
                        .reason());
    }

    @Test
    void csrf_isAnotherForEachSession_andTellsNothingOfTheSecret() {
        StartedSession one = fixture.signedIn(fixture.ada, fixture.acme);
        StartedSession other = fixture.signedIn(fixture.ada, fixture.acme);
        String token = sessions.csrf(one.secret());

        assertTrue(sessions.isCsrfToken(cookie(one), token));
        assertFalse(sessions.isCsrfToken(cookie(other), token));
        assertFalse(sessions.isCsrfToken(cookie(one), one.secret()));
        assertFalse(sessions.isCsrfToken(cookie(one), ""));
        assertNotEquals(token, sessions.csrf(other.secret()));
        assertFalse(token.contains(one.secret()));
    }

    @Test
    void sessions_asAnAuthenticator_areOfAllOrganizationsAndForTheIssuer() {
        assertEquals("__Host-session", sessions.cookieName());
        assertEquals("https://app.example.com", sessions.origin());
        assertEquals(Optional.of(ISSUER), sessions.resource());
        Gate.Builder unsaid = Gate.builder().accept(sessions);

        assertTrue(assertThrows(IllegalStateException.class, unsaid::build)
                .getMessage()
                .contains("anyOrganization()"));
    }
}
