package io.orgauth.session;

import static io.orgauth.session.MachineFixture.assertRefused;
import static io.orgauth.session.MachineFixture.request;
import static io.orgauth.session.MachineFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.session.testing.StubAnswer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an administrator can read of a sign-in afterwards, and who can. */
class SignInTraceTest {
    private static final StubAnswer STRANGER =
            StubAnswer.of("stranger-1").email("stranger@acme.com").groups("staff", "admins");

    private final MachineFixture fixture = new MachineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private SignInTrace trace(SignInException refusal) {
        return fixture.trace(Optional.of(fixture.acme), refusal).orElseThrow();
    }

    @Test
    void refusedByTheProvider_hasTheReasonAndEachCheck() {
        SignInException refusal = assertRefused(
                SignInReason.IDENTITY_NOT_PROVEN, () -> fixture.through(fixture.connection, STRANGER.forged()));

        SignInTrace trace = trace(refusal);
        assertEquals("identity_not_proven", trace.outcome());
        assertEquals(Optional.of(fixture.connection.id()), trace.connection());
        assertEquals(Optional.of("signature_wrong"), trace.details().string("reason"));
        assertTrue(trace.details().array("findings").isPresent());
        assertEquals(
                Optional.of(List.of("begun", "sent to " + fixture.connection.id())),
                trace.details().strings("steps"));
    }

    @Test
    void refusedHere_hasWhatCameAsFarAsItHelps() {
        SignInException refusal =
                assertRefused(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, STRANGER));

        JsonObject came = trace(refusal).details().object("came").orElseThrow();
        assertEquals(Optional.of("stranger-1"), came.string("subject"));
        assertEquals(Optional.of("s...@acme.com"), came.string("email"));
        assertEquals(Optional.of(List.of("admins", "staff")), came.strings("groups"));
    }

    @Test
    void signedIn_isWrittenDownToo() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, StubAnswer.of("ada-1").email("ada@acme.com")));

        SignInTrace trace = fixture.auth
                .signInTraces()
                .page(fixture.acme, fixture.time.instant().plusSeconds(1), 10)
                .get(0);

        assertEquals("signed_in", trace.outcome());
        assertEquals(Optional.of(ada.id()), trace.user());
        assertEquals(Optional.of(fixture.connection.id()), trace.connection());
    }

    @Test
    void link_thatAsksForAnotherOrganization_showsNothingThere() {
        // Else whoever sends such a link reads in their own organization what Acme's provider says of its people.
        SignInException refusal = assertRefused(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(request().by(fixture.connection.id()).entering(fixture.globex), STRANGER));

        assertEquals(Optional.empty(), fixture.trace(Optional.of(fixture.globex), refusal));
        assertTrue(fixture.trace(Optional.of(fixture.acme), refusal).isPresent());
    }

    @Test
    void sharedConnection_withoutAnOrganization_isTheOperatorsToRead() {
        StoredConnection shared = fixture.shared();
        SignInException refusal = assertRefused(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(shared, STRANGER));

        assertTrue(fixture.trace(Optional.empty(), refusal).isPresent());
        assertEquals(Optional.empty(), fixture.trace(Optional.of(fixture.acme), refusal));
    }

    @Test
    void traces_holdNoSecretAndNoAddress() {
        fixture.person(fixture.acme, "ada@acme.com", Role.MEMBER);
        Next.Ask asked = MachineFixture.ask(
                Next.What.PASSWORD,
                fixture.signIn.begin(request().of("ada@acme.com").entering(fixture.acme)));
        assertRefused(SignInReason.SIGN_IN_FAILED, () -> fixture.typed(asked.handle(), "some other four words"));
        session(fixture.typed(asked.handle(), MachineFixture.PASSWORD));
        assertRefused(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, STRANGER.session("their-session")));

        String all = fixture
                .auth
                .signInTraces()
                .page(fixture.acme, fixture.time.instant().plusSeconds(1), 10)
                .stream()
                .map(trace -> trace + Json.text(trace.details()))
                .reduce("", String::concat);

        for (String secret : List.of(
                "ada@acme.com",
                "stranger@acme.com",
                "some other four words",
                MachineFixture.PASSWORD,
                asked.handle().secret(),
                "their-session")) {
            assertFalse(all.contains(secret), secret);
        }
    }

    @Test
    void whatCame_withLineBreaksAndWithoutEnd_staysOneShortValue() {
        StubAnswer hostile = StubAnswer.of("x".repeat(1_000)).email("\r\nSet-Cookie: a=b@acme.com" + "y".repeat(5_000));
        SignInException refusal =
                assertRefused(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, hostile));

        String text = Json.text(trace(refusal).details());
        assertFalse(text.contains("\n"));
        assertTrue(text.length() < 1_000, text);
        assertFalse(refusal.getMessage().contains("Set-Cookie"));
    }
}
