package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an organization demands of sign-ins and sessions. */
class PoliciesTest {
    private final SignInWorld signIn = new SignInWorld();
    private final TwoOrganizations world = signIn.world;
    private final OrganizationPolicy standard = OrganizationPolicy.standard(world.acme);

    @Test
    void get_neverSet_isTheStandardOne() {
        assertEquals(standard, world.operator.policies().get(world.acme));
        assertEquals(0, standard.version());
        assertTrue(standard.passwords());
    }

    @Test
    void set_countsFromThenOn_andIsAudited() {
        OrganizationPolicy wanted = new OrganizationPolicy(
                world.acme, true, true, Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1), 0);
        OrganizationPolicy set = world.assertAudited(
                world.signedIn(world.owner),
                "policy.changed",
                () -> world.as(world.owner).policies().set(wanted));
        assertEquals(set, world.operator.policies().get(world.acme));
        assertEquals(1, set.version());
        assertEquals(2, world.operator.policies().set(set).version());
        assertEquals(0, world.operator.policies().get(world.globex).version());
    }

    @Test
    void set_onAnOldVersion_isRefused() {
        OrganizationPolicy first = world.operator.policies().set(standard);
        world.assertRefused(
                IdentityReason.CHANGED_MEANWHILE,
                () -> world.operator.policies().set(standard));
        world.operator.policies().set(first);
        world.assertRefused(
                IdentityReason.CHANGED_MEANWHILE,
                () -> world.operator.policies().set(first));
    }

    @Test
    void set_byAnybodyButARecentOwner_isRefused() {
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.admin).policies().set(standard));
        world.assertRefused(
                IdentityReason.RECENT_SIGN_IN_REQUIRED,
                () -> world.as(world.apiKey(world.owner)).policies().set(standard));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY,
                () -> world.as(world.narrowed(world.owner, AdminPermissions.POLICY_WRITE))
                        .policies()
                        .set(standard));
        world.assertRefused(
                IdentityReason.NOT_FOUND,
                () -> world.as(world.owner).policies().set(OrganizationPolicy.standard(world.globex)));
    }

    @Test
    void set_noPasswords_needsABreakGlassOwner_andEndsSessionsByPasswordAlone() {
        Session password = signIn.session(world.member, signIn.byPassword());
        Session sso = signIn.session(world.member, signIn.byPassword(), signIn.by(signIn.record.id(), world.member));
        world.assertRefused(IdentityReason.BREAK_GLASS_MISSING, () -> signIn.putPolicy(false));
        signIn.breakGlass(world.owner);
        signIn.putPolicy(false);
        assertFalse(signIn.isAlive(password));
        assertTrue(signIn.isAlive(sso));
        world.assertRefused(
                IdentityReason.BREAK_GLASS_MISSING,
                () -> world.operator.breakGlassOwners().revoke(world.acme, world.owner));
    }

    @ParameterizedTest
    @CsvSource({
        "59, 3600, 86400",
        "86401, 3600, 86400",
        "60, 299, 86400",
        "60, 2592001, 86400",
        "60, 300, 3599",
        "60, 300, 7776001"
    })
    void policy_outOfBounds_isRefused(long idle, long lifetime, long ssoMaxAge) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new OrganizationPolicy(
                        world.acme,
                        true,
                        false,
                        Duration.ofSeconds(idle),
                        Duration.ofSeconds(lifetime),
                        Duration.ofSeconds(ssoMaxAge),
                        0));
    }
}
