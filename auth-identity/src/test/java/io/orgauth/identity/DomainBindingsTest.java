package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.identity.DomainSso.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By which connection people of a domain sign in: when it may be said, what it ends, and where it leads. */
class DomainBindingsTest {
    private static final EmailAddress ADA = EmailAddress.of("ada@acme.example");

    private final SignInWorld signIn = new SignInWorld();
    private final TwoOrganizations world = signIn.world;
    private final Connections operator = world.operator.connections();
    private final String id = signIn.record.id();

    private DomainSso byOwner(Mode mode) {
        return world.as(world.owner).connections().bind(world.acme, SignInWorld.ACME, id, mode, Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"OFFERED", "REQUIRED"})
    void bind_byAnOwner_needsATestedConnection(Mode mode) {
        signIn.breakGlass(world.owner);
        world.assertRefused(IdentityReason.CONNECTION_NOT_TESTED, () -> byOwner(mode));
        operator.tested(world.acme, id);
        assertEquals(
                mode,
                world.assertAudited(world.signedIn(world.owner), "domain.sso_changed", () -> byOwner(mode))
                        .mode());
    }

    @Test
    void bind_required_needsABreakGlassOwner_evenOfTheOperator() {
        world.assertRefused(IdentityReason.BREAK_GLASS_MISSING, () -> signIn.bind(Mode.REQUIRED));
        signIn.breakGlass(world.owner);
        assertEquals(Mode.REQUIRED, signIn.bind(Mode.REQUIRED).mode());
    }

    @Test
    void bind_required_countsNoBreakGlassOwnerWhoIsDisabled() {
        UserId second = world.user(world.acme, "second@acme.example", Role.OWNER);
        signIn.breakGlass(second);
        world.operator.members().disable(world.acme, second);
        world.assertRefused(IdentityReason.BREAK_GLASS_MISSING, () -> signIn.bind(Mode.REQUIRED));
    }

    @Test
    void bind_disabledConnection_isRefused() {
        operator.disable(world.acme, id);
        world.assertRefused(IdentityReason.INVALID, () -> signIn.bind(Mode.OFFERED));
        assertEquals(Mode.OFF, signIn.bind(Mode.OFF).mode());
    }

    @Test
    void bind_anotherOrganizationsConnectionOrDomain_isRefused() {
        String theirs = operator.add(SignInWorld.record(world.globex, "https://globex.example"))
                .id();
        world.assertRefused(
                IdentityReason.INVALID,
                () -> operator.bind(world.acme, SignInWorld.ACME, theirs, Mode.OFF, Optional.empty()));
        world.assertRefused(
                IdentityReason.NOT_FOUND,
                () -> operator.bind(world.globex, SignInWorld.ACME, theirs, Mode.OFF, Optional.empty()));
    }

    @Test
    void bind_domainThatIsOnlyClaimed_canBeOffAlone() {
        Domain pending = Domain.of(signIn.pending());
        world.assertRefused(
                IdentityReason.INVALID, () -> operator.bind(world.acme, pending, id, Mode.OFFERED, Optional.empty()));
        assertEquals(
                Mode.OFF,
                operator.bind(world.acme, pending, id, Mode.OFF, Optional.empty())
                        .mode());
    }

    @Test
    void bind_sharedConnection_needsARealm_andAnOwnOneHasNone() {
        String shared = signIn.shared();
        for (Optional<String> bad : List.of(Optional.<String>empty(), Optional.of(""), Optional.of("a b"))) {
            world.assertRefused(
                    IdentityReason.INVALID,
                    () -> operator.bind(world.acme, SignInWorld.ACME, shared, Mode.OFFERED, bad));
        }
        world.assertRefused(
                IdentityReason.INVALID,
                () -> operator.bind(world.acme, SignInWorld.ACME, id, Mode.OFFERED, Optional.of("acme")));
        operator.bind(world.acme, SignInWorld.ACME, shared, Mode.OFFERED, Optional.of("acme"));
        assertEquals(shared, operator.route(ADA).orElseThrow().connection().id());
    }

    @Test
    void bind_required_endsTheDomainsSessionsThatWereBegunOtherwise() {
        UserId guest = world.user(world.acme, "guest@elsewhere.example", Role.MEMBER);
        Session password = signIn.session(world.member, signIn.byPassword());
        Session sso = signIn.session(world.member, signIn.byPassword(), signIn.by(id, world.member));
        Session glass = signIn.session(world.owner, signIn.byBreakGlass());
        Session other = signIn.session(guest, signIn.byPassword());
        signIn.bind(Mode.OFFERED);
        assertTrue(signIn.isAlive(password));
        signIn.require();
        assertFalse(signIn.isAlive(password));
        assertTrue(signIn.isAlive(sso));
        assertTrue(signIn.isAlive(glass));
        assertTrue(signIn.isAlive(other));
    }

    @Test
    void bind_requiredAgain_startsNoNewTerm() {
        DomainSso first = signIn.require();
        world.time.pass(Duration.ofDays(3));
        DomainSso again = signIn.bind(Mode.REQUIRED);
        assertEquals(first.since(), again.since());
        assertEquals(first.version() + 1, again.version());
        assertEquals(world.time.instant(), signIn.bind(Mode.OFFERED).since());
    }

    @Test
    void route_unlessProvenAndSwitchedOn_leadsNowhere() {
        assertEquals(Optional.empty(), operator.route(ADA));
        signIn.bind(Mode.OFF);
        assertEquals(Optional.empty(), operator.route(ADA));
        signIn.bind(Mode.OFFERED);
        assertEquals(id, operator.route(ADA).orElseThrow().connection().id());
        assertEquals(Optional.empty(), operator.route(EmailAddress.of("ada@sub.acme.example")));
        lose();
        assertEquals(Optional.empty(), operator.route(ADA));
    }

    private void lose() {
        DomainClaim claim =
                world.stores.domains().find(world.acme, SignInWorld.ACME.name()).orElseThrow();
        world.stores.domains().replace(claim.with(DomainClaim.State.LOST, world.time.instant()));
    }

    @Test
    void route_disabledConnection_leadsNowhereUnlessItIsRequired() {
        signIn.require();
        operator.disable(world.acme, id);
        assertEquals(Mode.REQUIRED, operator.route(ADA).orElseThrow().sso().mode());
        operator.enable(world.acme, id);
        signIn.bind(Mode.OFFERED);
        operator.disable(world.acme, id);
        assertEquals(Optional.empty(), operator.route(ADA));
    }

    @Test
    void route_domainThatMoved_leadsToTheNewOwnerAlone() {
        signIn.bind(Mode.OFFERED);
        lose();
        world.operator.domains().claim(world.globex, SignInWorld.ACME.name());
        world.operator.domains().vouchFor(world.globex, SignInWorld.ACME.name());
        assertEquals(Optional.empty(), operator.route(ADA));
        String theirs = operator.add(SignInWorld.record(world.globex, "https://globex.example"), SignInWorld.ACME)
                .id();
        assertEquals(theirs, operator.route(ADA).orElseThrow().connection().id());
    }

    @Test
    void domain_givenUpAndClaimedAgain_hasNoBinding() {
        signIn.bind(Mode.OFFERED);
        world.operator.domains().remove(world.acme, SignInWorld.ACME.name());
        world.operator.domains().claim(world.acme, SignInWorld.ACME.name());
        world.operator.domains().vouchFor(world.acme, SignInWorld.ACME.name());
        assertEquals(Optional.empty(), operator.route(ADA));
    }
}
