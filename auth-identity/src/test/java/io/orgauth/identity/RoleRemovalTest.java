package io.orgauth.identity;

import static io.orgauth.identity.TwoOrganizations.READ;
import static io.orgauth.identity.TwoOrganizations.WRITE;
import static io.orgauth.identity.TwoOrganizations.WRITER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Role;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A key that is used again must not wake up rights that somebody had by the role before. */
class RoleRemovalTest {
    private final TwoOrganizations world = new TwoOrganizations();
    private final Roles roles = world.as(world.owner).roles();

    private void removeAndMakeAgain() {
        world.assertAudited(world.signedIn(world.owner), "role.removed", () -> {
            roles.remove(world.acme, WRITER);
            return WRITER;
        });
        roles.create(world.acme, WRITER.key(), Set.of(READ, WRITE));
    }

    private Membership membership(UserId user) {
        return world.stores.memberships().find(world.acme, user.value()).orElseThrow();
    }

    @Test
    void member_losesTheRole_andKeepsTheOthers() {
        world.operator.members().assign(world.acme, world.writer, Set.of(WRITER, Role.VIEWER));
        removeAndMakeAgain();
        assertEquals(Set.of(Role.VIEWER), membership(world.writer).roles());
    }

    @Test
    void member_losesTheMappedRoleToo() {
        Membership mapped = membership(world.member).withMappedRoles(Set.of(WRITER, Role.VIEWER));
        world.stores.memberships().replace(mapped);
        removeAndMakeAgain();
        assertEquals(Set.of(Role.VIEWER), membership(world.member).mappedRoles());
        assertEquals(Set.of(Role.MEMBER), membership(world.member).manualRoles());
    }

    @Test
    void disabledMember_losesItToo() {
        world.operator.members().disable(world.acme, world.writer);
        removeAndMakeAgain();
        world.operator.members().enable(world.acme, world.writer);
        assertEquals(Set.of(), membership(world.writer).roles());
    }

    @Test
    void client_losesTheRole() {
        ClientApplication client = world.client(world.acme, WRITER, Role.MEMBER);
        removeAndMakeAgain();
        assertEquals(
                Set.of(Role.MEMBER),
                world.grant(world.acme, client.id()).orElseThrow().roles());
    }

    @Test
    void invitation_givesItToNobody() {
        world.operator.invitations().invite(world.acme, "new@acme.example", Set.of(WRITER, Role.MEMBER));
        removeAndMakeAgain();
        Membership made = world.operator.invitations().accept(world.stranger, world.link());
        assertEquals(Set.of(Role.MEMBER), made.roles());
    }

    @Test
    void mapping_givesItToNobody() {
        world.operator.roleMappings().put(world.acme, "writers", Set.of(WRITER, Role.MEMBER));
        removeAndMakeAgain();
        assertEquals(Set.of(Role.MEMBER), RoleMappings.rolesOf(world.stores, world.acme, Set.of("writers")));
    }

    @Test
    void sameKeyOfAnotherOrganization_isUntouched() {
        world.operator.roles().create(world.globex, WRITER.key(), Set.of(WRITE));
        world.operator.members().assign(world.globex, world.stranger, Set.of(Role.OWNER, WRITER));
        removeAndMakeAgain();
        assertEquals(
                Set.of(Role.OWNER, WRITER),
                world.grant(world.globex, world.stranger.value()).orElseThrow().roles());
    }

    @Test
    void membersOfManyPages_loseItAll() {
        for (int i = 0; i < 1_100; i++) {
            world.user(world.acme, "w" + i + "@acme.example", WRITER);
        }
        roles.remove(world.acme, WRITER);
        assertEquals(
                0,
                world.stores.memberships().page(world.acme, Optional.empty(), 10_000).stream()
                        .filter(membership -> membership.roles().contains(WRITER))
                        .count());
    }

    @Test
    void versions_ofWhoeverDoesNotHaveIt_areLeft() {
        long before = membership(world.member).version();
        removeAndMakeAgain();
        assertEquals(before, membership(world.member).version());
    }
}
