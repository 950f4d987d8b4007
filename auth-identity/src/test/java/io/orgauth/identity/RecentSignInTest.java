package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.RECENT_SIGN_IN_REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RULES: minting credentials and owner-level changes need an interactive sign-in at most 10 minutes old, or a client that
 * may mint; never an API key.
 */
class RecentSignInTest {
    private static final Permission MINT = AdminPermissions.CREDENTIALS_MINT;

    /** One thing that needs a recent sign-in. */
    private record Deed(String name, Work work) {
        interface Work {
            void by(ActingServices acting, TwoOrganizations world, Targets targets);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What the deeds are done to. */
    private record Targets(String client, UserId secondOwner, Role minter) {
        static Targets in(TwoOrganizations world) {
            return new Targets(
                    world.client(world.acme, Role.MEMBER).id(),
                    world.user(world.acme, "second@acme.example", Role.OWNER),
                    world.role("minter", MINT));
        }
    }

    private static Stream<Deed> deeds() {
        return Stream.of(
                new Deed("makes a client", (acting, w, on) -> acting.clients().create(w.acme, "robot", Set.of())),
                new Deed(
                        "rotates a secret",
                        (acting, w, on) -> acting.clients().rotateSecret(w.acme, on.client(), Duration.ZERO)),
                new Deed(
                        "gives a client roles",
                        (acting, w, on) -> acting.clients().assign(w.acme, on.client(), Set.of(Role.ADMIN))),
                new Deed(
                        "gives a client roles by a change",
                        (acting, w, on) -> acting.clients()
                                .change(
                                        w.acme,
                                        on.client(),
                                        new ClientChange(
                                                Optional.empty(),
                                                Optional.of(Set.of()),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()))),
                new Deed("enables a client", (acting, w, on) -> acting.clients().enable(w.acme, on.client())),
                new Deed(
                        "enables a client by a change",
                        (acting, w, on) -> acting.clients()
                                .change(
                                        w.acme,
                                        on.client(),
                                        new ClientChange(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(true),
                                                Optional.empty(),
                                                Optional.empty()))),
                new Deed(
                        "says where a client's codes go",
                        (acting, w, on) -> acting.clients()
                                .register(w.acme, on.client(), ClientMetadata.web("https://a.example/callback"))),
                new Deed(
                        "changes where a client's codes go",
                        (acting, w, on) -> acting.clients()
                                .change(
                                        w.acme,
                                        on.client(),
                                        new ClientChange(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of(before -> ClientMetadata.device())))),
                new Deed(
                        "makes an owner",
                        (acting, w, on) -> acting.members().assign(w.acme, w.member, Set.of(Role.OWNER))),
                new Deed(
                        "demotes an owner",
                        (acting, w, on) -> acting.members().assign(w.acme, on.secondOwner(), Set.of())),
                new Deed(
                        "disables an owner", (acting, w, on) -> acting.members().disable(w.acme, on.secondOwner())),
                new Deed("removes an owner", (acting, w, on) -> acting.members().remove(w.acme, on.secondOwner())),
                new Deed(
                        "invites an owner",
                        (acting, w, on) -> acting.invitations().invite(w.acme, "new@acme.example", Set.of(Role.OWNER))),
                new Deed(
                        "makes an owner-level role",
                        (acting, w, on) -> acting.roles().create(w.acme, "mine", Set.of(MINT))),
                new Deed(
                        "gives an owner-level role",
                        (acting, w, on) -> acting.members().assign(w.acme, w.member, Set.of(on.minter()))),
                new Deed(
                        "changes an owner-level role",
                        (acting, w, on) -> acting.roles().change(w.acme, on.minter(), Set.of())),
                new Deed(
                        "maps a group",
                        (acting, w, on) -> acting.roleMappings().put(w.acme, "staff", Set.of(Role.MEMBER))));
    }

    private final TwoOrganizations world = new TwoOrganizations();
    private final Targets targets = Targets.in(world);

    private void assertRefused(Deed deed, Principal acting) {
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> deed.work().by(world.as(acting), world, targets));
    }

