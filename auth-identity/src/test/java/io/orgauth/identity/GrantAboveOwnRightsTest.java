package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.EXCEEDS_OWN_RIGHTS;
import static io.orgauth.identity.TwoOrganizations.LEAD;
import static io.orgauth.identity.TwoOrganizations.READ;
import static io.orgauth.identity.TwoOrganizations.WRITE;
import static io.orgauth.identity.TwoOrganizations.WRITER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.AccessReason;
import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RULES: nobody creates, changes or assigns anything whose permissions exceed those of the acting credential. */
class GrantAboveOwnRightsTest {
    private static final Permission MINT = AdminPermissions.CREDENTIALS_MINT;

    private final TwoOrganizations world = new TwoOrganizations();
    private final ActingServices lead = world.as(world.lead);

    private void assertExceeds(Runnable attack) {
        world.assertRefused(EXCEEDS_OWN_RIGHTS, attack);
    }

    @Test
    void assign_strongerRole_isRefused() {
        assertExceeds(() -> lead.members().assign(world.acme, world.lead, Set.of(LEAD, WRITER)));
        assertExceeds(() -> lead.members().assign(world.acme, world.member, Set.of(WRITER)));
        assertExceeds(
                () -> lead.members().change(world.acme, world.member, Optional.of(Set.of(WRITER)), Optional.empty()));
    }

    @Test
    void assign_rolesTogetherStronger_isRefused() {
        Role half = world.role("half", WRITE);
        assertExceeds(() -> lead.members().assign(world.acme, world.member, Set.of(Role.MEMBER, half)));
    }

    @Test
    void change_secondStepRefused_leavesTheFirstUndone() {
        UserId colleague = world.user(world.acme, "colleague@acme.example", Role.MEMBER);
        ActingServices acting = world.as(world.owner);
        world.operator.members().assign(world.acme, world.admin, Set.of(Role.OWNER));
        world.operator.members().disable(world.acme, world.admin);
        world.assertRefused(
                IdentityReason.LAST_OWNER,
                () -> acting.members()
                        .change(
                                world.acme,
                                world.owner,
                                Optional.of(Set.of(Role.OWNER, Role.MEMBER)),
                                Optional.of(false)));
        assertExceeds(
                () -> lead.members().change(world.acme, colleague, Optional.of(Set.of(WRITER)), Optional.of(false)));
    }

    @Test
    void touch_memberWhoHoldsMore_isRefused() {
        assertExceeds(() -> lead.members().assign(world.acme, world.writer, Set.of()));
        assertExceeds(() -> lead.members().disable(world.acme, world.writer));
        assertExceeds(() -> lead.members().remove(world.acme, world.writer));
    }

    @Test
    void enable_disabledMemberWhoHoldsMore_isRefused() {
        world.operator.members().disable(world.acme, world.writer);
        assertExceeds(() -> lead.members().enable(world.acme, world.writer));
    }

    @Test
    void touch_memberWhoHoldsMoreByAGroup_isRefused() {
        Membership mapped = world.stores
                .memberships()
                .find(world.acme, world.member.value())
                .orElseThrow();
        world.stores.memberships().replace(mapped.withMappedRoles(Set.of(WRITER)));
        assertExceeds(() -> lead.members().assign(world.acme, world.member, Set.of()));
        assertExceeds(() -> lead.members().disable(world.acme, world.member));
    }

    @Test
    void invite_toStrongerRole_isRefused() {
        assertExceeds(() -> lead.invitations().invite(world.acme, "friend@evil.example", Set.of(WRITER)));
    }

    @Test
    void withdraw_invitationToStrongerRole_isRefused() {
        Invitation open = world.as(world.admin).invitations().invite(world.acme, "new@acme.example", Set.of(WRITER));
        assertExceeds(() -> lead.invitations().withdraw(world.acme, open.id()));
    }

    @Test
    void role_strongerThanItsMaker_isRefused() {
        assertExceeds(() -> lead.roles().create(world.acme, "mine", Set.of(READ, WRITE)));
    }

    @Test
    void role_ownRoleWidened_isRefused() {
        assertExceeds(() -> lead.roles().change(world.acme, LEAD, Set.of(READ, WRITE)));
    }

    @Test
    void role_strongerRoleWeakenedOrRemoved_isRefused() {
        assertExceeds(() -> lead.roles().change(world.acme, WRITER, Set.of(READ)));
        assertExceeds(() -> lead.roles().remove(world.acme, WRITER));
    }

