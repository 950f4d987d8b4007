package io.orgauth.session;

import static io.orgauth.session.MachineFixture.ask;
import static io.orgauth.session.MachineFixture.assertRefused;
import static io.orgauth.session.MachineFixture.redirect;
import static io.orgauth.session.MachineFixture.request;
import static io.orgauth.session.MachineFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.User;
import io.orgauth.session.Next.What;
import io.orgauth.session.SignInRequest.Hint;
import io.orgauth.session.SignInRequest.Purpose;
import io.orgauth.session.testing.StubAnswer;
import io.orgauth.session.testing.StubSsoProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The steps of a sign-in, as they go well. */
class SignInStepsTest {
    private final MachineFixture fixture = new MachineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void password_ofMemberOfOneOrganization_signsIn() {
        User ada = fixture.person(fixture.globex, "ada@globex.com", Role.MEMBER);

        Next.Ask email = ask(What.EMAIL, fixture.signIn.begin(request()));
        Next.Ask password = ask(What.PASSWORD, fixture.signIn.email(email.handle(), "ada@globex.com"));
        Next next = fixture.typed(password.handle(), MachineFixture.PASSWORD);

        assertEquals("/home", assertInstanceOf(Next.Done.class, next).returnTo());
        assertEquals(ada.id(), session(next).user());
        assertEquals(Optional.of(fixture.globex), session(next).organization());
        assertEquals(SignInMethod.PASSWORD, session(next).proofs().get(0).method());
    }

    @Test
    void password_wrong_canBeTriedAgainInTheSameSignIn() {
        fixture.person(fixture.globex, "ada@globex.com", Role.MEMBER);
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@globex.com")));

        assertRefused(SignInReason.SIGN_IN_FAILED, () -> fixture.typed(asked.handle(), "another five words here"));

        assertEquals(What.PASSWORD, fixture.signIn.asked(asked.handle()).what());
        session(fixture.typed(asked.handle(), MachineFixture.PASSWORD));
    }

