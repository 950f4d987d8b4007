package io.orgauth.session;

import static io.orgauth.session.MachineFixture.ask;
import static io.orgauth.session.MachineFixture.assertRefused;
import static io.orgauth.session.MachineFixture.cookie;
import static io.orgauth.session.MachineFixture.request;
import static io.orgauth.session.MachineFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.Session;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.User;
import io.orgauth.session.Next.What;
import io.orgauth.session.testing.StubAnswer;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.Callback;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Attacks on what binds a sign-in to its browser, its connection, its time, and its single use. */
class PendingAttacksTest {
    private static final int THREADS = 8;
    private static final StubAnswer ADA = StubAnswer.of("ada-1").email("ada@acme.com");

    private final MachineFixture fixture = new MachineFixture();
    private User ada;

    @BeforeEach
    void members() {
        ada = fixture.person(fixture.acme, "ada@acme.com", Role.MEMBER);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void state_usedAgain_isRefusedUnread() {
        Next.Redirect sent = fixture.started(fixture.connection);
        session(fixture.back(sent, ADA));

        fixture.assertNothing(SignInReason.PENDING_NOT_VALID, () -> fixture.back(sent, ADA));

        assertEquals(1, fixture.stub.judged());
    }

    @Test
    void state_usedByEightAtOnce_signsInOnce() throws Exception {
        Next.Redirect sent = fixture.started(fixture.connection);
        Callback callback = ADA.to(sent.location());

        int signedIn = inEightThreads(() -> fixture.signIn.callback(
                fixture.connection.id(), callback, cookie(sent.handle()), MachineFixture.DEVICE));

        assertEquals(1, signedIn);
        assertEquals(1, fixture.stub.judged());
        assertEquals(1, fixture.stores.sessions().ofUser(ada.id()).size());
    }

    @Test
    void password_typedByEightAtOnce_signsInOnce() throws Exception {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));

        int signedIn = inEightThreads(() -> fixture.typed(asked.handle(), MachineFixture.PASSWORD));

