package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.LAST_OWNER;
import static io.orgauth.identity.IdentityReason.OWNERS_ONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RULES: only owners touch owners; the last owner stays. */
class OwnersTest {
    private final TwoOrganizations world = new TwoOrganizations();

    private UserId secondOwner() {
        return world.user(world.acme, "second@acme.example", Role.OWNER);
    }

    private void assertOwnersOnly(Runnable attack) {
        world.assertRefused(OWNERS_ONLY, attack);
    }

    private void assertLast(Runnable attack) {
        world.assertRefused(LAST_OWNER, attack);
    }

    @Test
    void administrator_touchesOwner_isRefused() {
        secondOwner();
        Members members = world.as(world.admin).members();
        assertOwnersOnly(() -> members.assign(world.acme, world.owner, Set.of(Role.MEMBER)));
        assertOwnersOnly(() -> members.disable(world.acme, world.owner));
        assertOwnersOnly(() -> members.remove(world.acme, world.owner));
        world.operator.members().disable(world.acme, world.owner);
        assertOwnersOnly(() -> members.enable(world.acme, world.owner));
    }

    @Test
    void administrator_makesOwner_isRefused() {
        ActingServices admin = world.as(world.admin);
        assertOwnersOnly(() -> admin.members().assign(world.acme, world.admin, Set.of(Role.OWNER)));
        assertOwnersOnly(() -> admin.invitations().invite(world.acme, "new@acme.example", Set.of(Role.OWNER)));
        assertOwnersOnly(() -> admin.clients().create(world.acme, "robot", Set.of(Role.OWNER)));
    }

    @Test
    void administrator_touchesClientThatIsOwner_isRefused() {
        String client = world.client(world.acme, Role.OWNER).id();
        ClientApplications clients = world.as(world.admin).clients();
        assertOwnersOnly(() -> clients.rotateSecret(world.acme, client, Duration.ZERO));
        assertOwnersOnly(() -> clients.assign(world.acme, client, Set.of()));
        assertOwnersOnly(() -> clients.disable(world.acme, client));
    }

    @Test
    void administrator_withdrawsInvitationOfOwner_isRefused() {
        Invitation open =
                world.as(world.owner).invitations().invite(world.acme, "new@acme.example", Set.of(Role.OWNER));
        assertOwnersOnly(() -> world.as(world.admin).invitations().withdraw(world.acme, open.id()));
    }

