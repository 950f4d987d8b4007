package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.identity.Passwords.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A new password that somebody else may have had a reason for ends all sessions, in the same unit. */
class SessionRevocationTest {
    private final PasswordsFixture fixture = new PasswordsFixture();

    private void signedIn(String id) {
        Instant now = Instant.EPOCH;
        fixture.stores
                .sessions()
                .insert(new Session(
                        id,
                        SecretDigest.of(id),
                        fixture.ada.id(),
                        Optional.of(fixture.acme.id()),
                        List.of(new SignInProof(SignInMethod.PASSWORD, now, Authentication.UNKNOWN, Optional.empty())),
                        new Session.Times(now, now, Instant.MAX, Instant.MAX),
                        "",
                        1));
    }

    private int sessions() {
        return fixture.stores.sessions().ofUser(fixture.ada.id()).size();
    }

    @Test
    void reset_byTheLink_endsAllSessions() {
        signedIn("ses_1");
        signedIn("ses_2");
        fixture.passwords.requestReset(PasswordsFixture.ADA);
        assertEquals(2, sessions());

        fixture.passwords.reset(fixture.linkSecret(), PasswordsFixture.GOOD);

        assertEquals(0, sessions());
    }

    @Test
    void reset_refused_endsNothing() {
        signedIn("ses_1");
        fixture.passwords.requestReset(PasswordsFixture.ADA);

        assertThrows(IdentityException.class, () -> fixture.passwords.reset(fixture.linkSecret(), "short"));
        assertThrows(IdentityException.class, () -> fixture.passwords.reset("another", PasswordsFixture.GOOD));

        assertEquals(1, sessions());
    }

    @Test
    void set_byTheOperator_endsAllSessions() {
        signedIn("ses_1");

        fixture.passwords.set(fixture.ada.id(), PasswordsFixture.GOOD);

        assertEquals(0, sessions());
    }

    /** Whoever changes it knows the old one and sits in one of them; the page asks about the others. */
    @Test
    void change_byThePerson_endsNothing() {
        fixture.passwords.set(fixture.ada.id(), PasswordsFixture.GOOD);
        signedIn("ses_1");

        fixture.passwords.change(fixture.ada.id(), PasswordsFixture.GOOD, PasswordsFixture.OTHER, Attempt.UNKNOWN);

        assertTrue(sessions() == 1);
    }
}