    @Test
    void email_typedAgain_isTheOneThatCounts() {
        User ada = fixture.person(fixture.globex, "ada@globex.com", Role.MEMBER);
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("adda@globex.com")));

        Next.Ask again = ask(What.PASSWORD, fixture.signIn.email(asked.handle(), "ada@globex.com"));

        assertEquals(Optional.of("ada@globex.com"), again.email());
        assertEquals(
                ada.id(),
                session(fixture.typed(again.handle(), MachineFixture.PASSWORD)).user());
    }

    @Test
    void password_ofMemberOfTwo_asksWhich() {
        User ada = fixture.person(fixture.globex, "ada@elsewhere.example", Role.MEMBER);
        fixture.auth.users().join(fixture.acme, ada.id(), Role.MEMBER);

        Next.Ask which = ask(What.ORGANIZATION, fixture.password(request().of("ada@elsewhere.example")));

        assertEquals(Set.of(fixture.acme, fixture.globex), Set.copyOf(which.organizations()));
        assertEquals(which.organizations(), fixture.signIn.asked(which.handle()).organizations());
        Next next = fixture.signIn.organization(which.handle(), fixture.acme, MachineFixture.DEVICE);
        assertEquals(Optional.of(fixture.acme), session(next).organization());
    }

    @Test
    void password_withOrganizationAskedFor_entersIt() {
        User ada = fixture.person(fixture.globex, "ada@elsewhere.example", Role.MEMBER);
        fixture.auth.users().join(fixture.acme, ada.id(), Role.MEMBER);

        Next next = fixture.password(request().of("ada@elsewhere.example").entering(fixture.globex));

        assertEquals(Optional.of(fixture.globex), session(next).organization());
    }

    @Test
    void password_ofMemberOfNone_isRefused() {
        User ada = fixture.person(fixture.globex, "ada@globex.com");
        fixture.auth.members().remove(fixture.globex, ada.id());

        assertRefused(
                SignInReason.NO_ORGANIZATION, () -> fixture.password(request().of("ada@globex.com")));
    }

    @Test
    void email_ofDomainThatOffersSso_asksForPasswordAndOffersTheConnection() {
        Next.Ask asked = ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")));

        assertEquals(Optional.of(fixture.connection.id()), asked.offered());
        Next.Redirect sent = redirect(fixture.signIn.connection(asked.handle(), fixture.connection.id()));
        assertEquals("ada@acme.com", query(sent).get("login_hint"));
    }

    @Test
    void email_ofDomainThatRequiresSso_goesToItsConnection() {
        fixture.require();

        Next.Ask asked = ask(What.EMAIL, fixture.signIn.begin(request()));
        Next.Redirect sent = redirect(fixture.signIn.email(asked.handle(), "ada@acme.com"));

        assertEquals(fixture.connection.id(), MachineFixture.connectionOf(sent));
        assertRefused(SignInReason.PENDING_NOT_VALID, () -> fixture.signIn.asked(asked.handle()));
    }

    @Test
    void email_ofDomainNotProven_goesNowhere() {
        fixture.require();
        fixture.auth.domains().remove(fixture.acme, "acme.com");

        assertEquals(
                Optional.empty(),
                ask(What.PASSWORD, fixture.signIn.begin(request().of("ada@acme.com")))
                        .offered());
    }

    @Test
    void connection_asksForAFreshProof_ifThatIsAskedFor() {
        Next.Redirect sent = redirect(
                fixture.signIn.begin(request().by(fixture.connection.id()).hinting(Hint.FRESH)));

        assertEquals("login", query(sent).get("prompt"));
    }

    @Test
    void connection_thatPosts_givesAForm() {
        StoredConnection posting = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection(StubSsoProtocol.settings(MachineFixture.AUTHORIZE)
                                .put("request", "form")
                                .build())
                        .organization(fixture.acme)
                        .build());

        Next.PostForm form = assertInstanceOf(
                Next.PostForm.class, fixture.signIn.begin(request().by(posting.id())));

        assertEquals(MachineFixture.AUTHORIZE, form.action().toString());
        assertEquals(form.handle().id(), form.fields().get("state"));
        assertTrue(!form.toString().contains(form.fields().get("nonce")));
    }

    @Test
    void connection_linkedPerson_entersTheConnectionsOrganization() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);

        Session session = session(
                fixture.through(fixture.connection, StubAnswer.of("ada-1").email("ada@acme.com")));

        assertEquals(ada.id(), session.user());
        assertEquals(Optional.of(fixture.acme), session.organization());
        assertEquals("ada-1", session.proofs().get(0).external().orElseThrow().subject());
    }

    @Test
    void session_ofThisBrowser_isReplacedAndItsProofsStay() {
        StubAnswer answer = StubAnswer.of("ada-1").email("ada@acme.com");
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, answer));
        fixture.auth.passwords().set(ada.id(), MachineFixture.PASSWORD);
        Session first = session(fixture.through(fixture.connection, answer));

        Next next = fixture.password(request().of("ada@acme.com").in(first));

        assertNotEquals(first.id(), session(next).id());
        assertEquals(2, session(next).proofs().size());
        assertEquals(
                List.of(session(next).id()),
                fixture.stores.sessions().ofUser(ada.id()).stream()
                        .map(Session::id)
                        .toList());
    }

    @Test
    void session_ofSomebodyElseInThisBrowser_leavesNothingBehind() {
        fixture.person(fixture.globex, "eve@globex.com", Role.MEMBER);
        Session eve = session(fixture.password(request().of("eve@globex.com")));
        fixture.person(fixture.globex, "ada@globex.com", Role.MEMBER);

        Session ada = session(fixture.password(request().of("ada@globex.com").in(eve)));

        assertEquals(1, ada.proofs().size());
        assertTrue(fixture.stores.sessions().ofUser(eve.user()).isEmpty());
    }

    @Test
    void begin_signedInAlready_isAtTheEndAtOnce() {
        fixture.person(fixture.globex, "ada@globex.com", Role.MEMBER);
        Session present = session(fixture.password(request().of("ada@globex.com")));

        Next next = fixture.signIn.begin(request().in(present));

        assertEquals(present.user(), session(next).user());
        assertNotEquals(present.id(), session(next).id());
        ask(What.EMAIL, fixture.signIn.begin(request().in(session(next)).hinting(Hint.FRESH)));
    }

    @Test
    void begin_signedInAlreadyButNowhereNear_asksAnew() {
        User ada = fixture.person(fixture.globex, "ada@elsewhere.example", Role.MEMBER);
        Session present = session(fixture.password(request().of("ada@elsewhere.example")));
        fixture.auth.users().join(fixture.acme, ada.id(), Role.MEMBER);

        Next next = fixture.signIn.begin(request().in(present).entering(fixture.acme));

        ask(What.EMAIL, next); // a link of another site changes no organization
        assertEquals(
                List.of(Optional.of(fixture.globex)),
                fixture.stores.sessions().ofUser(ada.id()).stream()
                        .map(Session::organization)
                        .toList());
    }

    @Test
    void password_whereSsoIsRequired_leadsThere() {
        User ada = fixture.person(fixture.acme, "ada@acme.com", Role.MEMBER);
        fixture.require();

        Next next = fixture.password(request().of("ada@acme.com").hinting(Hint.NO_CONNECTION));

        assertEquals(fixture.connection.id(), MachineFixture.connectionOf(redirect(next)));
        assertTrue(fixture.stores.sessions().ofUser(ada.id()).isEmpty());
        assertEquals(
                Optional.of(fixture.acme),
                session(fixture.back(redirect(next), StubAnswer.of("ada-1").email("ada@acme.com")))
                        .organization());
    }

    @Test
    void email_ofAnotherOrganizationsDomain_doesNotLeadThereFromTheOneAskedFor() {
        fixture.person(fixture.globex, "ada@acme.com", Role.MEMBER);
        fixture.require();

        Next next = fixture.password(request().of("ada@acme.com").entering(fixture.globex));

        assertEquals(Optional.of(fixture.globex), session(next).organization());
    }

    @Test
    void glass_broken_opensWhereSsoIsRequired() {
        fixture.require();
        String secret = fixture.auth
                .breakGlassOwners()
                .issue(
                        fixture.acme,
                        fixture.member(fixture.acme, "olga@acme.com", Role.OWNER)
                                .id())
                .secret();

        Session session = session(fixture.password(request().of("olga@acme.com").hinting(Hint.NO_CONNECTION), secret));

        assertEquals(SignInMethod.BREAK_GLASS, session.proofs().get(0).method());
        assertEquals(
                session.times().created().plus(Duration.ofHours(1)),
                session.times().end());
        assertTrue(fixture.actions().contains("break_glass.used"));
    }

    @Test
    void test_ofOwner_marksTheConnectionAndSignsNobodyIn() {
        fixture.person(fixture.acme, "olga@elsewhere.example", Role.OWNER);
        Session owner = session(fixture.password(request().of("olga@elsewhere.example")));
        int sessions = fixture.stores.sessions().ofUser(owner.user()).size();

        Next next = fixture.through(
                request().by(Purpose.TEST).by(fixture.connection.id()).in(owner), StubAnswer.of("nobody"));

        assertEquals("/home", assertInstanceOf(Next.Back.class, next).returnTo());
        assertEquals(
                Optional.of(fixture.time.instant()),
                fixture.stores
                        .connections()
                        .byId(fixture.connection.id())
                        .orElseThrow()
                        .admission()
                        .tested());
        assertEquals(sessions, fixture.stores.sessions().ofUser(owner.user()).size());
        assertTrue(fixture.stores
                .identityLinks()
                .find(fixture.connection.id(), "nobody")
                .isEmpty());
    }

    @Test
    void test_ofMember_isRefused() {
        fixture.person(fixture.acme, "ada@elsewhere.example", Role.ADMIN);
        Session admin = session(fixture.password(request().of("ada@elsewhere.example")));

        assertRefused(
                SignInReason.NOT_ADMITTED,
                () -> fixture.signIn.begin(
                        request().by(Purpose.TEST).by(fixture.connection.id()).in(admin)));
        assertRefused(
                SignInReason.NOT_ADMITTED,
                () -> fixture.signIn.begin(request().by(Purpose.TEST).by(fixture.connection.id())));
    }

    @Test
    void link_ofSignedInMember_linksTheAccountOnly() {
        User ada = fixture.person(fixture.acme, "ada@elsewhere.example", Role.MEMBER);
        Session present = session(fixture.password(request().of("ada@elsewhere.example")));
        SignInRequest link =
                request().by(Purpose.LINK).by(fixture.connection.id()).in(present);

        assertInstanceOf(Next.Back.class, fixture.through(link, StubAnswer.of("ada-1")));

        assertEquals(Set.of("ada-1"), fixture.links(ada));
        assertEquals(
                ada.id(),
                session(fixture.through(fixture.connection, StubAnswer.of("ada-1")))
                        .user());
    }

    @Test
    void link_longAfterSigningIn_isRefused() {
        fixture.person(fixture.acme, "ada@elsewhere.example", Role.MEMBER);
        Session present = session(fixture.password(request().of("ada@elsewhere.example")));
        fixture.time.pass(Duration.ofMinutes(11));

        assertRefused(
                SignInReason.NOT_ADMITTED,
                () -> fixture.signIn.begin(
                        request().by(Purpose.LINK).by(fixture.connection.id()).in(present)));
    }

    @Test
    void link_toAnAccountOfSomebodyElse_isRefused() {
        fixture.member(fixture.acme, "bob@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, StubAnswer.of("bob-1").email("bob@acme.com")));
        fixture.person(fixture.acme, "ada@elsewhere.example", Role.MEMBER);
        Session present = session(fixture.password(request().of("ada@elsewhere.example")));

        fixture.assertNothing(
                SignInReason.LINKED_OTHERWISE,
                () -> fixture.through(
                        request().by(Purpose.LINK).by(fixture.connection.id()).in(present), StubAnswer.of("bob-1")));
    }

    @Test
    void unsolicited_whereAllowed_beginsASignInOfOurOwn() {
        StoredConnection allowing = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection(StubSsoProtocol.settings(MachineFixture.AUTHORIZE)
                                .put("unsolicited", true)
                                .build())
                        .organization(fixture.acme)
                        .build());

        Next next = fixture.signIn.callback(
                allowing.id(), StubAnswer.of("ada-1").unsolicited(allowing.id()), id -> Optional.empty(), "");

        assertEquals(allowing.id(), MachineFixture.connectionOf(redirect(next)));
        assertTrue(fixture.stores.identityLinks().find(allowing.id(), "ada-1").isEmpty());
    }

    @Test
    void unsolicited_unlessAllowed_isRefusedUnread() {
        assertRefused(
                SignInReason.PENDING_NOT_VALID,
                () -> fixture.signIn.callback(
                        fixture.connection.id(),
                        StubAnswer.of("ada-1").unsolicited(fixture.connection.id()),
                        id -> Optional.empty(),
                        ""));
        assertEquals(0, fixture.stub.judged());
    }

    @Test
    void provider_thatDoesNotAnswer_isSaidSo() {
        fixture.stub.unreachable(true);
        assertRefused(SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, () -> fixture.started(fixture.connection));

        fixture.stub.unreachable(false);
        Next.Redirect sent = fixture.started(fixture.connection);
        fixture.stub.unreachable(true);
        assertRefused(SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, () -> fixture.back(sent, StubAnswer.of("ada-1")));
    }

    @Test
    void connection_unknownOrSwitchedOff_isNotAvailable() {
        assertRefused(
                SignInReason.CONNECTION_NOT_AVAILABLE,
                () -> fixture.signIn.begin(request().by("con_unknown")));
        fixture.auth.connections().disable(fixture.acme, fixture.connection.id());
        assertRefused(SignInReason.CONNECTION_NOT_AVAILABLE, () -> fixture.started(fixture.connection));
    }

    @Test
    void sharedConnection_ofMemberOfTwo_asksWhich() {
        StoredConnection shared = fixture.shared();
        User ada = fixture.person(fixture.globex, "ada@elsewhere.example", Role.MEMBER);
        fixture.auth.users().join(fixture.acme, ada.id(), Role.MEMBER);
        fixture.bind(fixture.globex, "globex.com", shared, Mode.OFFERED, Optional.of("globex"));
        String invitation = fixture.invitation(fixture.globex, "new@elsewhere.example", Role.MEMBER);
        fixture.through(request().by(shared.id()).accepting(invitation), StubAnswer.of("new-1"));
        User made = fixture.user("new@elsewhere.example").orElseThrow();
        fixture.auth.users().join(fixture.acme, made.id(), Role.MEMBER);

        Next.Ask which = ask(What.ORGANIZATION, fixture.through(shared, StubAnswer.of("new-1")));

        assertEquals(Set.of(fixture.acme, fixture.globex), Set.copyOf(which.organizations()));
        Next next = fixture.signIn.organization(which.handle(), fixture.globex, MachineFixture.DEVICE);
        assertEquals(Optional.of(fixture.globex), session(next).organization());
    }

    @Test
    void reset_byTheLink_endsAllSessions() {
        User ada = fixture.person(fixture.globex, "ada@globex.com", Role.MEMBER);
        session(fixture.password(request().of("ada@globex.com")));
        fixture.auth.passwords().requestReset("ada@globex.com");

        fixture.auth.passwords().reset(fixture.link(), "five other words and more");

        assertTrue(fixture.stores.sessions().ofUser(ada.id()).isEmpty());
    }

    @Test
    void reset_thatProvesTheAddress_endsWhatWasLinkedBefore() {
        User ada = fixture.person(fixture.acme, "ada@elsewhere.example", Role.MEMBER);
        Session squatter = session(fixture.password(request().of("ada@elsewhere.example")));
        fixture.through(request().by(Purpose.LINK).by(fixture.connection.id()).in(squatter), StubAnswer.of("squatter"));
        fixture.auth.passwords().requestReset("ada@elsewhere.example");

        fixture.auth.passwords().reset(fixture.link(), "five other words and more");

        assertEquals(Set.of(), fixture.links(ada));
        assertRefused(
                SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, StubAnswer.of("squatter")));
    }

    private static Map<String, String> query(Next.Redirect sent) {
        return StubAnswer.query(sent.location().getRawQuery());
    }
}