    @Test
    void administrator_writesMapping_isRefused() {
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.admin).roleMappings().put(world.acme, "staff", Set.of(Role.MEMBER)));
    }

    @Test
    void mappingPermission_withoutBeingOwner_isRefused() {
        Role mapper = world.role("mapper", AdminPermissions.ROLE_MAPPINGS_WRITE);
        UserId user = world.user(world.acme, "mapper@acme.example", mapper);
        RoleMappings mappings = world.as(user).roleMappings();
        assertOwnersOnly(() -> mappings.put(world.acme, "staff", Set.of()));
        world.operator.roleMappings().put(world.acme, "staff", Set.of());
        assertOwnersOnly(() -> mappings.remove(world.acme, "staff"));
    }

    @Test
    void mapping_toOwner_isInvalidEvenForOwners() {
        world.assertRefused(
                IdentityReason.INVALID,
                () -> world.as(world.owner).roleMappings().put(world.acme, "staff", Set.of(Role.OWNER)));
    }

    @Test
    void narrowedOwner_isNoOwner() {
        UserId second = secondOwner();
        Set<Permission> all = world.signedIn(world.owner).permissions();
        Principal narrowed = world.narrowed(world.owner, all.toArray(Permission[]::new));
        assertOwnersOnly(() -> world.as(narrowed).members().disable(world.acme, second));
        assertOwnersOnly(() -> world.as(narrowed).members().assign(world.acme, world.member, Set.of(Role.OWNER)));
        assertOwnersOnly(() -> world.as(narrowed).roleMappings().put(world.acme, "staff", Set.of(Role.MEMBER)));
    }

    @Test
    void lastOwner_stays() {
        Members own = world.as(world.owner).members();
        assertLast(() -> own.assign(world.acme, world.owner, Set.of(Role.ADMIN)));
        assertLast(() -> own.change(world.acme, world.owner, Optional.of(Set.of()), Optional.empty()));
        assertLast(() -> own.disable(world.acme, world.owner));
        assertLast(() -> own.remove(world.acme, world.owner));
        assertLast(() -> world.operator.members().remove(world.acme, world.owner));
    }

    @Test
    void lastOwner_besideDisabledOwner_stays() {
        UserId second = secondOwner();
        world.operator.members().disable(world.acme, second);
        assertLast(() -> world.as(world.owner).members().disable(world.acme, world.owner));
    }

    @Test
    void lastOwner_besideOwnerWhosePersonIsDisabled_stays() {
        UserId second = secondOwner();
        world.operator.users().disable(second);
        assertLast(() -> world.as(world.owner).members().remove(world.acme, world.owner));
    }

    @Test
    void lastOwner_besideOwnerOfAnotherOrganization_stays() {
        world.operator.users().join(world.globex, world.admin, Role.OWNER);
        assertLast(() -> world.as(world.owner).members().remove(world.acme, world.owner));
    }

    @Test
    void lastOwner_disabledOwnerRemoved_isNoLoss() {
        UserId second = secondOwner();
        world.operator.members().disable(world.acme, second);
        Principal acting = world.signedIn(world.owner);
        world.assertAudited(acting, "member.removed", () -> {
            world.as(acting).members().remove(world.acme, second);
            return second;
        });
    }

    @Test
    void oneOfTwoOwners_mayGo() {
        secondOwner();
        Principal acting = world.signedIn(world.owner);
        world.assertAudited(
                acting,
                "member.roles_changed",
                () -> world.as(acting).members().assign(world.acme, world.owner, Set.of(Role.ADMIN)));
    }

    @Test
    void twoOwners_removeEachOtherAtOnce_oneStays() {
        for (int round = 0; round < 20; round++) {
            TwoOrganizations fresh = new TwoOrganizations();
            UserId second = fresh.user(fresh.acme, "second@acme.example", Role.OWNER);
            Members first = fresh.as(fresh.owner).members();
            Members other = fresh.as(second).members();
            long succeeded =
                    together(() -> first.remove(fresh.acme, second), () -> other.disable(fresh.acme, fresh.owner));
            assertEquals(1, succeeded);
            assertEquals(
                    1,
                    fresh.stores
                            .memberships()
                            .enabledWith(fresh.acme, Role.OWNER)
                            .size());
            fresh.assertChainHolds();
        }
    }

    @Test
    void twoOwners_leaveAtOnce_oneStays() {
        for (int round = 0; round < 20; round++) {
            TwoOrganizations fresh = new TwoOrganizations();
            UserId second = fresh.user(fresh.acme, "second@acme.example", Role.OWNER);
            Members first = fresh.as(fresh.owner).members();
            Members other = fresh.as(second).members();
            long succeeded = together(
                    () -> first.assign(fresh.acme, fresh.owner, Set.of(Role.MEMBER)),
                    () -> other.remove(fresh.acme, second));
            assertEquals(1, succeeded);
            assertEquals(
                    1,
                    fresh.stores
                            .memberships()
                            .enabledWith(fresh.acme, Role.OWNER)
                            .size());
        }
    }

    @Test
    void lastOwner_whileTheOtherIsRemovedByAnotherUnit_isRefusedNotLost() {
        // What two units of READ COMMITTED do: the second commits after the first has counted and before it writes.
        UserId second = secondOwner();
        Principal owner = world.signedIn(world.owner);
        world.assertRefused(
                IdentityReason.CHANGED_MEANWHILE,
                () -> world.overtaken(owner, unit -> unit.memberships().remove(world.acme, second.value())));
    }

    private static long together(Runnable... attempts) {
        CyclicBarrier start = new CyclicBarrier(attempts.length);
        return Stream.of(attempts)
                .map(attempt ->
                        CompletableFuture.supplyAsync(() -> succeeds(start, attempt), task -> new Thread(task).start()))
                .toList()
                .stream()
                .filter(CompletableFuture::join)
                .count();
    }

    private static boolean succeeds(CyclicBarrier start, Runnable attempt) {
        try {
            start.await();
            attempt.run();
            return true;
        } catch (IdentityException | PermissionDeniedException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void ownersRecoverAnOwner_isDone() {
        UserId second = secondOwner();
        Members own = world.as(world.owner).members();
        own.disable(world.acme, second);
        assertTrue(own.enable(world.acme, second).enabled());
    }
}
