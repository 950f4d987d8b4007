package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Reason;
import io.orgauth.Role;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.session.AccessPolicy;
import io.orgauth.session.AccessPolicyReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which proof lets whom into which organization, and for how long it gives rights. */
class AccessPolicyTest {
    private final SignInWorld signIn = new SignInWorld();
    private final TwoOrganizations world = signIn.world;
    private final AccessPolicy policy = new AccessPolicy(world.time);
    private final String id = signIn.record.id();

    private void assertAdmitted(UserId user, SignInProof proof) {
        assertDoesNotThrow(() -> policy.require(world.stores, signIn.user(user), world.acme, proof));
    }

    private void assertRefused(Reason reason, UserId user, SignInProof proof) {
        assertRefused(reason, user, world.acme, proof);
    }

    private void assertRefused(Reason reason, UserId user, OrganizationId organization, SignInProof proof) {
        User person = signIn.user(user);
        var refusal = assertThrows(
                PermissionDeniedException.class, () -> policy.require(world.stores, person, organization, proof));
        assertEquals(reason, refusal.reason());
    }

    private SignInProof linked(UserId user) {
        signIn.link(id, user);
        return signIn.by(id, user);
    }

    @Test
    void codes_areStable() {
        assertEquals(
                List.of(
                        "no_access",
                        "sso_required",
                        "password_not_allowed",
                        "connection_disabled",
                        "proof_of_other_organization",
                        "sso_too_old",
                        "break_glass_expired"),
                Stream.of(AccessPolicyReason.values()).map(Reason::code).toList());
    }

    @Test
    void password_ofAMember_isAdmittedUnlessSomethingElseIsDemanded() {
        SignInProof password = signIn.byPassword();
        assertAdmitted(world.member, password);
        signIn.bind(Mode.OFFERED);
        assertAdmitted(world.member, password);
        signIn.require();
        assertRefused(AccessPolicyReason.SSO_REQUIRED, world.member, password);
        signIn.bind(Mode.OFF);
        signIn.putPolicy(false);
        assertRefused(AccessPolicyReason.PASSWORD_NOT_ALLOWED, world.member, password);
    }

    @Test
    void password_ofAContractorElsewhere_isAdmittedThoughTheDomainRequiresItsProvider() {
        UserId guest = world.user(world.acme, "guest@elsewhere.example", Role.MEMBER);
        signIn.require();
        assertAdmitted(guest, signIn.byPassword());
    }

    @Test
    void anybody_whoIsNoEnabledMemberOfAnEnabledOrganization_hasNoAccess() {
        SignInProof password = signIn.byPassword();
        assertRefused(AccessPolicyReason.NO_ACCESS, world.stranger, password);
        assertRefused(AccessPolicyReason.NO_ACCESS, world.member, world.globex, password);
        assertRefused(AccessPolicyReason.NO_ACCESS, world.member, OrganizationId.of("org_none"), password);
        world.operator.members().disable(world.acme, world.member);
        assertRefused(AccessPolicyReason.NO_ACCESS, world.member, password);
        world.operator.users().disable(world.admin);
        assertRefused(AccessPolicyReason.NO_ACCESS, world.admin, password);
        world.operator.organizations().disable(world.acme);
        assertRefused(AccessPolicyReason.NO_ACCESS, world.lead, password);
    }

    @Test
    void anybody_disabledSinceTheUserWasRead_hasNoAccess() {
        User read = signIn.user(world.member);
        world.operator.users().disable(world.member);
        assertEquals(
                AccessPolicyReason.NO_ACCESS,
                assertThrows(
                                PermissionDeniedException.class,
                                () -> policy.require(world.stores, read, world.acme, signIn.byPassword()))
                        .reason());
    }

    @Test
    void connection_ofTheOrganization_isAdmittedWhileItIsOnAndLinked() {
        SignInProof proof = linked(world.member);
        assertAdmitted(world.member, proof);
        world.operator.connections().disable(world.acme, id);
        assertRefused(AccessPolicyReason.CONNECTION_DISABLED, world.member, proof);
        world.operator.connections().enable(world.acme, id);
        world.stores.identityLinks().remove(id, world.member.value());
        assertRefused(AccessPolicyReason.NO_ACCESS, world.member, proof);
        world.operator.connections().remove(world.acme, id);
        assertRefused(AccessPolicyReason.CONNECTION_DISABLED, world.member, proof);
    }

    @Test
    void connection_accountOfSomebodyElse_isNoAccess() {
        linked(world.owner);
        assertRefused(AccessPolicyReason.NO_ACCESS, world.member, signIn.by(id, world.owner));
    }

    @Test
    void connection_ofAnotherOrganization_neverCountsHere() {
        String theirs = world.operator
                .connections()
                .add(SignInWorld.record(world.globex, "https://globex.example"))
                .id();
        signIn.link(theirs, world.member);
        assertRefused(AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION, world.member, signIn.by(theirs, world.member));
    }

    @Test
    void connection_otherThanTheRequiredOne_isRefused() {
        String second = world.operator
                .connections()
                .add(SignInWorld.record(world.acme, "https://second.example"))
                .id();
        signIn.link(second, world.member);
        SignInProof proof = signIn.by(second, world.member);
        assertAdmitted(world.member, proof);
        signIn.require();
        assertRefused(AccessPolicyReason.SSO_REQUIRED, world.member, proof);
        assertAdmitted(world.member, linked(world.member));
    }

