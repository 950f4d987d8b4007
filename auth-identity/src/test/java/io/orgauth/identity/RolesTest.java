package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.ALREADY_EXISTS;
import static io.orgauth.identity.IdentityReason.INVALID;
import static io.orgauth.identity.TwoOrganizations.READ;
import static io.orgauth.identity.TwoOrganizations.WRITE;
import static io.orgauth.identity.TwoOrganizations.WRITER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What roles grant: only what the product declared, from the definition of now, and never a built-in role's name. */
class RolesTest {
    private final TwoOrganizations world = new TwoOrganizations();
    private final Principal owner = world.signedIn(world.owner);
    private final Roles roles = world.as(owner).roles();

    private Set<Permission> held(UserId user) {
        return world.grant(world.acme, user.value()).orElseThrow().permissions();
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "member", "viewer"})
    void builtInRole_isNotRedefined(String key) {
        Set<Permission> before = held(world.member);
        world.assertRefused(ALREADY_EXISTS, () -> roles.create(world.acme, key, Set.of(READ)));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> roles.change(world.acme, Role.of(key), Set.of(READ)));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> roles.remove(world.acme, Role.of(key)));
        assertEquals(before, held(world.member));
    }

    @Test
    void builtInRole_redefinedInTheStore_grantsWhatTheProductSays() {
        // As after an update in which the product took a key that an organization had used.
        world.stores.roles().insert(new RoleDefinition(world.acme, Role.VIEWER, Set.of(READ, WRITE), 1));
        UserId viewer = world.user(world.acme, "viewer@acme.example", Role.VIEWER);
        assertEquals(Set.of(), held(viewer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Owner", "", "a:b", "org_1:owner", "äbc", "a b", "owner ", "1st", "../owner"})
    void key_ofAnotherForm_isInvalid(String key) {
        world.assertRefused(INVALID, () -> roles.create(world.acme, key, Set.of()));
    }

    @Test
    void undeclaredPermission_isInvalid() {
        Set<Permission> undeclared = Set.of(Permission.of("secrets:read"));
        world.assertRefused(INVALID, () -> roles.create(world.acme, "mine", undeclared));
        world.assertRefused(INVALID, () -> roles.change(world.acme, WRITER, undeclared));
        world.assertRefused(INVALID, () -> world.operator.roles().create(world.acme, "mine", undeclared));
    }

    @Test
    void permissionThatLooksLikeAWildcard_doesNotExist() {
        assertThrows(IllegalArgumentException.class, () -> Permission.of("dataset:*"));
        world.assertRefused(INVALID, () -> roles.create(world.acme, "mine", Set.of(Permission.of("dataset"))));
    }

    @Test
    void undeclaredRole_isInvalidToAssign() {
        world.assertRefused(
                INVALID, () -> world.as(owner).members().assign(world.acme, world.member, Set.of(Role.of("none"))));
    }

    @Test
    void roleTwice_isRefused() {
        world.assertRefused(ALREADY_EXISTS, () -> roles.create(world.acme, WRITER.key(), Set.of(READ)));
    }

    @Test
    void changedRole_countsAtTheNextCall() {
        world.assertAudited(owner, "role.changed", () -> roles.change(world.acme, WRITER, Set.of(READ)));
        assertEquals(Set.of(READ), held(world.writer));
    }

    @Test
    void removedRole_grantsNothing() {
        world.operator.members().assign(world.acme, world.writer, Set.of(WRITER, Role.VIEWER));
        world.assertAudited(owner, "role.removed", () -> {
            roles.remove(world.acme, WRITER);
            return WRITER;
        });
        assertEquals(Set.of(), held(world.writer));
        String client = world.client(world.acme).id();
        assertEquals(Set.of(), world.grant(world.acme, client).orElseThrow().permissions());
    }

    @Test
    void removedRole_isGivenToNobodyAnyMore() {
        roles.remove(world.acme, WRITER);
        world.assertRefused(INVALID, () -> world.as(owner).members().assign(world.acme, world.member, Set.of(WRITER)));
    }

    @Test
    void removedRole_madeAgain_grantsNoMoreThanItsMakerHolds() {
        roles.remove(world.acme, WRITER);
        Roles leads = world.as(world.lead).roles();
        world.assertRefused(
                IdentityReason.EXCEEDS_OWN_RIGHTS, () -> leads.create(world.acme, WRITER.key(), Set.of(READ, WRITE)));
        leads.create(world.acme, WRITER.key(), Set.of(READ));
        assertEquals(Set.of(), held(world.writer));
    }

    @Test
    void roleOfAnotherOrganization_grantsNothingHere() {
        world.operator.roles().create(world.globex, "auditor", Set.of(READ));
        Membership membership =
                world.stores.memberships().find(world.acme, world.lead.value()).orElseThrow();
        world.stores.memberships().replace(membership.withManualRoles(Set.of(Role.of("auditor"))));
        assertEquals(Set.of(), held(world.lead));
    }

    @Test
    void ownerLevelRole_madeByAnOwner_isAClientsToMint() {
        RoleDefinition made = world.assertAudited(
                owner,
                "role.created",
                () -> roles.create(world.acme, "minter", Set.of(AdminPermissions.CREDENTIALS_MINT)));
        assertTrue(world.grant(world.acme, world.client(world.acme, made.role()).id())
                .orElseThrow()
                .permissions()
                .contains(AdminPermissions.CREDENTIALS_MINT));
    }

    @Test
    void admin_holdsEverythingButOwnership() {
        Set<Permission> admins = held(world.admin);
        AdminPermissions.ownerLevel()
                .forEach(permission -> assertTrue(!admins.contains(permission), permission.value()));
        assertTrue(admins.containsAll(Set.of(READ, WRITE, AdminPermissions.USERS_WRITE)));
        assertTrue(held(world.owner).containsAll(AdminPermissions.all()));
    }

    @Test
    void model_grantsOwnershipToNoOtherRole() {
        AccessModel.Builder model = AccessModel.builder().grant(Role.MEMBER, "credentials:mint");
        assertThrows(IllegalStateException.class, model::build);
        assertThrows(IllegalArgumentException.class, () -> AccessModel.builder().grant(Role.OWNER, "a:b"));
        assertThrows(IllegalArgumentException.class, () -> AccessModel.builder().role("admin", "a:b"));
        assertThrows(IllegalArgumentException.class, () -> AccessModel.builder().permissions("clients:write"));
        assertThrows(
                IllegalStateException.class,
                () -> AccessModel.builder()
                        .grant(Role.MEMBER, "undeclared:read")
                        .build());
    }
}
