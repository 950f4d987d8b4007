package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.ADA;
import static io.orgauth.identity.PasswordsFixture.BCRYPT;
import static io.orgauth.identity.PasswordsFixture.BCRYPT_PASSWORD;
import static io.orgauth.identity.PasswordsFixture.GOOD;
import static io.orgauth.identity.PasswordsFixture.OTHER;
import static io.orgauth.identity.PasswordsFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Passwords.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordResetTest {
    private final PasswordsFixture fixture = new PasswordsFixture();
    private final Passwords passwords = fixture.passwords;

    @Test
    void reset_byTheLink_provesTheAddressAndEndsTheEarlierPassword() {
        fixture.store(fixture.ada, BCRYPT);
        assertFalse(user().emailProven());
        passwords.requestReset("ADA@acme.com");
        assertEquals(Mail.Purpose.PASSWORD_RESET, fixture.mails.get(0).purpose());
        assertEquals(EmailAddress.of(ADA), fixture.mails.get(0).to());

        passwords.reset(fixture.linkSecret(), GOOD);

        assertTrue(user().emailProven());
        assertEquals(user(), fixture.verify(ADA, GOOD));
        assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, BCRYPT_PASSWORD));
        assertEquals(1, count("\"password.reset\""));
        assertEquals(1, count("\"password.reset_requested\""));
        assertTrue(AuditTrail.firstBroken(fixture.stores, fixture.acme.id()).isEmpty());
    }

    @Test
    void reset_secondTime_isNotValid() {
        passwords.requestReset(ADA);
        String secret = fixture.linkSecret();
        passwords.reset(secret, GOOD);
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset(secret, OTHER));
        assertEquals(user(), fixture.verify(ADA, GOOD));
    }

    @Test
    void reset_eightThreads_oneWins() throws Exception {
        passwords.requestReset(ADA);
        String secret = fixture.linkSecret();
        List<Boolean> won = PasswordsFixture.atOnce(8, () -> {
            try {
                passwords.reset(secret, GOOD);
                return true;
            } catch (IdentityException e) {
                assertEquals(IdentityReason.LINK_NOT_VALID, e.reason());
                return false;
            }
        });
        assertEquals(1, won.stream().filter(one -> one).count());
        assertEquals(1, count("\"password.reset\""));
    }

    @Test
    void reset_justBeforeTheHour_works() {
        passwords.requestReset(ADA);
        fixture.advance(Passwords.RESET_LIFETIME.minusNanos(1));
        assertDoesNotThrow(() -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    @Test
    void reset_atTheHour_isNotValid() {
        passwords.requestReset(ADA);
        fixture.advance(Duration.ofHours(1));
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    @Test
    void reset_anOlderLink_isNotValid() {
        passwords.requestReset(ADA);
        String older = fixture.linkSecret();
        passwords.requestReset(ADA);
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset(older, GOOD));
        assertDoesNotThrow(() -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    @Test
    void reset_afterAnotherChange_isNotValid() {
        fixture.store(fixture.ada, BCRYPT);
        passwords.requestReset(ADA);
        passwords.change(fixture.ada.id(), BCRYPT_PASSWORD, GOOD, Attempt.UNKNOWN);
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset(fixture.linkSecret(), OTHER));
    }

    @Test
    void reset_notAcceptable_leavesTheLinkAndTheAddress() {
        passwords.requestReset(ADA);
        for (String bad : List.of("short", "ada@acme.com123", "Acme Rockets 2026")) {
            assertRefused(IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> passwords.reset(fixture.linkSecret(), bad));
        }
        assertFalse(user().emailProven());
        assertDoesNotThrow(() -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    @Test
    void reset_disabledMeanwhile_isNotValid() {
        passwords.requestReset(ADA);
        fixture.service.operator().users().disable(fixture.ada.id());
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    @Test
    void reset_guessedSecret_costsNoHash() {
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset("guess", GOOD));
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset("", GOOD));
        assertEquals(0, fixture.hashes.get());
    }

    @Test
    void reset_invitationsSecret_isNoneForAPassword() {
        fixture.service.operator().invitations().invite(fixture.acme.id(), "bob@acme.com", Set.of());
        assertEquals(Mail.Purpose.INVITATION, fixture.mails.get(0).purpose());
        assertRefused(IdentityReason.LINK_NOT_VALID, () -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    @Test
    void reset_accountThatAStrangerSlowed_letsTheOwnerInAtOnce() {
        fixture.store(fixture.ada, BCRYPT);
        for (int i = 0; i < 100; i++) {
            fixture.stores
                    .throttles()
                    .fail(fixture.throttle.key(ADA, Attempt.UNKNOWN).account(), fixture.now);
        }
        fixture.advance(Duration.ofDays(1));
        assertRefused(IdentityReason.TOO_MANY_ATTEMPTS, () -> fixture.verify(ADA, BCRYPT_PASSWORD));
        passwords.requestReset(ADA);
        passwords.reset(fixture.linkSecret(), GOOD);
        assertEquals(user(), fixture.verify(ADA, GOOD));
    }

    @Test
    void requestReset_unknownOrDisabledOrNoAddress_answersAlikeAndSendsNothing() {
        fixture.service.operator().users().disable(fixture.ada.id());
        int events = fixture.events().size();
        for (String email : List.of("unknown@acme.com", ADA, "no address", "", "x".repeat(1 << 20))) {
            assertDoesNotThrow(() -> passwords.requestReset(email));
        }
        assertTrue(fixture.mails.isEmpty());
        assertEquals(events, fixture.events().size());
    }

    @Test
    void requestReset_again_floodsNoMailbox() {
        for (int i = 0; i < 60; i++) {
            passwords.requestReset(ADA);
            fixture.advance(Duration.ofSeconds(1));
        }
        assertTrue(fixture.mails.size() <= 11, "sent: " + fixture.mails.size());
    }

    @Test
    void requestReset_mailerFails_changesNothingForTheUser() {
        fixture.store(fixture.ada, BCRYPT);
        fixture.mailer = mail -> {
            throw new IllegalStateException("the mail server is down");
        };
        assertDoesNotThrow(() -> passwords.requestReset(ADA));
        assertEquals(user(), fixture.verify(ADA, BCRYPT_PASSWORD));
        fixture.mailer = fixture.mails::add;
        passwords.requestReset(ADA);
        assertDoesNotThrow(() -> passwords.reset(fixture.linkSecret(), GOOD));
    }

    private User user() {
        return fixture.stores.users().find(fixture.ada.id()).orElseThrow();
    }

    private long count(String action) {
        return fixture.events().stream().filter(event -> event.contains(action)).count();
    }
}
