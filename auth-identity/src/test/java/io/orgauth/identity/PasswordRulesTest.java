package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.assertRefused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> CONTEXT = List.of(
            "ada.lovelace@analytical-engines.com",
            "https://login.examplesoft.com/auth",
            "Acme Rockets",
            "acme-rockets");

    private final PasswordRules rules = PasswordRules.standard();

    static List<String> acceptable() {
        return List.of(
                "fifteen letters".replace(' ', 'x'),
                "correct horse battery staple",
                "482915736401928",
                "\uD83D\uDE00\uD83D\uDC31\uD83D\uDC36\uD83D\uDC2D\uD83D\uDC39\uD83D\uDC30\uD83E\uDD8A\uD83D\uDC3B"
                        + "\uD83D\uDC3C\uD83D\uDC28\uD83D\uDC2F\uD83E\uDD81\uD83D\uDC2E\uD83D\uDC37\uD83D\uDC38",
                "my acme rockets fly to the moon",
                "9#f!2@8$1%6^3&admin",
                "a password of my own making",
                "öäüßéèêàáâñçøåæ",
                distinct(64),
                distinct(1_024),
                "\uD83D\uDE00" + distinct(1_023));
    }

    @ParameterizedTest
    @MethodSource("acceptable")
    void require_longAndUnknown_isAccepted(String password) {
        assertDoesNotThrow(() -> rules.require(password, CONTEXT));
    }

    static List<String> lengthsRefused() {
        return List.of(
                "",
                "fourteenletter",
                "\uD83D\uDE00".repeat(7), // 14 chars, 7 code points
                "\uD83D\uDE00\uD83D\uDC31\uD83D\uDC36\uD83D\uDC2D\uD83D\uDC39\uD83D\uDC30\uD83E\uDD8A\uD83D\uDC3B"
                        + "\uD83D\uDC3C\uD83D\uDC28\uD83D\uDC2F\uD83E\uDD81\uD83D\uDC2E\uD83D\uDC37", // 28 chars, 14
                // points
                "e\u0301a\u0301o\u0301u\u0301i\u0301y\u0301c\u0301", // 14, of which NFKC makes 7
                "e\u0301a\u0301o\u0301u\u0301i\u0301y\u0301c\u0301n\u0301", // 16, of which NFKC makes 8
                "\uFDFA", // 1, of which NFKC makes 18
                "fourteenletter".replace("f", "\uFB00"), // 14, of which NFKC makes 15
                distinct(1_025),
                "\uD83D\uDE00" + distinct(1_024),
                "fifteen letter\uD800",
                "fifteen letter\uDC00s");
    }

    @ParameterizedTest
    @MethodSource("lengthsRefused")
    void require_tooShortTooLongOrBroken_isRefusedByLength(String password) {
        IdentityException refused =
                assertRefused(IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> rules.require(password, List.of()));
        assertEquals("a password has 15 to 1024 characters", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaa",
                "abababababababa",
                "abcdeabcdeabcde",
                "abcdefgabcdefga",
                "x9!kqpw2x9!kqpw2",
                "hunter2 hunter2 hunter2 ",
                "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00"
                        + "\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
                "123456789012345",
                "012345678901234",
                "987654321098765",
                "abcdefghijklmnop",
                "ABCDEFGHIJKLMNOP",
                "zyxwvutsrqponml",
                "qwertyuiopasdfgh",
                "qwertzuiopasdfghjkl",
                "mnbvcxzlkjhgfdsa",
                "1qaz2wsx3edc4rfv",
                "1q2w3e4r5t6y7u8i",
                "q1w2e3r4t5y6u7i8",
                "qwertyuiop123456",
                "1234567890qwerty",
                "abcdef123456qwerty",
                "password1234567",
                "Password1234567",
                "p@ssw0rd1234567",
                "P4$$w0rd!!!!!!!",
                "passwordpassword1",
                "iloveyou1234567",
                "welcome2admin2026",
                "ｐａｓｓｗｏｒｄ１２３４５６７",
                "ada.lovelace1815",
                "AdaLovelace18151210",
                "analyticalengines",
                "analytical-engines.com",
                "acmerockets2026!",
                "Acme Rockets 2026",
                "acme-rockets-2026",
                "4cm3r0ck3t5!!!!!",
                "examplesoft2026",
                "examplesoft-login-1"
            })
    void require_whatAttackersTryFirst_isRefused(String password) {
        IdentityException refused =
                assertRefused(IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> rules.require(password, CONTEXT));
        assertEquals("the password is one that attackers try first, choose another", refused.getMessage());
    }

    @Test
    void blocking_listedPassword_isRefusedInAnyCaseAndForm() {
        PasswordRules strict = rules.blocking(List.of("Mary Had A Little Lamb", "short"));
        for (String listed :
                List.of("mary had a little lamb", "MARY HAD A LITTLE LAMB", "mary had a little l\uFF41mb")) {
            assertRefused(IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> strict.require(listed, List.of()));
            assertDoesNotThrow(() -> rules.require(listed, List.of()));
        }
        assertDoesNotThrow(() -> strict.require("mary had a little lambs", List.of()), "the whole, not a part of it");
    }

    @Test
    void blocking_twice_keepsBothLists() {
        PasswordRules strict =
                rules.blocking(List.of("mary had a little lamb")).blocking(List.of("humpty dumpty sat on a wall"));
        assertRefused(
                IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> strict.require("mary had a little lamb", List.of()));
        assertRefused(
                IdentityReason.PASSWORD_NOT_ACCEPTABLE, () -> strict.require("humpty dumpty sat on a wall", List.of()));
    }

    @Test
    void normalized_composedAndFullWidth_areOneSpelling() {
        assertEquals(PasswordRules.normalized("caf\u00E9"), PasswordRules.normalized("cafe\u0301"));
        assertEquals("A1", PasswordRules.normalized("\uFF21\uFF11"));
    }

    @Test
    void isReadable_megabyte_isNotLookedAt() {
        assertFalse(PasswordRules.isReadable("a".repeat(1 << 20)));
        assertFalse(PasswordRules.isReadable(""));
        assertTrue(PasswordRules.isReadable("x"));
        assertTrue(PasswordRules.isReadable("\uD83D\uDE00".repeat(1_024)));
        assertFalse(PasswordRules.isReadable("\uD83D\uDE00".repeat(1_025)));
    }

    /** A text without repetitions or runs. */
    private static String distinct(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('\u4E00' + i * 7));
        }
        return text.toString();
    }
}
