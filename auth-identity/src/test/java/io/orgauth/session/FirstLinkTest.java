package io.orgauth.session;

import static io.orgauth.session.MachineFixture.assertRefused;
import static io.orgauth.session.MachineFixture.redirect;
import static io.orgauth.session.MachineFixture.request;
import static io.orgauth.session.MachineFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.identity.AdminPermissions;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Session;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.User;
import io.orgauth.session.SignInRequest.Purpose;
import io.orgauth.session.testing.StubAnswer;
import io.orgauth.session.testing.StubSsoProtocol;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who somebody at an organization's identity provider is here: (a) known, (b) by domain, (c) by invitation, (d) just in time. */
class FirstLinkTest {
    private static final StubAnswer ADA = StubAnswer.of("ada-1").email("ada@acme.com");

    private final MachineFixture fixture = new MachineFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void justInTime(Role role) {
        fixture.auth.connections().justInTime(fixture.acme, fixture.connection.id(), Optional.of(role));
    }

    private User user(Next next) {
        return fixture.stores.users().find(session(next).user()).orElseThrow();
    }

    @Test
    void a_known_isTheSamePersonWhateverAddressComes() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        User bob = fixture.member(fixture.acme, "bob@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));

        assertEquals(
                ada.id(),
                user(fixture.through(fixture.connection, StubAnswer.of("ada-1")))
                        .id());
        assertEquals(
                ada.id(),
                user(fixture.through(fixture.connection, ADA.with("email", "bob@acme.com")))
                        .id());
        assertEquals(Set.of(), fixture.links(bob));
    }

