package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.ADA;
import static io.orgauth.identity.PasswordsFixture.BCRYPT;
import static io.orgauth.identity.PasswordsFixture.BCRYPT_PASSWORD;
import static io.orgauth.identity.PasswordsFixture.GOOD;
import static io.orgauth.identity.PasswordsFixture.OTHER;
import static io.orgauth.identity.PasswordsFixture.assertRefused;
import static io.orgauth.identity.PasswordsFixture.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.Role;
import io.orgauth.identity.Passwords.Attempt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final PasswordsFixture fixture = new PasswordsFixture();
    private final Passwords passwords = fixture.passwords;

    @Test
    void verify_rightPassword_isTheUserAfterOneHash() {
        passwords.set(fixture.ada.id(), GOOD);
        fixture.hashes.set(0);
        assertEquals(fixture.ada, fixture.verify("ADA@Acme.com", GOOD));
        assertEquals(1, fixture.hashes.get());
    }

    @Test
    void verify_composedOtherwise_isTheSamePassword() {
        passwords.set(fixture.ada.id(), "caf\u00E9 au lait s'il vous pla\u00EEt");
        assertEquals(fixture.ada, fixture.verify(ADA, "cafe\u0301 au lait s'il vous plai\u0302t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "wrong", "disabled", "none", "unreadable", "no address"})
    void verify_anyFault_givesTheSameAnswerAfterOneHash(String fault) {
        passwords.set(fixture.ada.id(), GOOD);
        User none = fixture.service.operator().users().create(fixture.acme.id(), "none@acme.com", Role.MEMBER);
        String email = fault.equals("unknown") ? "unknown@acme.com" : ADA;
        if (fault.equals("no address")) {
            email = "ada";
        } else if (fault.equals("disabled")) {
            fixture.service.operator().users().disable(fixture.ada.id());
        } else if (fault.equals("none")) {
            email = none.email().value();
        } else if (fault.equals("unreadable")) {
            fixture.store(fixture.ada, "plain text that somebody wrote into the database");
        }
        String typed = fault.equals("wrong") ? OTHER : GOOD;
        String asked = email;
        fixture.hashes.set(0);

        IdentityException refused = assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(asked, typed));

        assertEquals("e-mail address or password is wrong", refused.getMessage());
        assertEquals(1, fixture.hashes.get());
        for (int i = 0; i < 4; i++) {
            assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(asked, typed));
        }
        IdentityException slowed = assertRefused(IdentityReason.TOO_MANY_ATTEMPTS, () -> fixture.verify(asked, typed));
        assertEquals("too many attempts, try again later", slowed.getMessage());
        assertEquals(5, fixture.hashes.get(), "who has to wait costs nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {ADA, "unknown@acme.com"})
    void verify_megabyteOrBrokenText_isRefusedBeforeHashing(String email) {
        fixture.store(fixture.ada, BCRYPT);
        fixture.hashes.set(0);
        for (String text : List.of("a".repeat(1 << 20), "", "half a pair \uD83D")) {
            assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(email, text));
        }
        assertEquals(0, fixture.hashes.get());
    }

    @Test
    void verify_longAddress_isNobodys() {
        String many = "a.".repeat(20_000) + "a@acme.com";
        assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(many, GOOD));
    }

    @Test
    void verify_brokenTextForQuestionMarks_isNotThatPassword() {
        passwords.set(fixture.ada.id(), "why? who? where? what?");
        assertRefused(
                IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, "why\uD800 who\uD800 where\uD800 what\uD800"));
    }

    @Test
    void verify_rightPasswordWhileSlowed_getsTheSameAnswerAsAWrongOne() {
        fixture.store(fixture.ada, BCRYPT);
        for (int i = 0; i < 5; i++) {
            assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, OTHER));
        }
        assertRefused(IdentityReason.TOO_MANY_ATTEMPTS, () -> fixture.verify(ADA, BCRYPT_PASSWORD));
        assertEquals(fixture.ada, passwords.verify(ADA, BCRYPT_PASSWORD, device("laptop")));
    }

    @Test
    void verify_manyGuessesAtOnce_getAsManyAnswersAsOneAfterTheOther() throws Exception {
        fixture.store(fixture.ada, BCRYPT);
        List<IdentityReason> reasons = PasswordsFixture.atOnce(
                8,
                () -> assertThrows(IdentityException.class, () -> fixture.verify(ADA, OTHER))
                        .reason());
        assertEquals(
                5,
                reasons.stream().filter(IdentityReason.SIGN_IN_FAILED::equals).count());
        assertEquals(
                3,
                reasons.stream()
                        .filter(IdentityReason.TOO_MANY_ATTEMPTS::equals)
                        .count());
    }

    @Test
    void verify_manyGoodSignInsAtOnce_allSucceed() throws Exception {
        fixture.store(fixture.ada, BCRYPT);
        List<User> users = PasswordsFixture.atOnce(8, () -> fixture.verify(ADA, BCRYPT_PASSWORD));
        assertEquals(8, users.stream().filter(fixture.ada::equals).count());
    }

    @Test
    void verify_noTimeForHashing_isUnavailableAndNotCounted() {
        fixture.store(fixture.ada, BCRYPT);
        Semaphore permits = new Semaphore(1);
        Passwords busy = new Passwords(
                fixture.context,
                new PasswordHashing(fixture.outside.random(), permits, Duration.ZERO),
                PasswordRules.standard(),
                fixture.throttle);
        permits.drainPermits();
        for (int i = 0; i < 10; i++) {
            assertThrows(AuthUnavailableException.class, () -> busy.verify(ADA, BCRYPT_PASSWORD, Attempt.UNKNOWN));
            assertThrows(AuthUnavailableException.class, () -> busy.verify("un@known.com", GOOD, Attempt.UNKNOWN));
        }
        assertEquals(fixture.ada, fixture.verify(ADA, BCRYPT_PASSWORD));
    }

    @Test
    void verify_noTimeForRehashing_signsInAllTheSame() {
        fixture.store(fixture.ada, BCRYPT);
        Semaphore once = new Semaphore(1) {
            private static final long serialVersionUID = 1L;

            @Override
            public void release(int share) {}
        };
        Passwords busy = new Passwords(
                fixture.context,
                new PasswordHashing(fixture.outside.random(), once, Duration.ZERO),
                PasswordRules.standard(),
                fixture.throttle);
        assertEquals(fixture.ada, busy.verify(ADA, BCRYPT_PASSWORD, Attempt.UNKNOWN));
        assertEquals(BCRYPT, stored());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password:$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
                "password:$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                BCRYPT_PASSWORD + ":" + BCRYPT,
                "password:$pbkdf2-sha256$6400$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44",
                "password:$scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxyevuUq"
                        + "D7m2DYMvfoswGQA"
            })
    void verify_anyOtherHash_isReplacedAtTheFirstGoodSignInOnly(String row) {
        String password = row.substring(0, row.indexOf(':'));
        String hash = row.substring(row.indexOf(':') + 1);
        fixture.store(fixture.ada, hash);
        assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, OTHER));
        assertEquals(hash, stored());

        fixture.verify(ADA, password);
        String replaced = stored();
        assertTrue(PasswordHash.parse(replaced).isCurrent(), "replaced by ours");
        fixture.verify(ADA, password);
        assertEquals(replaced, stored());
    }

    @Test
    void verify_importedOfUnnormalizedText_matchesAsTypedThenInAnySpelling() {
        // "lètmein" with the accent as a sign of its own, as some other system may have hashed it
        String decomposed = "le\u0300tmein";
        fixture.store(fixture.ada, "pbkdf2_sha256$1$seasalt$" + pbkdf2(decomposed));
        assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, "l\u00E8tmein"));
        fixture.verify(ADA, decomposed);
        fixture.verify(ADA, "l\u00E8tmein");
    }

    @Test
    void verify_bcryptBeyond72Bytes_countsWholeAfterTheRehash() {
        String read = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        fixture.store(fixture.ada, "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui");
        fixture.verify(ADA, read + "more");
        assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, read));
        fixture.verify(ADA, read + "more");
    }

    @Test
    void replace_otherHashMeanwhile_leavesTheNewerOne() {
        fixture.store(fixture.ada, BCRYPT);
        Semaphore permits = new Semaphore(1) {
            private static final long serialVersionUID = 1L;

            @Override
            public void release(int share) {
                fixture.store(fixture.ada, "newer"); // as a reset does while a hash is computed
                super.release(share);
            }
        };
        fixture.passwords(permits).verify(ADA, BCRYPT_PASSWORD, Attempt.UNKNOWN);
        assertEquals("newer", stored());
    }

    @Test
    void set_newPassword_endsTheOldOneAndTheSlowing() {
        fixture.store(fixture.ada, BCRYPT);
        for (int i = 0; i < 5; i++) {
            assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, OTHER));
        }
        passwords.set(fixture.ada.id(), GOOD);
        assertEquals(fixture.ada, fixture.verify(ADA, GOOD));
        assertRefused(IdentityReason.SIGN_IN_FAILED, () -> fixture.verify(ADA, BCRYPT_PASSWORD));
        assertTrue(last().contains("\"password.set\""), last());
    }

    @Test
    void set_notAcceptableOrNobody_changesNothing() {
        fixture.store(fixture.ada, BCRYPT);
        int events = fixture.events().size();
        for (String bad :
                List.of("short", "ada@acme.com123", "Acme Rockets 2026", "examplesoft2026", "x".repeat(1 << 20))) {
            assertRefused(IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> passwords.set(fixture.ada.id(), bad));
        }
        assertRefused(IdentityReason.NOT_FOUND, () -> passwords.set(new UserId("usr_" + "0".repeat(22)), GOOD));
        assertEquals(BCRYPT, stored());
        assertEquals(events, fixture.events().size());
        assertEquals(0, fixture.hashes.get());
    }

    @Test
    void change_rightOldPassword_takesTheNewOne() {
        fixture.store(fixture.ada, BCRYPT);
        passwords.change(fixture.ada.id(), BCRYPT_PASSWORD, GOOD, Attempt.UNKNOWN);
        assertEquals(fixture.ada, fixture.verify(ADA, GOOD));
        assertTrue(last().contains("\"password.changed\""), last());
    }

    @Test
    void change_wrongOldPassword_countsAsAFailedSignInAndChangesNothing() {
        fixture.store(fixture.ada, BCRYPT);
        int events = fixture.events().size();
        for (int i = 0; i < 5; i++) {
            assertRefused(
                    IdentityReason.SIGN_IN_FAILED,
                    () -> passwords.change(fixture.ada.id(), OTHER, GOOD, Attempt.UNKNOWN));
        }
        assertRefused(
                IdentityReason.TOO_MANY_ATTEMPTS,
                () -> passwords.change(fixture.ada.id(), BCRYPT_PASSWORD, GOOD, Attempt.UNKNOWN));
        assertEquals(BCRYPT, stored());
        assertEquals(events, fixture.events().size());
    }

    @Test
    void change_newPasswordNotAcceptable_keepsTheOldOne() {
        fixture.store(fixture.ada, BCRYPT);
        assertRefused(
                IdentityReason.PASSWORD_NOT_ACCEPTABLE,
                () -> passwords.change(fixture.ada.id(), BCRYPT_PASSWORD, "short", Attempt.UNKNOWN));
        assertEquals(fixture.ada, fixture.verify(ADA, BCRYPT_PASSWORD));
    }

    @Test
    void change_resetMeanwhile_doesNotUndoIt() {
        fixture.store(fixture.ada, BCRYPT);
        Semaphore permits = new Semaphore(1) {
            private static final long serialVersionUID = 1L;
            private int releases;

            @Override
            public void release(int share) {
                if (++releases == 3) { // the old one checked, rehashed, and the new one hashed
                    fixture.store(fixture.ada, "newer");
                }
                super.release(share);
            }
        };
        assertRefused(
                IdentityReason.CHANGED_MEANWHILE,
                () -> fixture.passwords(permits).change(fixture.ada.id(), BCRYPT_PASSWORD, GOOD, Attempt.UNKNOWN));
        assertEquals("newer", stored());
        assertFalse(last().contains("\"password.changed\""));
    }

    @Test
    void with_ownRules_refusesWhatTheyBlock() {
        Passwords strict = fixture.service
                .with(PasswordRules.standard().blocking(List.of(GOOD)))
                .passwords();
        assertRefused(IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> strict.set(fixture.ada.id(), GOOD));
    }

    private String stored() {
        return fixture.stores.passwords().find(fixture.ada.id()).orElseThrow();
    }

    private String last() {
        List<String> events = fixture.events();
        return events.get(events.size() - 1);
    }

    /** One iteration of PBKDF2 with HMAC-SHA-256, by the JDK. */
    private static String pbkdf2(String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = password.getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update("seasalt".getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(new byte[] {0, 0, 0, 1}));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