    private Principal owner(Authentication authentication, CredentialId.Kind kind) {
        Principal now = world.signedIn(world.owner);
        return world.principal(
                world.acme, now.subject(), new Grant(now.permissions(), now.roles()), authentication, kind);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void ownerWhoSignedInJustNow_isAdmitted(Deed deed) {
        Principal acting = world.signedIn(world.owner);
        int before = world.events().size();
        deed.work().by(world.as(acting), world, targets);
        assertEquals(before + 1, world.events().size());
        world.assertChainHolds();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void ownersApiKey_isRefused(Deed deed) {
        assertRefused(deed, world.apiKey(world.owner));
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void ownerWhoSignedInLongerAgo_isRefused(Deed deed) {
        Principal acting = world.signedIn(world.owner);
        world.time.pass(Duration.ofMinutes(10).plusMillis(1));
        assertRefused(deed, acting);
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void ownerOfWhomNoTimeIsKnown_isRefused(Deed deed) {
        assertRefused(deed, owner(Authentication.UNKNOWN, CredentialId.Kind.SESSION));
    }

    @Test
    void signInExactlyTenMinutesAgo_isRecent() {
        Principal acting = world.signedIn(world.owner);
        world.time.pass(Duration.ofMinutes(10));
        world.assertAudited(
                acting, "client.created", () -> world.as(acting).clients().create(world.acme, "robot", Set.of()));
    }

    @Test
    void mintPermission_ofAPersonWithAnApiKey_isNoSignIn() {
        Role minting = world.role("minting", MINT, AdminPermissions.CLIENTS_WRITE);
        UserId user = world.user(world.acme, "minting@acme.example", minting);
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED,
                () -> world.as(world.apiKey(user)).clients().create(world.acme, "robot", Set.of()));
    }

    @Test
    void mintPermission_ofAPersonWhoSignedInLongAgo_isNoSignIn() {
        Role minting = world.role("minting", MINT, AdminPermissions.CLIENTS_WRITE);
        Principal acting = world.signedIn(world.user(world.acme, "minting@acme.example", minting));
        world.time.pass(Duration.ofHours(1));
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(acting).clients().create(world.acme, "robot", Set.of()));
    }

    @Test
    void client_withoutMintPermission_isRefused() {
        // A client's token always says that it authenticated just now; that is no person who signed in.
        ClientApplication client = world.client(world.acme, Role.ADMIN);
        Principal acting = world.signedIn(world.acme, client.id());
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(acting).clients().create(world.acme, "robot", Set.of()));
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED,
                () -> world.as(acting).clients().rotateSecret(world.acme, client.id(), Duration.ZERO));
    }

    @Test
    void client_withMintPermission_mintsWithinItsRights() {
        Role minting = world.role("minting", MINT, AdminPermissions.CLIENTS_WRITE);
        Principal acting =
                world.signedIn(world.acme, world.client(world.acme, minting).id());
        world.assertAudited(
                acting, "client.created", () -> world.as(acting).clients().create(world.acme, "robot", Set.of()));
        world.assertRefused(
                IdentityReason.EXCEEDS_OWN_RIGHTS,
                () -> world.as(acting).clients().create(world.acme, "robot", Set.of(Role.MEMBER)));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY,
                () -> world.as(acting).clients().create(world.acme, "robot", Set.of(minting)));
    }

    @Test
    void client_withMintPermissionButAnApiKey_isRefused() {
        Role minting = world.role("minting", MINT, AdminPermissions.CLIENTS_WRITE);
        Principal token =
                world.signedIn(world.acme, world.client(world.acme, minting).id());
        Principal key = world.principal(
                world.acme,
                token.subject(),
                new Grant(token.permissions(), token.roles()),
                token.authentication(),
                CredentialId.Kind.API_KEY);
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(key).clients().create(world.acme, "robot", Set.of()));
    }

    @Test
    void disablingAClient_needsNoSignIn() {
        Principal key = world.apiKey(world.admin);
        String other = world.client(world.acme).id();
        world.assertAudited(
                key,
                "client.disabled",
                () -> world.as(key)
                        .clients()
                        .change(
                                world.acme,
                                other,
                                new ClientChange(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(false),
                                        Optional.empty(),
                                        Optional.empty())));
        world.assertAudited(
                key, "client.disabled", () -> world.as(key).clients().disable(world.acme, targets.client()));
    }
}