    @Test
    void sharedConnection_neverLeadsAroundTheRequiredOne_notEvenContractors() {
        UserId guest = world.user(world.acme, "guest@elsewhere.example", Role.MEMBER);
        String shared = signIn.shared();
        List.of(guest, world.member).forEach(user -> signIn.link(shared, user));
        assertAdmitted(guest, signIn.by(shared, guest));
        assertAdmitted(world.member, signIn.by(shared, world.member));
        signIn.require();
        assertRefused(AccessPolicyReason.SSO_REQUIRED, guest, signIn.by(shared, guest));
        assertRefused(AccessPolicyReason.SSO_REQUIRED, world.member, signIn.by(shared, world.member));
    }

    @Test
    void sharedConnection_thatIsRequired_countsForItsRealmAlone() {
        String shared = signIn.shared();
        signIn.breakGlass(world.owner);
        world.operator
                .connections()
                .bind(world.acme, SignInWorld.ACME, shared, Mode.REQUIRED, Optional.of("acme.example"));
        signIn.link(shared, world.member);
        assertAdmitted(world.member, signIn.by(shared, world.member, Optional.of("acme.example")));
        for (Optional<String> realm : List.of(Optional.<String>empty(), Optional.of("evil.example"))) {
            assertRefused(
                    AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION,
                    world.member,
                    signIn.by(shared, world.member, realm));
        }
    }

    @Test
    void requirement_ofADomainThatWasLost_doesNotCount() {
        signIn.require();
        DomainClaim claim =
                world.stores.domains().find(world.acme, SignInWorld.ACME.name()).orElseThrow();
        world.stores.domains().replace(claim.with(DomainClaim.State.LOST, world.time.instant()));
        assertAdmitted(world.member, signIn.byPassword());
    }

    @Test
    void connection_signInOlderThanTheOrganizationAllows_isTooOld() {
        SignInProof proof = linked(world.member);
        Duration age = OrganizationPolicy.standard(world.acme).ssoMaxAge();
        world.time.pass(age.minusNanos(1));
        assertAdmitted(world.member, proof);
        world.time.pass(Duration.ofNanos(1));
        assertRefused(AccessPolicyReason.SSO_TOO_OLD, world.member, proof);
    }

    @Test
    void breakGlass_ofAnOwner_isAdmittedForAnHour_whateverIsDemanded() {
        signIn.require();
        signIn.putPolicy(false);
        SignInProof proof = signIn.byBreakGlass();
        world.time.pass(AccessPolicy.BREAK_GLASS_LIFETIME.minusNanos(1));
        assertAdmitted(world.owner, proof);
        world.time.pass(Duration.ofNanos(1));
        assertRefused(AccessPolicyReason.BREAK_GLASS_EXPIRED, world.owner, proof);
    }

    @Test
    void breakGlass_takenBackOrOfAnotherOrganization_isExpired() {
        signIn.breakGlass(world.owner);
        SignInProof proof = signIn.byBreakGlass();
        assertAdmitted(world.owner, proof);
        assertRefused(AccessPolicyReason.BREAK_GLASS_EXPIRED, world.admin, proof);
        assertRefused(AccessPolicyReason.BREAK_GLASS_EXPIRED, world.stranger, world.globex, proof);
        world.operator.breakGlassOwners().revoke(world.acme, world.owner);
        assertRefused(AccessPolicyReason.BREAK_GLASS_EXPIRED, world.owner, proof);
    }

    private boolean hasRights(UserId user) {
        return world.grant(world.acme, user.value()).isPresent();
    }

    private Optional<Instant> renewable(UserId user) {
        return policy.renewableUntil(world.stores, signIn.user(user), world.acme);
    }

    @Test
    void rights_ofWhoMustComeByAProvider_endWithTheLastSignIn() {
        Duration age = OrganizationPolicy.standard(world.acme).ssoMaxAge();
        assertEquals(Optional.empty(), renewable(world.member));
        linked(world.member);
        world.time.pass(Duration.ofDays(10));
        signIn.require();
        assertEquals(Optional.of(world.time.instant().minus(Duration.ofDays(10)).plus(age)), renewable(world.member));
        world.time.pass(age.minus(Duration.ofDays(10)).minusNanos(1));
        assertTrue(hasRights(world.member));
        world.time.pass(Duration.ofNanos(1));
        assertFalse(hasRights(world.member));
        IdentityLink link =
                world.stores.identityLinks().find(id, world.member.value()).orElseThrow();
        world.stores.identityLinks().seen(link, world.time.instant());
        assertTrue(hasRights(world.member));
    }

    @Test
    void rights_ofWhoNeverCameByTheProvider_endATermAfterItWasDemanded() {
        signIn.require();
        assertTrue(hasRights(world.member));
        world.time.pass(OrganizationPolicy.standard(world.acme).ssoMaxAge());
        assertFalse(hasRights(world.member));
        signIn.bind(Mode.REQUIRED);
        assertFalse(hasRights(world.member));
    }

    @Test
    void rights_ofWhoHasAnotherWayIn_stay() {
        UserId guest = world.user(world.acme, "guest@elsewhere.example", Role.MEMBER);
        signIn.require();
        world.time.pass(Duration.ofDays(365));
        assertTrue(hasRights(guest), "by password");
        assertTrue(hasRights(world.owner), "by breaking the glass");
        assertFalse(hasRights(world.admin));
    }

    @Test
    void rights_withoutPasswordsAndWithoutALink_end() {
        signIn.breakGlass(world.owner);
        linked(world.member);
        signIn.putPolicy(false);
        assertTrue(hasRights(world.member));
        assertFalse(hasRights(world.admin));
        String shared = signIn.shared();
        signIn.link(shared, world.admin);
        assertTrue(hasRights(world.admin));
    }
}