    @Test
    void client_strongerThanItsMaker_isRefused() {
        assertExceeds(() -> lead.clients().create(world.acme, "robot", Set.of(WRITER)));
        String weak = world.client(world.acme).id();
        assertExceeds(() -> lead.clients().assign(world.acme, weak, Set.of(WRITER)));
        assertExceeds(() -> lead.clients()
                .change(
                        world.acme,
                        weak,
                        new ClientChange(
                                Optional.of("renamed"),
                                Optional.of(Set.of(WRITER)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void client_strongerThanWhoWouldTouchIt_isRefused() {
        URI uri = world.dataPlane(world.acme, "https://data.acme.example").uri();
        String strong = world.client(world.acme, WRITER).id();
        assertExceeds(() -> lead.clients().rotateSecret(world.acme, strong, Duration.ZERO));
        assertExceeds(() -> lead.clients().assign(world.acme, strong, Set.of()));
        assertExceeds(() -> lead.clients().rename(world.acme, strong, "robot 2"));
        assertExceeds(() -> lead.clients().useByDefault(world.acme, strong, uri));
        assertExceeds(() -> lead.clients().disable(world.acme, strong));
        world.operator.clients().disable(world.acme, strong);
        assertExceeds(() -> lead.clients().enable(world.acme, strong));
    }

    @Test
    void mapping_ofAnOwnerWithNarrowCredential_isRefused() {
        // Whoever could write mappings with a credential that lacks a right would get it back by joining a group.
        Principal acting = world.principal(
                world.acme,
                world.owner.value(),
                new Grant(Set.of(AdminPermissions.ROLE_MAPPINGS_WRITE), Set.of(Role.OWNER)));
        assertExceeds(() -> world.as(acting).roleMappings().put(world.acme, "writers", Set.of(WRITER)));
    }

    @Test
    void narrowedCredential_reachesOnlyWhatItKept() {
        ActingServices acting = world.as(world.narrowed(world.admin, AdminPermissions.USERS_WRITE, READ));
        assertExceeds(() -> acting.members().assign(world.acme, world.member, Set.of(WRITER)));
        acting.members().assign(world.acme, world.member, Set.of());
        assertEquals(
                Set.of(),
                world.grant(world.acme, world.member.value()).orElseThrow().permissions());
    }

    @Test
    void roleWithoutPermissionToGive_isRefusedBeforeAnythingIsLookedAt() {
        ActingServices plain = world.as(world.member);
        world.assertRefused(
                AccessReason.PERMISSION_MISSING, () -> plain.members().assign(world.acme, world.member, Set.of()));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> plain.roles().create(world.acme, "mine", Set.of()));
        world.assertRefused(
                AccessReason.PERMISSION_MISSING, () -> plain.clients().create(world.acme, "robot", Set.of()));
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> plain.invitations().invite(world.acme, "new@acme.example", Set.of()));
    }

    @Test
    void ownerLevelPermission_isGivenByOwnersOnly() {
        Role minter = world.role("minter", MINT);
        ActingServices admin = world.as(world.admin);
        world.assertRefused(IdentityReason.OWNERS_ONLY, () -> admin.roles().create(world.acme, "mine", Set.of(MINT)));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY, () -> admin.members().assign(world.acme, world.admin, Set.of(minter)));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY, () -> admin.clients().create(world.acme, "robot", Set.of(minter)));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY,
                () -> admin.invitations().invite(world.acme, "new@acme.example", Set.of(minter)));
    }

    @Test
    void whatIsWithinOwnRights_isDoneAndAuditedOnce() {
        Principal acting = world.signedIn(world.lead);
        ActingServices services = world.as(acting);
        world.assertAudited(
                acting, "member.roles_changed", () -> services.members().assign(world.acme, world.member, Set.of()));
        world.assertAudited(acting, "role.created", () -> services.roles().create(world.acme, "reader", Set.of(READ)));
        world.assertAudited(
                acting, "client.created", () -> services.clients().create(world.acme, "robot", Set.of(Role.MEMBER)));
        world.assertAudited(
                acting,
                "invitation.created",
                () -> services.invitations().invite(world.acme, "new@acme.example", Set.of(Role.MEMBER)));
    }
}