        assertEquals(1, signedIn);
        assertEquals(1, fixture.stores.sessions().ofUser(ada.id()).size());
    }

    private static int inEightThreads(Callable<Next> step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> attempts = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                attempts.add(() -> isDone(step));
            }
            int done = 0;
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                done += attempt.get() ? 1 : 0;
            }
            return done;
        } finally {
            threads.shutdown();
        }
    }

    private static boolean isDone(Callable<Next> step) throws Exception {
        try {
            return step.call() instanceof Next.Done;
        } catch (SignInException e) {
            assertEquals(SignInReason.PENDING_NOT_VALID, e.reason());
            return false;
        }
    }

    @Test
    void twoTabs_eachEndsItsOwn() {
        Next.Redirect first = fixture.started(fixture.connection);
        Next.Redirect second = fixture.started(fixture.connection);

        session(fixture.back(second, ADA));
        session(fixture.back(first, ADA));
    }

    @Test
    void callback_withTheCookieOfTheOtherTab_isRefusedUnread() {
        Next.Redirect first = fixture.started(fixture.connection);
        Next.Redirect second = fixture.started(fixture.connection);

        fixture.assertNothing(
                SignInReason.PENDING_NOT_VALID,
                () -> fixture.signIn.callback(
                        fixture.connection.id(),
                        ADA.to(first.location()),
                        id -> Optional.of(second.handle().secret()),
                        MachineFixture.DEVICE));

        assertEquals(0, fixture.stub.judged());
        session(fixture.back(first, ADA));
    }

    @Test
    void callback_inABrowserThatBeganNothing_isRefusedUnread() {
        // Login CSRF: the attacker's own callback is put into the victim's browser.
        Next.Redirect attackers = fixture.started(fixture.connection);

        fixture.assertNothing(
                SignInReason.PENDING_NOT_VALID,
                () -> fixture.signIn.callback(
                        fixture.connection.id(), ADA.to(attackers.location()), id -> Optional.empty(), "victim"));

        assertEquals(0, fixture.stub.judged());
    }

    @Test
    void answer_toTheRequestOfAnotherBrowser_isRefused() {
        // The attacker's answer, the victim's state and cookie: the request's nonce tells.
        Next.Redirect attackers = fixture.started(fixture.connection);
        Next.Redirect victims = fixture.started(fixture.connection);
        Map<String, String> mixed = new HashMap<>(
                ADA.parameters(StubAnswer.query(attackers.location().getRawQuery())));
        mixed.put("state", victims.handle().id());

        fixture.assertNothing(
                SignInReason.IDENTITY_NOT_PROVEN,
                () -> fixture.signIn.callback(
                        fixture.connection.id(),
                        Callback.posted(mixed),
                        cookie(victims.handle()),
                        MachineFixture.DEVICE));
    }

    @Test
    void callback_afterTenMinutes_isRefusedUnread() {
        Next.Redirect sent = fixture.started(fixture.connection);
        fixture.time.pass(Duration.ofMinutes(10));

        fixture.assertNothing(SignInReason.PENDING_NOT_VALID, () -> fixture.back(sent, ADA));

        assertEquals(0, fixture.stub.judged());
    }

    @Test
    void callback_justBeforeTenMinutes_signsIn() {
        Next.Redirect sent = fixture.started(fixture.connection);
        fixture.time.pass(Duration.ofMinutes(10).minusMillis(1));

        session(fixture.back(sent, ADA));
    }

    @Test
    void steps_doNotMakeASignInLiveLonger() {
        Next.Ask asked = ask(What.EMAIL, fixture.signIn.begin(request()));
        fixture.time.pass(Duration.ofMinutes(9));
        fixture.signIn.email(asked.handle(), "ada@acme.com");
        fixture.time.pass(Duration.ofMinutes(1));

        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.typed(asked.handle(), MachineFixture.PASSWORD));
    }

    @Test
    void callback_atAnotherConnectionsAddress_isRefusedUnread() {
        // Mix-up: what one provider answers must not be taken for another's.
        StoredConnection other = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection("https://other.example/authorize")
                        .organization(fixture.acme)
                        .build());
        Next.Redirect sent = fixture.started(fixture.connection);

        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED,
                () -> fixture.signIn.callback(
                        other.id(), ADA.to(sent.location()), cookie(sent.handle()), MachineFixture.DEVICE));

        assertEquals(0, fixture.stub.judged());
    }

    @Test
    void callback_ofAnotherOrganizationsConnection_provesNothingHere() {
        StoredConnection globex = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection("https://other.example/authorize")
                        .organization(fixture.globex)
                        .build());

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(globex, ADA));
        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(request().by(globex.id()).entering(fixture.acme), ADA));
    }

    @Test
    void callback_byAcmesConnectionWhereGlobexWasAskedFor_entersNeither() {
        fixture.auth.users().join(fixture.globex, ada.id(), Role.MEMBER);

        SignInException refusal = fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.through(request().by(fixture.connection.id()).entering(fixture.globex), ADA));

        assertTrue(refusal.getMessage().contains("proof_of_other_organization"), refusal.getMessage());
    }

    @Test
    void callback_forASignInThatAsksForAPassword_isRefusedUnread() {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));
        Map<String, String> forged = Map.of("state", asked.handle().id(), "answer", "anything");

        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED,
                () -> fixture.signIn.callback(
                        fixture.connection.id(), Callback.posted(forged), cookie(asked.handle()), ""));

        assertEquals(0, fixture.stub.judged());
    }

    @Test
    void password_inASignInThatWaitsForAProvider_isRefused() {
        Next.Redirect sent = fixture.started(fixture.connection);

        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED, () -> fixture.typed(sent.handle(), MachineFixture.PASSWORD));
        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED, () -> fixture.signIn.email(sent.handle(), "eve@acme.com"));
        fixture.assertNothing(SignInReason.STEP_NOT_EXPECTED, () -> fixture.signIn.asked(sent.handle()));
        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED,
                () -> fixture.signIn.connection(sent.handle(), fixture.connection.id()));
    }

    @Test
    void organization_beforeAnybodyIsProven_isRefused() {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));

        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED,
                () -> fixture.signIn.organization(asked.handle(), fixture.acme, MachineFixture.DEVICE));
    }

    @Test
    void organization_thatIsNotTheirs_isNotEntered() {
        fixture.auth.users().join(fixture.globex, ada.id(), Role.MEMBER);
        Next.Ask which = ask(What.ORGANIZATION, fixture.password(request().of("ada@acme.com")));
        OrganizationId other = fixture.auth.organizations().create("Initech").id();

        fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.signIn.organization(which.handle(), other, MachineFixture.DEVICE));

        session(fixture.signIn.organization(which.handle(), fixture.acme, MachineFixture.DEVICE));
    }

    @Test
    void email_changedAfterTheProof_isRefused() {
        // Else somebody proves who they are and leaves as somebody else.
        fixture.auth.users().join(fixture.globex, ada.id(), Role.MEMBER);
        Next.Ask which = ask(What.ORGANIZATION, fixture.password(request().of("ada@acme.com")));

        fixture.assertNothing(
                SignInReason.STEP_NOT_EXPECTED, () -> fixture.signIn.email(which.handle(), "eve@acme.com"));
    }

    @Test
    void handle_ofAnother_isRefusedAtEveryStep() {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));
        Handle stolen = new Handle(asked.handle().id(), "guessed");

        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.signIn.asked(stolen));
        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.signIn.email(stolen, "eve@acme.com"));
        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.typed(stolen, MachineFixture.PASSWORD));
        assertRefused(
                SignInReason.PENDING_NOT_VALID,
                () -> fixture.signIn.organization(stolen, fixture.acme, MachineFixture.DEVICE));
        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.signIn.connection(stolen, fixture.connection.id()));
    }

    @Test
    void pending_storedInThePlaceOfAnother_opensNothing() {
        // Whoever can write the database moves no proof from one sign-in into another: each is sealed for its row and
        // step.
        fixture.auth.users().join(fixture.globex, ada.id(), Role.MEMBER);
        Next.Ask proven = ask(What.ORGANIZATION, fixture.password(request().of("ada@acme.com")));
        Next.Ask fresh = ask(What.EMAIL, fixture.signIn.begin(request()));
        PendingSignIn source =
                fixture.stores.pendingSignIns().find(proven.handle().id()).orElseThrow();
        PendingSignIn target =
                fixture.stores.pendingSignIns().find(fresh.handle().id()).orElseThrow();
        fixture.stores
                .pendingSignIns()
                .replace(new PendingSignIn(
                        target.id(), target.digest(), source.sealed(), target.expires(), target.version() + 1));

        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.signIn.asked(fresh.handle()));
    }

    @Test
    void pending_asStored_showsNothing() {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));
        PendingSignIn stored =
                fixture.stores.pendingSignIns().find(asked.handle().id()).orElseThrow();

        assertFalse(stored.sealed().contains("ada"));
        assertFalse(stored.toString().contains(stored.sealed()));
        assertFalse(asked.handle().toString().contains(asked.handle().secret()));
    }

    @Test
    void connection_switchedOffOnTheWay_signsNobodyIn() {
        Next.Redirect sent = fixture.started(fixture.connection);
        fixture.auth.connections().disable(fixture.acme, fixture.connection.id());

        fixture.assertNothing(SignInReason.CONNECTION_NOT_AVAILABLE, () -> fixture.back(sent, ADA));
    }

    @Test
    void connection_removedOnTheWay_signsNobodyIn() {
        Next.Redirect sent = fixture.started(fixture.connection);
        fixture.auth.connections().remove(fixture.acme, fixture.connection.id());

        fixture.assertNothing(SignInReason.CONNECTION_NOT_AVAILABLE, () -> fixture.back(sent, ADA));
    }

    @Test
    void answer_forged_signsNobodyIn() {
        fixture.assertNothing(
                SignInReason.IDENTITY_NOT_PROVEN, () -> fixture.through(fixture.connection, ADA.forged()));
    }

    @Test
    void answer_forAnotherConnection_signsNobodyIn() {
        fixture.assertNothing(
                SignInReason.IDENTITY_NOT_PROVEN,
                () -> fixture.through(fixture.connection, ADA.with("connection", "con_another")));
    }

    @Test
    void address_ofAMegabyte_isRememberedShort() {
        Next.Ask asked = ask(What.EMAIL, fixture.signIn.begin(request()));

        fixture.signIn.email(asked.handle(), "a".repeat(1_000_000) + "@acme.com");

        assertRefused(SignInReason.SIGN_IN_FAILED, () -> fixture.typed(asked.handle(), MachineFixture.PASSWORD));
    }

    @Test
    void addresses_typedAThousandTimes_leaveTheSignInAsItIs() {
        Next.Ask asked = ask(What.EMAIL, fixture.signIn.begin(request()));
        for (int i = 0; i < 1_100; i++) {
            fixture.signIn.email(asked.handle(), "eve" + i + "@acme.com");
        }
        fixture.signIn.email(asked.handle(), "ada@acme.com");

        session(fixture.typed(asked.handle(), MachineFixture.PASSWORD));
    }

    @Test
    void sessionOfTheBrowser_plantedBeforeTheSignIn_isWorthNothingAfterIt() {
        // Fixation: whoever gave the browser its session does not get in with it.
        User eve = fixture.person(fixture.globex, "eve@globex.com", Role.MEMBER);
        Next.Done planted = (Next.Done) fixture.password(request().of("eve@globex.com"));

        Session started = session(fixture.password(
                request().of("ada@acme.com").in(planted.session().session())));

        assertEquals(ada.id(), started.user());
        assertTrue(fixture.auth.sessions().find(planted.session().secret()).isEmpty());
        assertTrue(fixture.stores.sessions().ofUser(eve.id()).isEmpty());
    }

    @Test
    void unknownAddress_isAskedAndAnsweredAsAKnownOne() {
        List<String> answers = new ArrayList<>();
        for (String address : List.of("ada@acme.com", "nobody@acme.com")) {
            Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of(address)));
            SignInException refusal = assertRefused(
                    SignInReason.SIGN_IN_FAILED, () -> fixture.typed(asked.handle(), "some other four words"));
            answers.add(asked.offered() + " " + asked.organizations() + " " + refusal.getMessage());
        }

        assertEquals(answers.get(0), answers.get(1));
    }

    @Test
    void unknownAddress_ofARequiredDomain_isSentAsAKnownOne() {
        fixture.require();

        for (String address : List.of("ada@acme.com", "nobody@acme.com")) {
            Next next = fixture.signIn.begin(request().of(address));
            assertEquals(fixture.connection.id(), MachineFixture.connectionOf(MachineFixture.redirect(next)));
        }
    }
}
