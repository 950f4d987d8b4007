package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final String SALT_22 = "c29tZXNhbHRzb21lc2FsdA";
    private static final String TAG_43 = "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // the reference implementation's own tests (phc-winner-argon2), version 0x13
                "password $argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
                "password $argon2i$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$0WgHXE2YXhPr6uVgz4uUw7XYoWxRkWtvSsLaOsEbvs8",
                "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "password $argon2id$v=19$m=65536,t=1,p=1$c29tZXNhbHQ$9qWtwbpyPd3vm1rB1GThgPzZ3/ydHL92zKL+15XZypg",
                "password $argon2d$v=19$m=256,t=2,p=1$c29tZXNhbHQ$JcTui6RIBUtJ78gE5Hi52CO+H5vS6Z9R1uxAB6OhUB8",
                // pyca/bcrypt and crypt_blowfish; the last but one is read as far as 72 bytes
                "Kk4DQuMMfZL9o $2b$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "J8eHUDuxBB520 $2b$04$VvlCUKbTMjaxaYJ.k5juoecpG/7IzcH1AkmqKi.lIZMVIOLClWAk.",
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U* $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
                "U*U*U $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
                "rasmuslerdorf $2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq",
                "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789more"
                        + " $2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
                // passlib and hashcat
                "password $pbkdf2-sha256$6400$.6UI/S.nXIk8jcbdHx3Fhg$98jZicV16ODfEsEZeYPGHU3kbrUrvUEXOPimVSQDD44",
                "hashcat $pbkdf2-sha512$25000$LyWE0HrP2RsjZCxlDGFMKQ$1vC5Ohk2mCS9b6akqsEfgeb4l74SF8XjH.SljXf3dMLHdlY1G"
                        + "K9ojcCKts6/asR4aPqBmk74nCDddU3tvSCJvw",
                // Django's tests
                "lètmein pbkdf2_sha256$390000$seasalt$8xBlGd3jVgvJ+92hWPxi5ww0uuAuAnKgC45eudxro7c=",
                "lètmein pbkdf2_sha512$1000$seasalt$MvpYzRb9t8IHUO1U7cCcGPfI+JLcFRBOUbkty+vHmXzMoGO3EGn5ZDxFwkkOHVT55Elz3"
                        + "Qczs2+FNpDKUjv/RA==",
                // RFC 7914, 11 and 12
                "passwd $pbkdf2-sha256$i=1$c2FsdA$VawEblbjCJ/sFpHCJUS2BflBhSFt3gRl5oudV8INrLxJypzM8Xm2RZkWZLOdd+8xfHG4RbHj"
                        + "C9UJESBB06GXgw",
                "Password $pbkdf2-sha256$i=80000,l=64$TmFDbA$TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1ah1CWhIlgzVJrbhBtRyb"
                        + "MXaicr3ruh0HhHj2Kzl/M8jQ",
                "password $scrypt$ln=10,r=8,p=16$TmFDbA$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWIurzDZLiKjiG/xCSedmDDaxye"
                        + "vuUqD7m2DYMvfoswGQA",
                "pleaseletmein $scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT"
                        + "8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw"
            })
    void matches_publishedVector_onlyItsPassword(String password, String text) {
        PasswordHash hash = PasswordHash.parse(text);
        assertTrue(hash.matches(password));
        assertFalse(hash.matches("X" + password));
        assertFalse(hash.isCurrent());
    }

    @Test
    void matches_bcryptBeyond72Bytes_readsAsMuchAsBcryptDoes() {
        PasswordHash hash = PasswordHash.parse("$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui");
        String read = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        assertTrue(hash.matches(read));
        assertTrue(hash.matches(read + "chars after 72 are ignored"));
        assertFalse(hash.matches(read.substring(1)));
    }

    @Test
    void of_samePassword_isCurrentSaltedAndBounded() {
        String first = Argon2Hash.of("password", new SecureRandom());
        assertTrue(first.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), first);
        assertNotEquals(first, Argon2Hash.of("password", new SecureRandom()));
        PasswordHash hash = PasswordHash.parse(first);
        assertTrue(hash.isCurrent());
        assertTrue(hash.matches("password"));
        assertFalse(hash.matches("Password"));
        assertEquals(19L << 20, hash.memoryBytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2i$v=19$m=19456,t=2,p=1$" + SALT_22 + "$" + TAG_43,
                "$argon2id$v=19$m=19455,t=2,p=1$" + SALT_22 + "$" + TAG_43,
                "$argon2id$v=19$m=19456,t=3,p=1$" + SALT_22 + "$" + TAG_43,
                "$argon2id$v=19$m=19456,t=2,p=2$" + SALT_22 + "$" + TAG_43,
                "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$" + TAG_43,
                "$argon2id$v=19$m=19456,t=2,p=1$" + SALT_22 + "$AAAAAAAAAAAAAAAAAAAAAA"
            })
    void isCurrent_anyOtherParameter_isNot(String text) {
        assertFalse(PasswordHash.parse(text).isCurrent());
        assertTrue(PasswordHash.parse("$argon2id$v=19$m=19456,t=2,p=1$" + SALT_22 + "$" + TAG_43)
                .isCurrent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$1$etNnh7FA$OlM7eljE/B7F1J4XYNnk81",
                "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$" + TAG_43,
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$" + TAG_43,
                "$argon2ix$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + TAG_43,
                "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$" + TAG_43,
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + TAG_43 + "\n",
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + TAG_43 + "AA",
                "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$" + TAG_43,
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$AAAA",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
                "$pbkdf2$1000$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA",
                "$pbkdf2-sha256$1000$c2FsdA$AAAAAAAAAAAAAAAAAAAAA",
                "$pbkdf2-sha256$1000$c2Fsd$AAAAAAAAAAAAAAAAAAAAAA",
                "pbkdf2_sha1$1000$seasalt$AAAAAAAAAAAAAAAAAAAAAA==",
                "$scrypt$ln=10,p=1,r=8$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "$scrypt$ln=10,r=8,p=1$TmFDbA"
            })
    void parse_malformed_isRefusedWithASentenceThatQuotesNothing(String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
        assertEquals("password hash must be Argon2, bcrypt, PBKDF2 or scrypt in PHC or MCF form", refused.getMessage());
    }

    @Test
    void parse_longText_isRefusedBeforeAnyPatternIsTried() {
        String long1 = "pbkdf2_sha256$1000$" + "a".repeat(1 << 20) + "$AAAAAAAAAAAAAAAAAAAAAA==";
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(long1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "memory $argon2id$v=19$m=262145,t=1,p=1$c29tZXNhbHQ$" + TAG_43,
                "memory $argon2id$v=19$m=0,t=1,p=1$c29tZXNhbHQ$" + TAG_43,
                "memory $argon2id$v=19$m=99999999999999999999,t=1,p=1$c29tZXNhbHQ$" + TAG_43,
                "memory $argon2id$v=19$m=31,t=1,p=4$c29tZXNhbHQ$" + TAG_43,
                "passes $argon2id$v=19$m=256,t=17,p=1$c29tZXNhbHQ$" + TAG_43,
                "passes $argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$" + TAG_43,
                "passes $argon2id$v=19$m=262144,t=5,p=1$c29tZXNhbHQ$" + TAG_43,
                "lanes $argon2id$v=19$m=65536,t=1,p=17$c29tZXNhbHQ$" + TAG_43,
                "cost $2b$15$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "cost $2b$03$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "cost $2b$00$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "iterations $pbkdf2-sha256$2000001$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA",
                "iterations pbkdf2_sha512$0$seasalt$AAAAAAAAAAAAAAAAAAAAAA==",
                "bytes $pbkdf2-sha256$1000$c2FsdA$AAAAAAAAAAAAAAAAAAAA",
                "ln $scrypt$ln=21,r=8,p=1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "ln $scrypt$ln=16,r=1,p=1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "r $scrypt$ln=10,r=33,p=1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "p $scrypt$ln=10,r=8,p=17$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "MiB $scrypt$ln=19,r=8,p=1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "passes $scrypt$ln=18,r=8,p=5$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA"
            })
    void parse_tooExpensiveOrImpossible_isRefusedByName(String named, String text) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(text));
        assertTrue(refused.getMessage().contains(named), refused.getMessage());
        assertFalse(refused.getMessage().contains("$"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=262144,t=4,p=1$c29tZXNhbHQ$" + TAG_43,
                "$argon2id$v=19$m=65536,t=16,p=16$c29tZXNhbHQ$" + TAG_43,
                "$argon2id$v=19$m=32,t=1,p=4$c29tZXNhbHQ$" + TAG_43,
                "$2b$14$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "$pbkdf2-sha512$i=2000000$c2FsdA$AAAAAAAAAAAAAAAAAAAAAA",
                "$scrypt$ln=18,r=8,p=4$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA",
                "$scrypt$ln=15,r=1,p=1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA"
            })
    void parse_atTheBound_isAccepted(String text) {
        assertFalse(PasswordHash.parse(text).isCurrent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAA",
                // a salt with bits to spare, which no encoder writes: never a match, never an exception
                "$2b$04$cVWp4XaNU8a4v1uMRum2SP026BWLIoQMD/TXg5uZV.0P.uO8m3YEm",
                "$scrypt$ln=1,r=1,p=1$TmFDbA$AAAAAAAAAAAAAAAAAAAAAA"
            })
    void matches_anyText_answersWithoutAnException(String text) {
        PasswordHash hash = PasswordHash.parse(text);
        for (String password : new String[] {"x", "\0", "\uD83D\uDE00", "é".repeat(1_024), "a\0b"}) {
            assertFalse(hash.matches(password));
        }
    }

    @Test
    void toString_anyForm_holdsNothingOfTheHash() {
        String text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$" + TAG_43;
        assertFalse(PasswordHash.parse(text).toString().contains("$"));
        assertFalse(PasswordHash.parse(PasswordsFixture.BCRYPT).toString().contains("$"));
    }
}
