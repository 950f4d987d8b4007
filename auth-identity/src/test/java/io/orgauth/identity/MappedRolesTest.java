package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.AccessReason;
import io.orgauth.Role;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles that external groups give: a set of their own, computed anew from all groups at each sign-in. */
class MappedRolesTest {
    private final TwoOrganizations world = new TwoOrganizations();
    private final UserId mia = world.user(world.acme, "mia@acme.example", Role.MEMBER);
    private final Members members = world.as(world.signedIn(world.owner)).members();

    @BeforeEach
    void map() {
        world.operator.roleMappings().put(world.acme, "staff", Set.of(Role.VIEWER));
        world.operator.roleMappings().put(world.acme, "admins", Set.of(Role.ADMIN));
        world.operator.roleMappings().put(world.globex, "elsewhere", Set.of(Role.ADMIN));
    }

    private Membership applied(String... groups) {
        return world.operator.members().applyGroups(world.acme, mia, Set.of(groups));
    }

    @Test
    void applyGroups_mappedOnes_giveTheirRolesBesideTheManual() {
        Membership membership = applied("staff", "admins", "unmapped");
        assertEquals(Set.of(Role.VIEWER, Role.ADMIN), membership.mappedRoles());
        assertEquals(Set.of(Role.MEMBER), membership.manualRoles());
        assertEquals(Set.of(Role.MEMBER, Role.VIEWER, Role.ADMIN), membership.roles());
    }

    @Test
    void applyGroups_leftGroup_takesItsRoleAndNoManualOne() {
        applied("staff", "admins");
        assertEquals(Set.of(Role.VIEWER), applied("staff").mappedRoles());
        Membership none = applied();
        assertEquals(Set.of(), none.mappedRoles());
        assertEquals(Set.of(Role.MEMBER), none.roles());
    }

    @Test
    void applyGroups_anotherOrganizationsGroup_givesNothing() {
        assertEquals(Set.of(), applied("elsewhere").mappedRoles());
    }

    @Test
    void applyGroups_nothingNew_isNoChange() {
        Membership first = applied("staff");
        int events = world.events().size();
        assertEquals(first, applied("staff", "unmapped"));
        assertEquals(events, world.events().size());
    }

    @Test
    void applyGroups_change_isAuditedOnce() {
        int events = world.events().size();
        applied("staff");
        assertEquals(events + 1, world.events().size());
        assertEquals(
                "member.roles_mapped",
                world.events().get(events).string("action").orElseThrow());
        world.assertChainHolds();
    }

    @Test
    void applyGroups_byAnOwner_isDenied() {
        world.assertRefused(
                AccessReason.PERMISSION_MISSING, () -> members.applyGroups(world.acme, mia, Set.of("admins")));
    }

    @Test
    void applyGroups_stranger_isNotFound() {
        UserId gil = world.user(world.globex, "gil@globex.example", Role.MEMBER);
        world.assertRefused(
                IdentityReason.NOT_FOUND,
                () -> world.operator.members().applyGroups(world.acme, gil, Set.of("admins")));
    }
}