    @Test
    void a_known_comesBeforeAnInvitation() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));
        String invitation = fixture.invitation(fixture.acme, "new@acme.com", Role.MEMBER);

        // Ada is a member already: her invitation to the same organization makes no second person.
        fixture.assertNothing(
                SignInReason.LINKED_OTHERWISE,
                () -> fixture.through(request().by(fixture.connection.id()).accepting(invitation), ADA));
        assertEquals(Set.of("ada-1"), fixture.links(ada));
    }

    @Test
    void b_memberOfTheConnectionsDomain_isLinkedAndAudited() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);

        User found = user(fixture.through(fixture.connection, ADA));

        assertEquals(ada.id(), found.id());
        assertTrue(found.emailProven());
        assertEquals(Set.of("ada-1"), fixture.links(ada));
        assertTrue(fixture.actions().contains("identity.linked_by_domain"));
    }

    @Test
    void b_comesBeforeAnInvitationAndJustInTime() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        justInTime(Role.VIEWER);
        String invitation = fixture.invitation(fixture.acme, "new@acme.com", Role.ADMIN);

        Next next = fixture.through(request().by(fixture.connection.id()).accepting(invitation), ADA);

        assertEquals(ada.id(), user(next).id());
        assertEquals(Optional.empty(), fixture.user("new@acme.com"));
        assertEquals(Set.of(Role.MEMBER), fixture.membership(fixture.acme, ada).roles());
    }

    @Test
    void b_provenForTheFirstTime_discardsWhatWasThereBefore() {
        // Somebody who sat on the address before it was proven must not stay inside.
        User ada = fixture.person(fixture.acme, "ada@acme.com", Role.MEMBER);
        Session squatter = session(fixture.password(request().of("ada@acme.com")));
        StoredConnection other = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection("https://other.example/authorize")
                        .organization(fixture.acme)
                        .build());
        fixture.through(request().by(Purpose.LINK).by(other.id()).in(squatter), StubAnswer.of("squatter"));
        String key = fixture.auth
                .apiKeys()
                .issue(ada.id(), fixture.acme, "squatter's")
                .key()
                .id();

        session(fixture.through(fixture.connection, ADA));

        assertEquals(Set.of("ada-1"), fixture.links(ada));
        assertFalse(fixture.stores.sessions().find(ada.id(), squatter.id()).isPresent());
        assertTrue(fixture.auth
                .apiKeys()
                .find(fixture.acme, key)
                .orElseThrow()
                .deactivated()
                .isPresent());
        assertRefused(
                SignInReason.SIGN_IN_FAILED, () -> fixture.password(request().of("ada@acme.com")));
        assertRefused(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(other, StubAnswer.of("squatter")));
    }

    @Test
    void b_provenAlready_keepsPasswordAndSessions() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        fixture.auth.passwords().requestReset("ada@acme.com");
        fixture.auth.passwords().reset(fixture.link(), MachineFixture.PASSWORD);
        Session before = session(fixture.password(request().of("ada@acme.com")));

        session(fixture.through(fixture.connection, ADA));

        assertTrue(fixture.stores.sessions().find(ada.id(), before.id()).isPresent());
        session(fixture.password(request().of("ada@acme.com")));
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                row("no address", StubAnswer.of("ada-1")),
                row("an address that is none", StubAnswer.of("ada-1").email("ada")),
                row("an address of another domain", StubAnswer.of("ada-1").email("owner@globex.com")),
                row("an address of a subdomain", StubAnswer.of("ada-1").email("ada@mail.acme.com")),
                row("an address that looks alike", StubAnswer.of("ada-1").email("ada@acme.com.evil.example")),
                row("an address with two signs", StubAnswer.of("ada-1").email("ada@acme.com@evil.example")),
                row("an address of nobody", StubAnswer.of("ada-1").email("nobody@acme.com")),
                row(
                        "an address with a line break",
                        StubAnswer.of("ada-1").email("ada@acme.com\r\nBcc: eve@evil.example")));
    }

    private static Arguments row(String what, StubAnswer answer) {
        return Arguments.of(what, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void stranger_isRefused(String what, StubAnswer answer) {
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        fixture.member(fixture.globex, "owner@globex.com", Role.OWNER);

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, answer));
    }

    @Test
    void b_personOfTheDomainWhoIsNoMember_isRefused() {
        fixture.member(fixture.globex, "ada@acme.com", Role.MEMBER);

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, ADA));
    }

    @Test
    void b_memberWhoIsDisabled_isRefused() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        fixture.auth.members().disable(fixture.acme, ada.id());

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, ADA));
    }

    @Test
    void b_memberLinkedToAnotherAccountThere_isRefused() {
        // Whoever gets the address after somebody has left must not get the account.
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));

        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("ada-2").email("ada@acme.com")));
    }

    @Test
    void b_domainBoundToAnotherConnection_isRefused() {
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        StoredConnection other = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection("https://other.example/authorize")
                        .organization(fixture.acme)
                        .build());

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(other, ADA));
    }

    @Test
    void b_andD_domainSwitchedOff_stopAtOnce() {
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        justInTime(Role.MEMBER);
        fixture.bind(fixture.acme, "acme.com", fixture.connection, Mode.OFF, Optional.empty());

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, ADA));
        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("new").email("new@acme.com")));
    }

    @Test
    void b_andD_domainLost_stopAtOnceAndLinkedPeopleStay() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));
        fixture.member(fixture.acme, "bob@acme.com", Role.MEMBER);
        justInTime(Role.MEMBER);
        fixture.auth.domains().remove(fixture.acme, "acme.com");

        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("bob-1").email("bob@acme.com")));
        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("new").email("new@acme.com")));
        assertEquals(ada.id(), user(fixture.through(fixture.connection, ADA)).id());
    }

    @Test
    void b_domainMovedToAnotherOrganization_stopsAtOnce() {
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        fixture.auth.domains().remove(fixture.acme, "acme.com");
        fixture.auth.domains().claim(fixture.globex, "acme.com");
        fixture.auth.domains().vouchFor(fixture.globex, "acme.com");

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, ADA));
    }

    @Test
    void c_invitation_linksWhateverAddressComes() {
        String invitation = fixture.invitation(fixture.acme, "guest@elsewhere.example", Role.VIEWER);

        Next next = fixture.through(
                request().by(fixture.connection.id()).accepting(invitation),
                StubAnswer.of("guest-1").email("ceo@elsewhere.example"));

        User guest = user(next);
        assertEquals("guest@elsewhere.example", guest.email().value());
        assertTrue(guest.emailProven());
        assertEquals(
                Set.of(Role.VIEWER), fixture.membership(fixture.acme, guest).roles());
        assertEquals(Set.of("guest-1"), fixture.links(guest));
        assertTrue(fixture.actions().contains("identity.linked_by_invitation"));
        assertEquals(Optional.empty(), fixture.user("ceo@elsewhere.example"));
    }

    @Test
    void c_invitationUsed_isRefused() {
        String invitation = fixture.invitation(fixture.acme, "guest@elsewhere.example", Role.VIEWER);
        SignInRequest accepting = request().by(fixture.connection.id()).accepting(invitation);
        session(fixture.through(accepting, StubAnswer.of("guest-1")));

        fixture.assertNothing(
                SignInReason.INVITATION_NOT_VALID, () -> fixture.through(accepting, StubAnswer.of("guest-2")));
    }

    @Test
    void c_invitationOfAnotherOrganization_isRefused() {
        String invitation = fixture.invitation(fixture.globex, "guest@elsewhere.example", Role.OWNER);

        fixture.assertNothing(
                SignInReason.INVITATION_NOT_VALID,
                () -> fixture.through(
                        request().by(fixture.connection.id()).accepting(invitation), StubAnswer.of("guest-1")));
    }

    @Test
    void c_invitationOfAnotherOrganizationToSomebodyKnown_isNotAcceptedByThisProof() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));
        String invitation = fixture.invitation(fixture.globex, "ada@acme.com", Role.OWNER);

        fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.through(request().by(fixture.connection.id()).accepting(invitation), ADA));
        assertTrue(fixture.stores
                .memberships()
                .find(fixture.globex, ada.id().value())
                .isEmpty());
    }

    @Test
    void c_invitedAddressIsAUsers_whoMustSignIn() {
        // The mail says who is invited; a new account at the provider is not that person.
        fixture.person(fixture.globex, "bob@globex.com", Role.MEMBER);
        String invitation = fixture.invitation(fixture.acme, "bob@globex.com", Role.ADMIN);

        fixture.assertNothing(
                SignInReason.LINKED_OTHERWISE,
                () -> fixture.through(
                        request().by(fixture.connection.id()).accepting(invitation), StubAnswer.of("eve-1")));
    }

    @Test
    void c_comesBeforeJustInTime() {
        justInTime(Role.VIEWER);
        String invitation = fixture.invitation(fixture.acme, "guest@elsewhere.example", Role.MEMBER);

        Next next = fixture.through(
                request().by(fixture.connection.id()).accepting(invitation),
                StubAnswer.of("guest-1").email("new@acme.com"));

        assertEquals("guest@elsewhere.example", user(next).email().value());
        assertEquals(Optional.empty(), fixture.user("new@acme.com"));
    }

    @Test
    void d_justInTime_makesAMemberOfTheDomain() {
        justInTime(Role.VIEWER);

        User made =
                user(fixture.through(fixture.connection, StubAnswer.of("new-1").email("new@acme.com")));

        assertEquals("new@acme.com", made.email().value());
        assertTrue(made.emailProven());
        assertEquals(Set.of(Role.VIEWER), fixture.membership(fixture.acme, made).roles());
        assertTrue(fixture.actions().contains("identity.created_just_in_time"));
    }

    @Test
    void d_unlessTheConnectionSaysSo_makesNobody() {
        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("new-1").email("new@acme.com")));
    }

    @Test
    void d_addressOutsideOfTheDomain_makesNobody() {
        justInTime(Role.VIEWER);

        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("new-1").email("new@elsewhere.example")));
    }

    @Test
    void d_addressOfAUserElsewhere_makesNobody() {
        justInTime(Role.VIEWER);
        fixture.person(fixture.globex, "ada@acme.com", Role.OWNER);

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, ADA));
    }

    @Test
    void d_roleThatCameToManageAccess_makesNobody() {
        // The role is judged at each sign-in: what a role may do changes.
        fixture.auth.roles().create(fixture.acme, "lead", Set.of());
        justInTime(Role.of("lead"));
        fixture.auth.roles().change(fixture.acme, Role.of("lead"), Set.of(AdminPermissions.USERS_WRITE));

        fixture.assertNothing(
                SignInReason.NOT_KNOWN_HERE,
                () -> fixture.through(fixture.connection, StubAnswer.of("new-1").email("new@acme.com")));
    }

    @Test
    void address_changedWithinTheDomain_isTakenOver() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));

        session(fixture.through(fixture.connection, StubAnswer.of("ada-1").email("ada.king@acme.com")));

        assertEquals(
                "ada.king@acme.com",
                fixture.stores.users().find(ada.id()).orElseThrow().email().value());
        assertTrue(fixture.actions().contains("user.email_changed"));
    }

    static List<String> otherAddresses() {
        return List.of("ada@elsewhere.example", "owner@globex.com", "bob@acme.com", "not an address");
    }

    @ParameterizedTest
    @MethodSource("otherAddresses")
    void address_changedOtherwise_isIgnored(String address) {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        fixture.member(fixture.acme, "bob@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));

        session(fixture.through(fixture.connection, StubAnswer.of("ada-1").email(address)));

        assertEquals(
                "ada@acme.com",
                fixture.stores.users().find(ada.id()).orElseThrow().email().value());
    }

    @Test
    void address_ofAGuest_isNeverTakenOver() {
        // Whose address the organization does not own keeps it: it is the key to their other organizations.
        String invitation = fixture.invitation(fixture.acme, "guest@elsewhere.example", Role.VIEWER);
        User guest = user(
                fixture.through(request().by(fixture.connection.id()).accepting(invitation), StubAnswer.of("guest-1")));

        session(fixture.through(fixture.connection, StubAnswer.of("guest-1").email("guest@acme.com")));

        assertEquals(
                "guest@elsewhere.example",
                fixture.stores.users().find(guest.id()).orElseThrow().email().value());
    }

    @Test
    void groups_giveTheRolesOfNowAndTakeThoseOfBefore() {
        User ada = fixture.member(fixture.acme, "ada@acme.com", Role.VIEWER);
        fixture.auth.roleMappings().put(fixture.acme, "staff", Set.of(Role.MEMBER));

        session(fixture.through(fixture.connection, ADA.groups("staff", "unheard of")));
        Membership first = fixture.membership(fixture.acme, ada);
        session(fixture.through(fixture.connection, ADA.groups()));
        Membership second = fixture.membership(fixture.acme, ada);

        assertEquals(Set.of(Role.MEMBER), first.mappedRoles());
        assertEquals(Set.of(), second.mappedRoles());
        assertEquals(Set.of(Role.VIEWER), second.roles());
        assertTrue(fixture.actions().contains("member.roles_mapped"));
    }

    @Test
    void refusedAtTheDoor_leavesNoLinkBehind() {
        // Link, roles and session are one unit: the policy refuses all of it.
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        StoredConnection other = fixture.auth
                .connections()
                .add(StubSsoProtocol.connection("https://other.example/authorize")
                        .organization(fixture.acme)
                        .build());
        fixture.require();
        String invitation = fixture.invitation(fixture.acme, "new@acme.com", Role.MEMBER);

        fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.through(request().by(other.id()).accepting(invitation), StubAnswer.of("new-1")));
        assertEquals(Optional.empty(), fixture.user("new@acme.com"));
    }

    @Test
    void subject_isComparedExactly() {
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));

        for (String subject : List.of("ADA-1", "ada-1 ", " ada-1", "ada-1\u0000", "ada\u20101")) {
            fixture.assertNothing(
                    SignInReason.NOT_KNOWN_HERE, () -> fixture.through(fixture.connection, StubAnswer.of(subject)));
        }
    }

    @Test
    void subject_ofTheSameTextElsewhere_isSomebodyElse() {
        fixture.member(fixture.acme, "ada@acme.com", Role.MEMBER);
        session(fixture.through(fixture.connection, ADA));
        StoredConnection globex = fixture.auth
                .connections()
                .add(
                        StubSsoProtocol.connection("https://other.example/authorize")
                                .organization(fixture.globex)
                                .build(),
                        Domain.of("globex.com"));

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(globex, StubAnswer.of("ada-1")));
    }

    @Test
    void redirect_carriesNothingOfTheOrganization() {
        Next.Redirect sent = redirect(fixture.signIn.begin(request().by(fixture.connection.id())));

        assertFalse(sent.location().toString().contains(fixture.acme.value()));
        assertFalse(sent.location().toString().contains(sent.handle().secret()));
    }
}
