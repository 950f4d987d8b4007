package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.ADA;
import static io.orgauth.identity.PasswordsFixture.BCRYPT;
import static io.orgauth.identity.PasswordsFixture.BCRYPT_PASSWORD;
import static io.orgauth.identity.PasswordsFixture.GOOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.PermissionDeniedException;
import io.orgauth.identity.UserImport.Outcome;
import io.orgauth.identity.UserImport.Result;
import io.orgauth.identity.UserImport.Row;
import io.orgauth.testing.Requirement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserImportTest {
    private static final String BOB = "bob@acme.com";

    private final PasswordsFixture fixture = new PasswordsFixture();
    private final UserImport userImport = fixture.service.operator().userImport();

    @Test
    void importUser_newRow_signsInWithTheOldPasswordAndIsUnproven() {
        Result result = userImport.importUser("17", "Bob@Acme.com", BCRYPT);
        assertEquals(Outcome.IMPORTED, result.outcome());
        User bob = fixture.verify(BOB, BCRYPT_PASSWORD);
        assertEquals(result.user(), Optional.of(bob.id()));
        assertEquals(Optional.of("17"), bob.externalId());
        assertFalse(bob.emailProven());
        assertTrue(bob.enabled());
        assertTrue(PasswordHash.parse(stored(bob)).isCurrent());
    }

    @Test
    void importUser_again_isUnchanged() {
        Result first = userImport.importUser("17", BOB, BCRYPT);
        Result second = userImport.importUser("17", BOB, BCRYPT);
        assertEquals(new Result("17", Outcome.UNCHANGED, first.user(), ""), second);
        assertEquals(2, fixture.stores.users().page(Optional.empty(), 10).size());
    }

    @Test
    void importUser_again_neverOverwritesANewerPassword() {
        UserId bob = userImport.importUser("17", BOB, BCRYPT).user().orElseThrow();
        fixture.passwords.set(bob, GOOD);
        String newer = fixture.stores.passwords().find(bob).orElseThrow();
        assertEquals(Outcome.UNCHANGED, userImport.importUser("17", BOB, BCRYPT).outcome());
        assertEquals(Optional.of(newer), fixture.stores.passwords().find(bob));
    }

    @Test
    void importUser_userWithoutPassword_isGivenNoneByALaterRow() {
        UserId bob = userImport.importUser(Row.of("17", BOB)).user().orElseThrow();
        assertEquals(Outcome.UNCHANGED, userImport.importUser("17", BOB, BCRYPT).outcome());
        assertEquals(Optional.empty(), fixture.stores.passwords().find(bob));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "''|new@acme.com|" + BCRYPT + "|external id",
                "' '|new@acme.com|" + BCRYPT + "|external id",
                "18|not an address|" + BCRYPT + "|e-mail address",
                "18|''|" + BCRYPT + "|e-mail address",
                "18|new@acme.com|cleartext|password hash",
                "18|new@acme.com|''|password hash",
                "18|new@acme.com|$2b$31$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm|cost",
                "18|ada@acme.com|" + BCRYPT + "|e-mail address",
                "17|new@acme.com|" + BCRYPT + "|external id",
                "17|ada@acme.com|" + BCRYPT + "|external id"
            })
    void importUser_rowThatCannotBe_isRefusedAndChangesNothing(String id, String email, String hash, String named) {
        UserId bob = userImport.importUser("17", BOB, BCRYPT).user().orElseThrow();
        List<User> before = fixture.stores.users().page(Optional.empty(), 10);

        Result refused = userImport.importUser(id, email, hash);

        assertEquals(Outcome.REFUSED, refused.outcome());
        assertEquals(Optional.empty(), refused.user());
        assertTrue(refused.reason().contains(named), refused.reason());
        assertFalse(refused.reason().contains("cleartext"), refused.reason());
        assertEquals(before, fixture.stores.users().page(Optional.empty(), 10));
        assertEquals(BCRYPT, fixture.stores.passwords().find(bob).orElseThrow());
        assertEquals(Optional.empty(), fixture.stores.passwords().find(fixture.ada.id()));
    }

    @Test
    void importUser_externalIdAtTheBound_isTakenOver() {
        assertEquals(
                Outcome.IMPORTED,
                userImport.importUser(Row.of("x".repeat(255), BOB)).outcome());
        assertEquals(
                Outcome.REFUSED,
                userImport.importUser(Row.of("x".repeat(256), "c@acme.com")).outcome());
        assertEquals(
                Outcome.REFUSED,
                userImport.importUser(Row.of("a\u0000b", "c@acme.com")).outcome());
    }

    @Test
    void importUser_knownEmail_cannotTakeTheAccountOver() {
        fixture.store(fixture.ada, Argon2Hash.of(GOOD, fixture.outside.random()));
        assertEquals(Outcome.REFUSED, userImport.importUser("evil", ADA, BCRYPT).outcome());
        assertEquals(fixture.ada, fixture.verify(ADA, GOOD));
    }

    @Test
    void importUser_eightThreads_makeOneUser() throws Exception {
        List<Result> results = PasswordsFixture.atOnce(8, () -> userImport.importUser("17", BOB, BCRYPT));
        assertEquals(
                1, results.stream().filter(r -> r.outcome() == Outcome.IMPORTED).count());
        assertEquals(
                7,
                results.stream().filter(r -> r.outcome() == Outcome.UNCHANGED).count());
        assertEquals(1, results.stream().map(Result::user).distinct().count());
    }

    @Test
    void importUsers_manyRows_areStreamedOneByOne() {
        int rows = Requirement.fullRun() ? 100_000 : 1_000;
        assertEquals(Map.of(Outcome.IMPORTED, rows - 1, Outcome.REFUSED, 1), outcomes(rows));
        assertEquals(Map.of(Outcome.UNCHANGED, rows - 1, Outcome.REFUSED, 1), outcomes(rows));
    }

    /** Imports numbered rows, of which the eleventh has no address; each result comes before the next row is read. */
    private Map<Outcome, Integer> outcomes(int rows) {
        List<Integer> read = new ArrayList<>();
        Iterator<Row> source = IntStream.range(0, rows)
                .peek(read::add)
                .mapToObj(i -> Row.of("id" + i, i == 10 ? "?" : "user" + i + "@acme.com")
                        .withPasswordHash(BCRYPT))
                .iterator();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        userImport.importUsers(source, result -> {
            assertEquals("id" + (read.size() - 1), result.externalId());
            outcomes.merge(result.outcome(), 1, Integer::sum);
        });
        return outcomes;
    }

    @Test
    void importUser_byAPrincipal_isDenied() {
        UserImport acting = new UserImport(fixture.context, PasswordsFixture.someone(fixture.context));
        assertThrows(PermissionDeniedException.class, () -> acting.importUser("17", BOB, BCRYPT));
        assertThrows(
                PermissionDeniedException.class,
                () -> acting.importUsers(List.of(Row.of("17", BOB)).iterator(), result -> {}));
        assertThrows(
                PermissionDeniedException.class,
                () -> acting.importUsers(List.<Row>of().iterator(), result -> {}));
        assertEquals(Optional.empty(), fixture.stores.users().byExternalId("17"));
    }

    @Test
    void row_toString_tellsNothing() {
        String text = Row.of("17", BOB).withPasswordHash(BCRYPT).toString();
        assertEquals("Row[redacted]", text);
    }

    private String stored(User user) {
        return fixture.stores.passwords().find(user.id()).orElseThrow();
    }
}
