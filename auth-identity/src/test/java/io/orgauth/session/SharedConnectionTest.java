package io.orgauth.session;

import static io.orgauth.session.MachineFixture.ask;
import static io.orgauth.session.MachineFixture.request;
import static io.orgauth.session.MachineFixture.session;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Role;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.Membership;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.User;
import io.orgauth.session.Next.What;
import io.orgauth.session.testing.StubAnswer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's connections prove a person, and never by an address alone. */
class SharedConnectionTest {
    private static final StubAnswer GUS = StubAnswer.of("gus-1").email("gus@globex.com");

    private final MachineFixture fixture = new MachineFixture();
    private final StoredConnection shared = fixture.shared();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void bind(Mode mode) {
        fixture.bind(fixture.globex, "globex.com", shared, mode, Optional.of("tenant-7"));
    }

    @Test
    void address_alone_entersNothing() {
        fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(shared, GUS));
        bind(Mode.OFFERED);
        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(shared, GUS));
        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(shared, GUS.realm("tenant-8")));
    }

    @Test
    void realm_proven_entersItsOrganization() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        bind(Mode.OFFERED);

        Next next = fixture.through(shared, GUS.realm("tenant-7"));

        assertEquals(gus.id(), session(next).user());
        assertEquals(Optional.of(fixture.globex), session(next).organization());
    }

    @Test
    void realm_ofARequiredDomain_isKeptThroughTheChoice() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        bind(Mode.REQUIRED);
        session(fixture.through(shared, GUS.realm("tenant-7")));
        fixture.auth.users().join(fixture.acme, gus.id(), Role.MEMBER);

        Next.Ask which = ask(What.ORGANIZATION, fixture.through(shared, GUS.realm("tenant-7")));

        Next next = fixture.signIn.organization(which.handle(), fixture.globex, MachineFixture.DEVICE);
        assertEquals(Optional.of(fixture.globex), session(next).organization());
    }

    @Test
    void realm_ofARequiredDomain_isNeededAtEachSignIn() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        bind(Mode.REQUIRED);
        session(fixture.through(shared, GUS.realm("tenant-7")));
        fixture.auth.sessions().endAll(gus.id(), Optional.empty());

        fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.through(request().by(shared.id()).entering(fixture.globex), GUS));
    }

    @Test
    void organization_thatRequiresItsOwnProvider_isNotEnteredByALink() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        bind(Mode.OFFERED);
        session(fixture.through(shared, GUS.realm("tenant-7")));
        fixture.auth.users().join(fixture.acme, gus.id(), Role.MEMBER);
        fixture.require();

        fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.through(request().by(shared.id()).entering(fixture.acme), GUS.realm("tenant-7")));
    }

    @Test
    void organization_thatRequiresItsOwnProvider_isNotEnteredByAnInvitation() {
        fixture.require();
        String invitation = fixture.invitation(fixture.acme, "new@elsewhere.example", Role.MEMBER);

        fixture.assertNothing(
                SignInReason.NOT_ADMITTED,
                () -> fixture.through(request().by(shared.id()).accepting(invitation), StubAnswer.of("new-1")));
    }

    @Test
    void invitation_linksThePerson() {
        String invitation = fixture.invitation(fixture.globex, "new@elsewhere.example", Role.MEMBER);

        session(fixture.through(request().by(shared.id()).accepting(invitation), StubAnswer.of("new-1")));

        User made = fixture.user("new@elsewhere.example").orElseThrow();
        assertEquals(Set.of("new-1"), fixture.links(made));
    }

    @Test
    void justInTime_needsTheRealmToo() {
        bind(Mode.OFFERED);
        fixture.auth.sharedConnections().justInTime(shared.id(), Optional.of(Role.MEMBER));

        fixture.assertNothing(SignInReason.NOT_KNOWN_HERE, () -> fixture.through(shared, GUS));
        session(fixture.through(shared, GUS.realm("tenant-7")));

        Membership made = fixture.membership(
                fixture.globex, fixture.user("gus@globex.com").orElseThrow());
        assertEquals(Set.of(Role.MEMBER), made.roles());
    }

    @Test
    void groups_giveNoRoles() {
        // A provider for everybody does not say who administers an organization.
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        fixture.auth.roleMappings().put(fixture.globex, "admins", Set.of(Role.ADMIN));
        bind(Mode.OFFERED);

        session(fixture.through(shared, GUS.realm("tenant-7").groups("admins")));

        assertEquals(
                Set.of(Role.MEMBER), fixture.membership(fixture.globex, gus).roles());
    }

    @Test
    void address_changedThere_changesNothingHere() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        bind(Mode.OFFERED);
        session(fixture.through(shared, GUS.realm("tenant-7")));

        session(fixture.through(
                shared, StubAnswer.of("gus-1").email("boss@globex.com").realm("tenant-7")));

        assertEquals(
                "gus@globex.com",
                fixture.stores.users().find(gus.id()).orElseThrow().email().value());
    }

    @Test
    void organization_askedFor_isTheOneThatIsEntered() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        fixture.auth.users().join(fixture.acme, gus.id(), Role.MEMBER);
        bind(Mode.OFFERED);

        Next next = fixture.through(request().by(shared.id()).entering(fixture.acme), GUS.realm("tenant-7"));

        assertEquals(Optional.of(fixture.acme), session(next).organization());
    }

    @Test
    void personWithoutOrganization_isToldSo() {
        User gus = fixture.member(fixture.globex, "gus@globex.com", Role.MEMBER);
        bind(Mode.OFFERED);
        session(fixture.through(shared, GUS.realm("tenant-7")));
        fixture.auth.sessions().endAll(gus.id(), Optional.empty());
        fixture.auth.members().remove(fixture.globex, gus.id());

        fixture.assertNothing(SignInReason.NO_ORGANIZATION, () -> fixture.through(shared, GUS.realm("tenant-7")));
    }
}
