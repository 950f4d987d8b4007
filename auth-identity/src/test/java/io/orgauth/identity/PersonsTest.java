package io.orgauth.identity;

import static io.orgauth.AccessReason.PERMISSION_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RULES: persons and organizations are the operator's; administrators act on memberships only, owners included. */
class PersonsTest {
    private static final UserId NOBODY = new UserId("usr_0000000000000000000000");

    /** One thing that only the operator does. */
    private record Deed(String name, Work work) {
        interface Work {
            void by(ActingServices acting, TwoOrganizations world);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Deed> deeds() {
        return Stream.of(
                new Deed("makes a person", (acting, w) -> acting.users().create(w.acme, "new@acme.example")),
                new Deed(
                        "makes another organization's person",
                        (acting, w) -> acting.users().create(w.acme, "owner@globex.example", Role.MEMBER)),
                new Deed(
                        "joins a person to the own organization",
                        (acting, w) -> acting.users().join(w.acme, w.stranger, Role.MEMBER)),
                new Deed(
                        "joins oneself to another organization",
                        (acting, w) -> acting.users().join(w.globex, w.owner, Role.OWNER)),
                new Deed("looks a person up", (acting, w) -> acting.users().find(w.stranger)),
                new Deed("looks nobody up", (acting, w) -> acting.users().find(NOBODY)),
                new Deed("looks an address up", (acting, w) -> acting.users().byEmail("owner@globex.example")),
                new Deed("lists persons", (acting, w) -> acting.users().page(Optional.empty(), 10)),
                new Deed("disables a person", (acting, w) -> acting.users().disable(w.member)),
                new Deed("enables a person", (acting, w) -> acting.users().enable(w.member)),
                new Deed(
                        "makes an organization",
                        (acting, w) -> acting.organizations().create("Mine")),
                new Deed(
                        "makes an organization with a domain",
                        (acting, w) -> acting.organizations().create("Mine", "globex.example")),
                new Deed(
                        "disables an organization",
                        (acting, w) -> acting.organizations().disable(w.globex)),
                new Deed(
                        "enables the own organization",
                        (acting, w) -> acting.organizations().enable(w.acme)));
    }

    private final TwoOrganizations world = new TwoOrganizations();

    @ParameterizedTest
    @MethodSource("deeds")
    void operatorsDeed_byAnOwner_isRefused(Deed deed) {
        world.assertRefused(PERMISSION_MISSING, () -> deed.work().by(world.as(world.owner), world));
    }

    @Test
    void create_takenAddress_isRefusedInAnyCase() {
        world.assertRefused(
                IdentityReason.ALREADY_EXISTS, () -> world.operator.users().create(world.acme, "OWNER@globex.EXAMPLE"));
    }

    @Test
    void create_roleThatIsNotThere_leavesNoPerson() {
        world.assertRefused(
                IdentityReason.INVALID,
                () -> world.operator.users().create(world.acme, "new@acme.example", Role.of("none")));
        assertEquals(Optional.empty(), world.operator.users().byEmail("new@acme.example"));
    }

    @Test
    void create_sameRoleTwice_isOne() {
        UserId made = world.user(world.acme, "new@acme.example", Role.MEMBER, Role.MEMBER);
        assertEquals(
                Set.of(Role.MEMBER),
                world.grant(world.acme, made.value()).orElseThrow().roles());
    }

    @Test
    void create_organizationThatIsNotThere_leavesNoPerson() {
        world.assertRefused(
                IdentityReason.NOT_FOUND,
                () -> world.operator
                        .users()
                        .create(OrganizationId.of("org_0000000000000000000000"), "new@acme.example"));
    }

    @Test
    void join_memberOrNobody_isRefused() {
        world.assertRefused(
                IdentityReason.ALREADY_EXISTS, () -> world.operator.users().join(world.acme, world.member));
        world.assertRefused(
                IdentityReason.NOT_FOUND, () -> world.operator.users().join(world.acme, NOBODY));
    }

    @Test
    void disable_lastOwner_isTheOperatorsAndLeavesTheMembership() {
        world.assertAudited(
                Optional.empty(), "user.disabled", () -> world.operator.users().disable(world.owner));
        assertTrue(
                world.stores.memberships().find(world.acme, world.owner.value()).isPresent());
        assertEquals(Optional.empty(), world.grant(world.acme, world.owner.value()));
    }

    @Test
    void disable_isInTheChainOfEachOrganization() {
        world.operator.users().join(world.globex, world.member);
        long before = world.stores.audit().head(world.globex).orElseThrow().sequence();
        world.assertAudited(
                Optional.empty(), "user.disabled", () -> world.operator.users().disable(world.member));
        assertEquals(
                before + 1,
                world.stores.audit().head(world.globex).orElseThrow().sequence());
    }
}
