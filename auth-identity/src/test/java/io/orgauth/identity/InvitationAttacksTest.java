package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.LINK_NOT_VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** RULES: naming an e-mail address gives nobody any right and tells nothing; the link does, once. */
class InvitationAttacksTest {
    private final TwoOrganizations world = new TwoOrganizations();
    private final Invitations operator = world.operator.invitations();

    /** An invitation by this person of Acme; the link is the answer. */
    private String invited(UserId inviter, Role... roles) {
        world.as(inviter).invitations().invite(world.acme, "new@acme.example", Set.of(roles));
        return world.link();
    }

    private void assertNotValid(String link) {
        world.assertRefused(LINK_NOT_VALID, () -> operator.accept(world.stranger, link));
    }

    @Test
    void invite_existingUser_givesNoRights() {
        world.as(world.admin).invitations().invite(world.acme, "owner@globex.example", Set.of(Role.MEMBER));
        assertEquals(Optional.empty(), world.grant(world.acme, world.stranger.value()));
        assertEquals(List.of(), membershipsInAcme(world.stranger));
    }

    @Test
    void invite_existingUser_looksLikeANewOne() {
        Invitations invitations = world.as(world.admin).invitations();
        Invitation known = invitations.invite(world.acme, "owner@globex.example", Set.of(Role.MEMBER));
        Invitation unknown = invitations.invite(world.acme, "nobody@globex.example", Set.of(Role.MEMBER));
        Invitation member = invitations.invite(world.acme, "member@acme.example", Set.of(Role.MEMBER));
        for (Invitation made : List.of(known, member)) {
            assertEquals(unknown.roles(), made.roles());
            assertEquals(unknown.expires(), made.expires());
            assertEquals(unknown.version(), made.version());
            assertEquals(unknown.id().length(), made.id().length());
        }
        assertEquals(3, world.mails.size());
    }

    @Test
    void accept_makesTheMember_andIsAuditedOnce() {
        String link = invited(world.admin, Role.MEMBER);
        Membership made = world.assertAudited(
                Optional.empty(), "invitation.accepted", () -> operator.accept(world.stranger, link));
        assertEquals(Set.of(Role.MEMBER), made.manualRoles());
        assertEquals(world.acme, made.organization());
    }

