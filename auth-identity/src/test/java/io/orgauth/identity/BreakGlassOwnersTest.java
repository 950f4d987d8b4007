package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Role;
import io.orgauth.identity.BreakGlassOwners.Opened;
import io.orgauth.identity.Mail.Purpose;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The secret for the day when the identity provider is gone: who gets one, who is told, and what it opens. */
class BreakGlassOwnersTest {
    private static final String OWNER = "owner@acme.example";

    private final SignInWorld signIn = new SignInWorld();
    private final TwoOrganizations world = signIn.world;
    private final BreakGlassOwners operator = world.operator.breakGlassOwners();

    @Test
    void issue_showsALongSecretOnce_andTellsEveryOwner() {
        UserId second = world.user(world.acme, "second@acme.example", Role.OWNER);
        IssuedSecret<BreakGlass> issued = world.assertAudited(
                world.signedIn(world.owner),
                "break_glass.issued",
                () -> world.as(world.owner).breakGlassOwners().issue(world.acme, second));
        assertTrue(issued.secret().length() >= 25);
        assertFalse(issued.owner().toString().contains(issued.secret()));
        assertNotices(Purpose.BREAK_GLASS_ISSUED, "second@acme.example");
    }

    private void assertNotices(Purpose purpose, String about) {
        List<Mail> notices =
                world.mails.stream().filter(mail -> mail.purpose() == purpose).toList();
        assertEquals(
                List.of(OWNER, "second@acme.example"),
                notices.stream().map(mail -> mail.to().value()).sorted().toList());
        for (Mail notice : notices) {
            assertEquals(Optional.of(EmailAddress.of(about)), notice.about());
            assertThrows(IllegalStateException.class, notice::secret);
        }
    }

    @Test
    void issue_toWhoIsNoOwnerByHand_isRefused() {
        for (UserId user : List.of(world.admin, world.stranger, new UserId("usr_0000000000000000000000"))) {
            world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.issue(world.acme, user));
        }
    }

    @Test
    void issue_byAnybodyButARecentOwner_isRefused() {
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.admin).breakGlassOwners().issue(world.acme, world.owner));
        world.assertRefused(
                IdentityReason.RECENT_SIGN_IN_REQUIRED,
                () -> world.as(world.apiKey(world.owner)).breakGlassOwners().issue(world.acme, world.owner));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY,
                () -> world.as(world.narrowed(world.owner, AdminPermissions.POLICY_WRITE))
                        .breakGlassOwners()
                        .revoke(world.acme, world.owner));
    }

    @Test
    void issue_again_replacesTheSecret_andTheSixthOwnerIsRefused() {
        String first = signIn.breakGlass(world.owner);
        String second = signIn.breakGlass(world.owner);
        assertEquals(Optional.empty(), operator.open(OWNER, first));
        assertTrue(operator.open(OWNER, second).isPresent());
        for (int i = 2; i <= BreakGlassOwners.MOST; i++) {
            signIn.breakGlass(world.user(world.acme, "owner" + i + "@acme.example", Role.OWNER));
        }
        UserId sixth = world.user(world.acme, "sixth@acme.example", Role.OWNER);
        world.assertRefused(IdentityReason.INVALID, () -> operator.issue(world.acme, sixth));
        assertEquals(BreakGlassOwners.MOST, operator.list(world.acme).size());
        assertTrue(operator.issue(world.acme, world.owner).secret().length() >= 25);
    }

    @Test
    void open_byTheSecret_isAProofForItsOrganization_andEveryOwnerIsTold() {
        world.user(world.acme, "second@acme.example", Role.OWNER);
        String secret = signIn.breakGlass(world.owner);
        Opened opened = world.assertAudited(
                Optional.empty(),
                "break_glass.used",
                () -> operator.open("Owner@ACME.example", secret).orElseThrow());
        assertEquals(world.acme, opened.organization());
        assertEquals(world.owner, opened.user().id());
        assertEquals(SignInMethod.BREAK_GLASS, opened.proof().method());
        assertNotices(Purpose.BREAK_GLASS_USED, OWNER);
    }

    @Test
    void open_byWhatDoesNotFit_isNothingAndTellsNobody() {
        String secret = signIn.breakGlass(world.owner);
        world.mails.clear();
        for (String email : List.of("admin@acme.example", "owner@globex.example", "nobody@acme.example", "none", "")) {
            assertEquals(Optional.empty(), operator.open(email, secret));
        }
        for (String wrong : List.of("", " " + secret, secret.toLowerCase(Locale.ROOT), secret + "0")) {
            assertEquals(Optional.empty(), operator.open(OWNER, wrong));
        }
        assertEquals(List.of(), world.mails);
    }

    @Test
    void open_byWhoIsNoOwnerAnyMore_isNothing() {
        String secret = signIn.breakGlass(world.owner);
        world.user(world.acme, "second@acme.example", Role.OWNER);
        world.operator.members().assign(world.acme, world.owner, Set.of(Role.MEMBER));
        assertEquals(Optional.empty(), operator.open(OWNER, secret));
        world.operator.members().assign(world.acme, world.owner, Set.of(Role.OWNER));
        world.operator.users().disable(world.owner);
        assertEquals(Optional.empty(), operator.open(OWNER, secret));
    }

    @Test
    void open_byAnyPrincipal_isRefused() {
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.owner).breakGlassOwners().open(OWNER, "x"));
    }

    @Test
    void revoke_theLastOne_isRefusedWhileAnIdentityProviderIsDemanded() {
        signIn.require();
        world.assertRefused(IdentityReason.BREAK_GLASS_MISSING, () -> operator.revoke(world.acme, world.owner));
        UserId second = world.user(world.acme, "second@acme.example", Role.OWNER);
        signIn.breakGlass(second);
        operator.revoke(world.acme, world.owner);
        world.assertRefused(IdentityReason.BREAK_GLASS_MISSING, () -> operator.revoke(world.acme, second));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.revoke(world.acme, world.owner));
        signIn.bind(DomainSso.Mode.OFFERED);
        operator.revoke(world.acme, second);
        assertEquals(List.of(), operator.list(world.acme));
    }
}
