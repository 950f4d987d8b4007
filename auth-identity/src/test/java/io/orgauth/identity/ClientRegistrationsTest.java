package io.orgauth.identity;

import static io.orgauth.identity.TwoOrganizations.LEAD;
import static io.orgauth.identity.TwoOrganizations.READ;
import static io.orgauth.identity.TwoOrganizations.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RULES: nobody grants more than they hold, which goes for what a client may be let do by others too. */
class ClientRegistrationsTest {
    private static final String CALLBACK = "https://app.acme.example/callback";
    private static final ClientMetadata WEB = ClientMetadata.web(CALLBACK);
    private static final String JWKS = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}""";

    private final TwoOrganizations world = new TwoOrganizations();

    private ClientApplications by(UserId user) {
        return world.as(user).clients();
    }

    private ClientApplication made(UserId user, ClientMetadata metadata) {
        return by(user).create(world.acme, "app", Set.of(), metadata).client();
    }

    @Test
    void create_client_isWhatItIsRegisteredFor_andHasASecret() {
        Principal owner = world.signedIn(world.owner);
        RegisteredClient made = world.assertAudited(
                owner,
                "client.created",
                () -> world.as(owner).clients().create(world.acme, "app", Set.of(Role.MEMBER), WEB));
        assertEquals(WEB, made.client().metadata());
        assertEquals(
                Optional.of(made.client()),
                world.stores.clients().byId(made.client().id()));
        assertEquals(1, made.client().secrets().size());
        String secret = made.secret().orElseThrow();
        assertTrue(made.client().secrets().get(0).digest().matches(SecretDigest.of(secret)));
        assertFalse(made.toString().contains(secret));
    }

    @Test
    void create_clientThatKeepsNoSecret_getsNone() {
        for (ClientMetadata metadata :
                Set.of(ClientMetadata.publicClient(CALLBACK), ClientMetadata.device(), WEB.signingWith(JWKS))) {
            RegisteredClient made = by(world.owner).create(world.acme, "app", Set.of(), metadata);
            assertEquals(Optional.empty(), made.secret());
            assertEquals(0, made.client().secrets().size());
            world.assertRefused(
                    IdentityReason.INVALID,
                    () -> by(world.owner).rotateSecret(world.acme, made.client().id(), Duration.ZERO));
        }
    }

    @Test
    void create_withADataPlane_isForIt_andForNoOtherOrganizations() {
        URI data = world.dataPlane(world.acme, "https://data.acme.example").uri();
        URI theirs =
                world.dataPlane(world.globex, "https://data.globex.example").uri();
        ClientRegistration good = new ClientRegistration("app", Set.of(), Optional.of(data), WEB);
        assertEquals(
                Optional.of(data),
                by(world.owner).create(world.acme, good).client().defaultResource());
        ClientRegistration bad = new ClientRegistration("app", Set.of(), Optional.of(theirs), WEB);
        world.assertRefused(IdentityReason.INVALID, () -> by(world.owner).create(world.acme, bad));
    }

    /** Whatever way a client acts for users, who names no permissions gives away no more than they have. */
    @ParameterizedTest
    @EnumSource(
            value = GrantType.class,
            names = {"AUTHORIZATION_CODE", "DEVICE_CODE"})
    void create_withoutPermissions_isBoundedByThoseOfWhoMakesIt(GrantType grant) {
        ClientMetadata metadata = grant == GrantType.DEVICE_CODE ? ClientMetadata.device() : WEB;
        Set<Permission> leads = world.signedIn(world.lead).permissions();
        assertEquals(Optional.of(leads), made(world.lead, metadata).metadata().permissions());
        Set<Permission> admins =
                made(world.admin, metadata).metadata().permissions().orElseThrow();
        assertTrue(admins.contains(WRITE));
        assertFalse(admins.stream().anyMatch(AdminPermissions.ownerLevel()::contains));
        assertEquals(
                Optional.empty(), made(world.owner, metadata).metadata().permissions(), "an owner may do everything");
        assertEquals(
                Optional.empty(),
                world.operator
                        .clients()
                        .create(world.acme, "app", Set.of(), metadata)
                        .client()
                        .metadata()
                        .permissions());
    }

    @Test
    void create_byAnOwnersNarrowedCredential_isBoundedByIt() {
        Principal narrowed = world.narrowed(world.owner, READ, AdminPermissions.CLIENTS_WRITE);
        ClientMetadata made = world.as(narrowed)
                .clients()
                .create(world.acme, "app", Set.of(), WEB)
                .client()
                .metadata();
        assertEquals(Optional.of(Set.of(READ, AdminPermissions.CLIENTS_WRITE)), made.permissions());
    }

    /** It acts by itself only, with its roles, and has nothing to be bounded. */
    @Test
    void create_service_isNotBounded() {
        assertEquals(
                ClientMetadata.service(),
                made(world.lead, ClientMetadata.service()).metadata());
    }

    @Test
    void create_forMoreThanOneHolds_isRefused() {
        world.assertRefused(IdentityReason.EXCEEDS_OWN_RIGHTS, () -> made(world.lead, WEB.limitedTo(READ, WRITE)));
        world.assertRefused(
                IdentityReason.OWNERS_ONLY, () -> made(world.admin, WEB.limitedTo(AdminPermissions.CONNECTIONS_WRITE)));
        assertEquals(
                Optional.of(Set.of(READ)),
                made(world.lead, WEB.limitedTo(READ)).metadata().permissions());
    }

    @Test
    void create_permissionThatNobodyDeclared_isInvalid() {
        Permission unknown = Permission.of("dataset:delete");
        world.assertRefused(IdentityReason.INVALID, () -> made(world.owner, WEB.limitedTo(unknown)));
        world.assertRefused(
                IdentityReason.INVALID,
                () -> made(world.owner, ClientMetadata.service().limitedTo(unknown)));
    }

    @Test
    void create_firstPartyClient_isTheOperators() {
        ClientMetadata cli = ClientMetadata.device().asFirstParty();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> made(world.owner, cli));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> made(world.owner, cli.allowing(GrantType.PASSWORD)));
        assertTrue(world.operator
                .clients()
                .create(world.acme, "cli", Set.of(), cli)
                .client()
                .metadata()
                .firstParty());
    }

    @Test
    void register_replacesAll_andEndsSecretsThatAreNoneAnyMore() {
        String id = by(world.owner)
                .create(world.acme, "app", Set.of(), WEB)
                .client()
                .id();
        Principal owner = world.signedIn(world.owner);
        ClientMetadata signing = WEB.signingWith(JWKS).callableFrom("https://app.acme.example");
        ClientApplication changed = world.assertAudited(
                owner, "client.registered", () -> world.as(owner).clients().register(world.acme, id, signing));
        assertEquals(signing, changed.metadata());
        assertEquals(0, changed.secrets().size());
        by(world.owner).register(world.acme, id, WEB);
        by(world.owner).rotateSecret(world.acme, id, Duration.ZERO);
        assertEquals(1, by(world.owner).register(world.acme, id, WEB).secrets().size(), "those that count stay");
    }

    @Test
    void register_moreThanOneHolds_isRefused() {
        String id = made(world.lead, WEB).id();
        world.assertRefused(
                IdentityReason.EXCEEDS_OWN_RIGHTS, () -> by(world.lead).register(world.acme, id, WEB.limitedTo(WRITE)));
        world.assertRefused(
                AccessReason.PERMISSION_MISSING, () -> by(world.lead).register(world.acme, id, WEB.asFirstParty()));
        Optional<Set<Permission>> bound =
                by(world.lead).register(world.acme, id, WEB).metadata().permissions();
        assertEquals(Optional.of(world.signedIn(world.lead).permissions()), bound);
    }

    /** Owners let it do all that they may do: with its redirect URI, or its secret, whoever touches it has that too. */
    @Test
    void touch_clientThatCanBeLetDoMore_isRefused() {
        String strong = made(world.owner, WEB).id();
        for (UserId weaker : Set.of(world.admin, world.lead)) {
            ClientApplications clients = by(weaker);
            ClientMetadata own = ClientMetadata.web("https://evil.example").limitedTo(READ);
            world.assertRefused(IdentityReason.OWNERS_ONLY, () -> clients.register(world.acme, strong, own));
            world.assertRefused(
                    IdentityReason.OWNERS_ONLY, () -> clients.rotateSecret(world.acme, strong, Duration.ZERO));
            world.assertRefused(IdentityReason.OWNERS_ONLY, () -> clients.assign(world.acme, strong, Set.of()));
            world.assertRefused(IdentityReason.OWNERS_ONLY, () -> clients.rename(world.acme, strong, "x"));
            world.assertRefused(IdentityReason.OWNERS_ONLY, () -> clients.disable(world.acme, strong));
        }
        String bounded = made(world.owner, WEB.limitedTo(READ, WRITE)).id();
        world.assertRefused(
                IdentityReason.EXCEEDS_OWN_RIGHTS, () -> by(world.lead).register(world.acme, bounded, WEB));
        by(world.admin).register(world.acme, bounded, WEB);
    }

    /** Nobody is asked about them, so whoever says where their codes go is the user. */
    @Test
    void touch_firstPartyClient_isTheOperators_andAnOwnerCanStopIt() {
        String id = world.operator
                .clients()
                .create(world.acme, "portal", Set.of(), WEB.asFirstParty())
                .client()
                .id();
        ClientApplications clients = by(world.owner);
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> clients.register(world.acme, id, ClientMetadata.web("https://evil.example")));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> clients.rotateSecret(world.acme, id, Duration.ZERO));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> clients.rename(world.acme, id, "x"));
        assertFalse(clients.disable(world.acme, id).enabled());
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> clients.enable(world.acme, id));
    }

    @Test
    void change_isAllOrNothing() {
        String id = made(world.lead, WEB).id();
        ClientChange tooMuch = new ClientChange(
                Optional.of("renamed"),
                Optional.of(Set.of(LEAD)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(before -> before.limitedTo(WRITE)));
        world.assertRefused(
                IdentityReason.EXCEEDS_OWN_RIGHTS, () -> by(world.lead).change(world.acme, id, tooMuch));
        URI data = world.dataPlane(world.acme, "https://data.acme.example").uri();
        ClientChange good = new ClientChange(
                Optional.of("renamed"),
                Optional.of(Set.of(LEAD)),
                Optional.of(false),
                Optional.of(data),
                Optional.of(before -> before.afterLogout("https://app.acme.example/")));
        ClientApplication changed = by(world.lead).change(world.acme, id, good);
        assertEquals("renamed", changed.name());
        assertEquals(Set.of(LEAD), changed.roles());
        assertEquals(Optional.of(data), changed.defaultResource());
        assertEquals(
                Set.of("https://app.acme.example/"), changed.metadata().uris().postLogout());
        assertEquals(Set.of(CALLBACK), changed.metadata().uris().redirect(), "what was there before stays");
        assertFalse(changed.enabled());
    }
}