    @Test
    void accept_byAPrincipal_isTheOperators() {
        String link = invited(world.admin, Role.MEMBER);
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.owner).invitations().accept(world.stranger, link));
    }

    @Test
    void accept_twice_isRefused() {
        String link = invited(world.admin, Role.MEMBER);
        UserId other = world.user(world.globex, "other@globex.example");
        operator.accept(world.stranger, link);
        world.assertRefused(LINK_NOT_VALID, () -> operator.accept(other, link));
        world.operator.members().remove(world.acme, world.stranger);
        assertNotValid(link);
    }

    @Test
    void accept_expired_isRefused() {
        String link = invited(world.admin, Role.MEMBER);
        world.time.pass(Invitations.LIFETIME);
        assertNotValid(link);
    }

    @Test
    void accept_momentBeforeTheEnd_isDone() {
        String link = invited(world.admin, Role.MEMBER);
        world.time.pass(Invitations.LIFETIME.minus(Duration.ofMillis(1)));
        assertTrue(operator.accept(world.stranger, link).enabled());
    }

    @Test
    void accept_unknownSecret_isRefused() {
        String link = invited(world.admin, Role.MEMBER);
        assertNotValid("");
        assertNotValid(link + "A");
        assertNotValid(link.substring(1));
        assertNotValid(SecretDigest.of(link).hex());
    }

    @Test
    void accept_withdrawn_isRefused() {
        Principal admin = world.signedIn(world.admin);
        Invitation open = world.as(admin).invitations().invite(world.acme, "new@acme.example", Set.of());
        String link = world.link();
        world.assertAudited(admin, "invitation.withdrawn", () -> {
            world.as(admin).invitations().withdraw(world.acme, open.id());
            return open;
        });
        assertNotValid(link);
    }

    @Test
    void accept_anotherOrganizations_joinsThatOneOnly() {
        operator.invite(world.globex, "new@globex.example", Set.of(Role.ADMIN));
        operator.accept(world.member, world.link());
        assertEquals(
                Set.of(Role.MEMBER),
                world.grant(world.acme, world.member.value()).orElseThrow().roles());
        assertEquals(
                Set.of(Role.ADMIN),
                world.grant(world.globex, world.member.value()).orElseThrow().roles());
    }

    @Test
    void accept_byAMember_changesNothing() {
        String link = invited(world.admin, Role.ADMIN);
        world.assertRefused(IdentityReason.ALREADY_EXISTS, () -> operator.accept(world.member, link));
        assertTrue(operator.accept(world.stranger, link).enabled());
    }

    @Test
    void accept_byADisabledMember_isNoWayBack() {
        world.operator.members().disable(world.acme, world.member);
        String link = invited(world.admin, Role.MEMBER);
        world.assertRefused(IdentityReason.ALREADY_EXISTS, () -> operator.accept(world.member, link));
    }

    @Test
    void accept_byDisabledOrUnknownUser_isRefused() {
        String link = invited(world.admin, Role.MEMBER);
        UserId unknown = new UserId("usr_0000000000000000000000");
        world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.accept(unknown, link));
        world.operator.users().disable(world.stranger);
        world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.accept(world.stranger, link));
    }

    @Test
    void accept_eightThreads_oneJoins() {
        String link = invited(world.admin, Role.MEMBER);
        List<UserId> users = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            users.add(world.user(world.globex, "racer" + i + "@globex.example"));
        }
        CyclicBarrier start = new CyclicBarrier(users.size());
        long joined = users.stream()
                .map(user ->
                        CompletableFuture.supplyAsync(() -> joins(start, user, link), task -> new Thread(task).start()))
                .toList()
                .stream()
                .filter(CompletableFuture::join)
                .count();
        assertEquals(1, joined);
        assertEquals(
                1,
                users.stream()
                        .filter(user -> !membershipsInAcme(user).isEmpty())
                        .count());
        world.assertChainHolds();
    }

    private boolean joins(CyclicBarrier start, UserId user, String link) {
        try {
            start.await();
            operator.accept(user, link);
            return true;
        } catch (IdentityException e) {
            assertEquals(LINK_NOT_VALID, e.reason());
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void accept_afterTheInviterWasPutOut_isRefused() {
        // Else an administrator who is about to be put out invites a second mailbox of theirs.
        String link = invited(world.admin, Role.ADMIN);
        world.operator.members().disable(world.acme, world.admin);
        assertNotValid(link);
        world.operator.members().enable(world.acme, world.admin);
        world.operator.users().disable(world.admin);
        assertNotValid(link);
        world.operator.users().enable(world.admin);
        world.operator.members().remove(world.acme, world.admin);
        assertNotValid(link);
    }

    @Test
    void accept_afterTheInviterLostRights_isRefused() {
        String link = invited(world.admin, Role.ADMIN);
        world.operator.members().assign(world.acme, world.admin, Set.of(TwoOrganizations.LEAD));
        assertNotValid(link);
    }

    @Test
    void accept_afterTheInviterMayInviteNoMore_isRefused() {
        String link = invited(world.admin, Role.MEMBER);
        world.operator.members().assign(world.acme, world.admin, Set.of(Role.MEMBER));
        assertNotValid(link);
    }

    @Test
    void accept_ownershipAfterTheInviterIsOwnerNoMore_isRefused() {
        world.user(world.acme, "second@acme.example", Role.OWNER);
        String link = invited(world.owner, Role.OWNER);
        world.operator.members().assign(world.acme, world.owner, Set.of(Role.ADMIN));
        assertNotValid(link);
    }

    @Test
    void accept_ownershipOfOneWhoKeptOnlyThePermissions_isRefused() {
        world.user(world.acme, "second@acme.example", Role.OWNER);
        Role everything = world.role(
                "everything", world.signedIn(world.owner).permissions().toArray(Permission[]::new));
        String link = invited(world.owner, Role.OWNER);
        world.operator.members().assign(world.acme, world.owner, Set.of(everything));
        assertNotValid(link);
    }

    @Test
    void accept_afterTheInviterLostOtherRights_isDone() {
        String link = invited(world.admin, Role.MEMBER);
        world.operator.members().assign(world.acme, world.admin, Set.of(TwoOrganizations.LEAD));
        assertTrue(operator.accept(world.stranger, link).enabled());
    }

    @Test
    void accept_afterTheRoleWasWidened_isBoundedByTheInvitersRights() {
        String link = invited(world.lead, world.role("helper", TwoOrganizations.READ));
        world.operator.roles().change(world.acme, Role.of("helper"), Set.of(TwoOrganizations.WRITE));
        assertNotValid(link);
    }

    @Test
    void accept_afterTheRoleWasRemoved_doesNotHandItOn() {
        String link = invited(world.admin, Role.MEMBER, TwoOrganizations.WRITER);
        world.operator.roles().remove(world.acme, TwoOrganizations.WRITER);
        assertEquals(Set.of(Role.MEMBER), operator.accept(world.stranger, link).manualRoles());
    }

    @Test
    void invitation_keepsNoSecretToUse() {
        Invitation made = world.as(world.admin).invitations().invite(world.acme, "new@acme.example", Set.of());
        assertFalse(made.toString().contains(world.link()));
        assertEquals(SecretDigest.of(world.link()), made.digest());
    }

    @Test
    void mailerThatFails_leavesTheInvitationToWithdraw() {
        world.mailer = mail -> {
            throw new IllegalStateException("no mail today");
        };
        Principal admin = world.signedIn(world.admin);
        Invitation made = world.assertAudited(
                admin,
                "invitation.created",
                () -> world.as(admin).invitations().invite(world.acme, "new@acme.example", Set.of()));
        assertEquals(List.of(made), operator.page(world.acme, Optional.empty(), 10));
    }

    private List<Membership> membershipsInAcme(UserId user) {
        return world.stores.memberships().ofUser(user).stream()
                .filter(membership -> membership.organization().equals(world.acme))
                .toList();
    }
}
