package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.RIGHTS_CHANGED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rights are computed at each call: what is disabled, removed or taken away counts at the next one. */
class RightsOfNowTest {
    private final TwoOrganizations world = new TwoOrganizations();
    private final Principal admin = world.signedIn(world.admin);

    /** With a token from before, the administrator neither reads nor changes. */
    private void assertActsNoMore() {
        world.assertRefused(RIGHTS_CHANGED, () -> world.as(admin).members().assign(world.acme, world.member, Set.of()));
        world.assertRefused(RIGHTS_CHANGED, () -> world.as(admin).members().list(world.acme, Optional.empty(), 10));
        world.assertRefused(
                RIGHTS_CHANGED,
                () -> world.as(admin).invitations().invite(world.acme, "back@evil.example", Set.of(Role.ADMIN)));
        world.assertRefused(
                RIGHTS_CHANGED, () -> world.as(admin).clients().create(world.acme, "backdoor", Set.of(Role.ADMIN)));
    }

    private void assertNone(String subject) {
        assertEquals(Optional.empty(), world.grant(world.acme, subject));
    }

    @Test
    void disabledUser_hasNoRights() {
        world.operator.users().disable(world.admin);
        assertNone(world.admin.value());
        assertActsNoMore();
        world.operator.users().enable(world.admin);
        assertTrue(world.grant(world.acme, world.admin.value()).isPresent());
    }

    @Test
    void disabledMember_hasNoRights() {
        world.operator.members().disable(world.acme, world.admin);
        assertNone(world.admin.value());
        assertActsNoMore();
    }

    @Test
    void removedMember_hasNoRights() {
        world.operator.members().remove(world.acme, world.admin);
        assertNone(world.admin.value());
        assertActsNoMore();
    }

    @Test
    void memberOfDisabledOrganization_hasNoRights() {
        world.operator.organizations().disable(world.acme);
        assertNone(world.admin.value());
        assertActsNoMore();
    }

    @Test
    void demotedMember_actsNoMoreWithTheOldCredential() {
        world.operator.members().assign(world.acme, world.admin, Set.of(Role.MEMBER));
        assertActsNoMore();
    }

    @Test
    void roleThatIsHeldNoMore_isNoRoleOfTheCredential() {
        // Its permissions are still held; only that it speaks for an owner is over.
        UserId second = world.user(world.acme, "second@acme.example", Role.OWNER);
        Principal before = world.signedIn(second);
        world.operator.members().assign(world.acme, second, Set.of(Role.ADMIN));
        Set<Permission> kept =
                world.grant(world.acme, second.value()).orElseThrow().permissions();
        Principal acting = world.principal(world.acme, second.value(), new Grant(kept, before.roles()));
        world.assertRefused(RIGHTS_CHANGED, () -> world.as(acting).members().disable(world.acme, world.member));
    }

    @Test
    void memberOfOneOrganization_hasNoRightsInAnother() {
        assertEquals(Optional.empty(), world.grant(world.globex, world.admin.value()));
    }

    @Test
    void disabledClient_hasNoRights() {
        String client = world.client(world.acme, Role.ADMIN).id();
        Principal acting = world.signedIn(world.acme, client);
        world.operator.clients().disable(world.acme, client);
        assertNone(client);
        world.assertRefused(
                RIGHTS_CHANGED, () -> world.as(acting).members().assign(world.acme, world.member, Set.of()));
    }

    @Test
    void clientOfDisabledOrganization_hasNoRights() {
        String client = world.client(world.acme, Role.ADMIN).id();
        world.operator.organizations().disable(world.acme);
        assertNone(client);
    }

    @Test
    void productWideClient_hasNoRightsOfItsOwn() {
        ClientApplication everywhere = new ClientApplication(
                "app_0000000000000000000000",
                Optional.empty(),
                "console",
                Set.of(Role.ADMIN),
                Optional.empty(),
                List.of(),
                ClientMetadata.service(),
                true,
                1);
        assertTrue(world.stores.clients().insert(everywhere));
        assertNone(everywhere.id());
        assertEquals(Optional.empty(), world.grant(world.globex, everywhere.id()));
        world.assertRefused(
                IdentityReason.NOT_FOUND,
                () -> world.as(world.owner).clients().rotateSecret(world.acme, everywhere.id(), Duration.ZERO));
    }

    @Test
    void sameIdAtAnotherIssuer_isNobody() {
        Subject elsewhere = Subject.of("https://other.example", world.owner.value());
        Principal forged = world.principal(
                world.acme,
                elsewhere,
                new Grant(AdminPermissions.all(), Set.of(Role.OWNER)),
                new Authentication(Optional.of(world.time.instant()), Set.of(), Optional.empty()),
                CredentialId.Kind.ACCESS_TOKEN);
        world.assertRefused(RIGHTS_CHANGED, () -> world.as(forged).members().assign(world.acme, world.owner, Set.of()));
        world.assertRefused(
                RIGHTS_CHANGED, () -> world.as(forged).clients().create(world.acme, "robot", Set.of(Role.OWNER)));
    }

    @Test
    void issuerThatDiffersInOneCharacter_isAnother() {
        for (String issuer : new String[] {
            TwoOrganizations.ISSUER + "/", TwoOrganizations.ISSUER.toUpperCase(Locale.ROOT), "https://app.example.com"
        }) {
            Principal acting = world.principal(
                    world.acme,
                    Subject.of(issuer, world.owner.value()),
                    Grant.of(AdminPermissions.all()),
                    Authentication.UNKNOWN,
                    CredentialId.Kind.ACCESS_TOKEN);
            world.assertRefused(
                    RIGHTS_CHANGED, () -> world.as(acting).organizations().rename(world.acme, "Mine"));
        }
    }

    @Test
    void rightsThatGrew_leaveTheOldCredentialAsItWas() {
        Principal member = world.signedIn(world.member);
        world.operator.members().assign(world.acme, world.member, Set.of(Role.MEMBER, Role.ADMIN));
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(member).members().assign(world.acme, world.lead, Set.of()));
    }

    @Test
    void rightsLostInsideTheUnit_countForTheNextStep() {
        // An owner who steps down and does one thing more in the same call: the second finds no owner any more.
        world.user(world.acme, "second@acme.example", Role.OWNER);
        world.assertRefused(
                RIGHTS_CHANGED,
                () -> world.as(world.owner)
                        .members()
                        .change(world.acme, world.owner, Optional.of(Set.of()), Optional.of(true)));
    }

    @Test
    void steppingDown_isAnsweredAndAudited() {
        world.user(world.acme, "second@acme.example", Role.OWNER);
        Principal owner = world.signedIn(world.owner);
        Member after = world.assertAudited(
                owner,
                "member.roles_changed",
                () -> world.as(owner)
                        .members()
                        .change(world.acme, world.owner, Optional.of(Set.of(Role.MEMBER)), Optional.empty()));
        assertEquals(Set.of(Role.MEMBER), after.membership().roles());
    }
}
