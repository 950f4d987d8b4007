package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.EXCEEDS_OWN_RIGHTS;
import static io.orgauth.identity.IdentityReason.NOT_FOUND;
import static io.orgauth.identity.IdentityReason.OWNERS_ONLY;
import static io.orgauth.identity.IdentityReason.RECENT_SIGN_IN_REQUIRED;
import static io.orgauth.identity.TwoOrganizations.ISSUER;
import static io.orgauth.identity.TwoOrganizations.READ;
import static io.orgauth.identity.TwoOrganizations.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.AccessReason;
import io.orgauth.ApiKeyReason;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyChangeReason;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.ApiKeyOwner;
import io.orgauth.apikey.ApiKeyRequest;
import io.orgauth.apikey.IssuedApiKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may issue, see and change which keys, and what ends them. */
class OrganizationApiKeysTest {
    private static final String DATA = "https://data.acme.example";
    private static final ApiKeyRequest CI = ApiKeyRequest.named("ci");
    private static final ApiKeyRequest FOR_THE_ISSUER = CI.limitedTo(ApiKeyLimits.NONE.toResources(Set.of(ISSUER)));

    private final TwoOrganizations world = new TwoOrganizations();
    private final Resource data = world.dataPlane(world.acme, DATA);

    private IssuedApiKey issued(UserId user) {
        return world.as(user).apiKeys().issue(world.acme, user, CI);
    }

    private Principal use(IssuedApiKey issued) {
        return world.keys.forOrganization(world.acme.value(), DATA).authenticate(Credential.ApiKey.of(issued.secret()));
    }

    private ApiKeyReason refused(IssuedApiKey issued) {
        return (ApiKeyReason) assertThrows(InvalidCredentialException.class, () -> use(issued))
                .reason();
    }

    @Test
    void ownKey_ofAMember_isIssuedAudited_andHasItsRightsAtTheDataPlane() {
        Principal member = world.signedIn(world.member);

        IssuedApiKey key = world.assertAudited(
                member, "api_key.issued", () -> world.as(member).apiKeys().issue(world.acme, world.member, CI));

        assertEquals(Set.of(READ), use(key).permissions());
        assertEquals(Set.of(Role.MEMBER), use(key).roles());
        world.assertAudited(
                member,
                "api_key.changed",
                () -> world.as(member)
                        .apiKeys()
                        .change(world.acme, key.key().id(), Optional.of("cd"), ApiKeyLimits.NONE, Optional.empty()));
        world.assertAudited(
                member,
                "api_key.deactivated",
                () -> world.as(member)
                        .apiKeys()
                        .deactivate(world.acme, key.key().id()));
        int events = world.events().size();
        world.as(member).apiKeys().deactivate(world.acme, key.key().id());
        assertEquals(events, world.events().size());
    }

    /** Whatever stands between a key and its organization ends it at the next call, and nothing needs to find the key for that. */
    @Test
    void keyOfWhoMayActNoMore_isRefusedAtOnce() {
        IssuedApiKey key = issued(world.member);
        world.operator.members().disable(world.acme, world.member);
        assertEquals(ApiKeyReason.API_KEY_OWNER_INACTIVE, refused(key));
        world.operator.members().enable(world.acme, world.member);
        use(key);
        world.operator.users().disable(world.member);
        assertEquals(ApiKeyReason.API_KEY_OWNER_INACTIVE, refused(key));
        world.operator.users().enable(world.member);
        world.operator.organizations().disable(world.acme);
        assertEquals(ApiKeyReason.API_KEY_OWNER_INACTIVE, refused(key));
        world.operator.organizations().enable(world.acme);
        use(key);
        world.operator.members().remove(world.acme, world.member);
        assertEquals(ApiKeyReason.API_KEY_OWNER_INACTIVE, refused(key));
    }

    @Test
    void keyOfADisabledClient_isRefusedAtOnce() {
        ClientApplication robot = world.client(world.acme, Role.MEMBER);
        IssuedApiKey key = world.as(world.admin).apiKeys().issue(world.acme, ApiKeyOwner.of(robot.id()), CI);
        assertEquals(robot.id(), use(key).subject().id());

        world.operator.clients().disable(world.acme, robot.id());

        assertEquals(ApiKeyReason.API_KEY_OWNER_INACTIVE, refused(key));
    }

    @Test
    void keyOfADemotedMember_shrinksAtOnce() {
        IssuedApiKey key = issued(world.member);
        world.operator.members().assign(world.acme, world.member, Set.of(Role.VIEWER));
        assertEquals(Set.of(), use(key).permissions());
    }

    @Test
    void dataPlaneRemoved_itsKeysAreRefusedThere() {
        IssuedApiKey key = issued(world.member);
        world.operator.resources().remove(world.acme, data.id());
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, refused(key));
    }

    @Test
    void otherOrganizationsDataPlane_canNotBeNamed_norUsed() {
        String theirs = "https://data.globex.example";
        world.dataPlane(world.globex, theirs);
        ApiKeyRequest request = CI.limitedTo(ApiKeyLimits.NONE.toResources(Set.of(theirs)));
        IssuedApiKey key = issued(world.member);

        world.assertRefused(
                ApiKeyChangeReason.API_KEY_INVALID,
                () -> world.as(world.member).apiKeys().issue(world.acme, world.member, request));
        InvalidCredentialException refusal = assertThrows(
                InvalidCredentialException.class,
                () -> world.keys.forAnyOrganization(theirs).authenticate(Credential.ApiKey.of(key.secret())));
        assertEquals(ApiKeyReason.API_KEY_OTHER_RESOURCE, refusal.reason());
    }

    /** Only whom a key acts as ever sees it: an administrator with somebody's key would be that person. */
    @Test
    void anotherUsersKey_isNeitherIssuedNorRotated_byAnybody() {
        IssuedApiKey key = issued(world.member);
        for (UserId other : List.of(world.owner, world.admin)) {
            world.assertRefused(
                    EXCEEDS_OWN_RIGHTS, () -> world.as(other).apiKeys().issue(world.acme, world.member, CI));
            world.assertRefused(
                    EXCEEDS_OWN_RIGHTS,
                    () -> world.as(other).apiKeys().rotate(world.acme, key.key().id(), Duration.ZERO));
        }
    }

    @Test
    void clientsKey_thatMayMoreThanWhoAsks_isRefused() {
        ClientApplication robot = world.client(world.acme, Role.OWNER);
        ApiKeyOwner owner = ApiKeyOwner.of(robot.id());
        world.assertRefused(OWNERS_ONLY, () -> world.as(world.admin).apiKeys().issue(world.acme, owner, CI));
        IssuedApiKey key = world.as(world.owner).apiKeys().issue(world.acme, owner, CI);
        String id = key.key().id();
        world.assertRefused(OWNERS_ONLY, () -> world.as(world.admin).apiKeys().rotate(world.acme, id, Duration.ZERO));
        world.assertRefused(OWNERS_ONLY, () -> world.as(world.admin).apiKeys().deactivate(world.acme, id));
    }

    @Test
    void narrowedCredential_issuesNoWiderKey() {
        Role keys = world.role("keys", AdminPermissions.API_KEYS_OWN, READ);
        world.operator.members().assign(world.acme, world.writer, Set.of(TwoOrganizations.WRITER, keys));
        Principal cut = world.narrowed(world.writer, READ, AdminPermissions.API_KEYS_OWN);
        ApiKeyRequest writing = CI.limitedTo(ApiKeyLimits.NONE.toPermissions(Set.of(READ, WRITE)));
        ApiKeyRequest reading = CI.limitedTo(ApiKeyLimits.NONE.toPermissions(Set.of(READ)));

        world.assertRefused(EXCEEDS_OWN_RIGHTS, () -> world.as(cut).apiKeys().issue(world.acme, world.writer, CI));
        world.assertRefused(EXCEEDS_OWN_RIGHTS, () -> world.as(cut).apiKeys().issue(world.acme, world.writer, writing));
        assertEquals(
                Set.of(READ),
                use(world.as(cut).apiKeys().issue(world.acme, world.writer, reading))
                        .permissions());
    }

    /** It could grow: what is not narrowed follows its owner, and the credential that asked would not. */
    @Test
    void narrowedCredential_ofWhoHoldsNoMore_mustStillNarrow() {
        Principal cut = world.narrowed(world.member, READ, AdminPermissions.API_KEYS_OWN);
        world.assertRefused(EXCEEDS_OWN_RIGHTS, () -> world.as(cut).apiKeys().issue(world.acme, world.member, CI));
    }

    @Test
    void key_orOldSignIn_mintsNothing() {
        IssuedApiKey key = issued(world.admin);
        String id = key.key().id();
        Principal byKey = world.apiKey(world.admin);
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(byKey).apiKeys().issue(world.acme, world.admin, CI));
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(byKey).apiKeys().rotate(world.acme, id, Duration.ZERO));
        Principal old = world.signedIn(world.admin);
        world.time.pass(Duration.ofMinutes(10).plusNanos(1));
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(old).apiKeys().issue(world.acme, world.admin, CI));
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(old).apiKeys().rotate(world.acme, id, Duration.ZERO));
        world.as(old).apiKeys().deactivate(world.acme, id);
    }

    @Test
    void clientThatMayMint_hasKeysOfItsOwn_butNoneForTheControlPlane() {
        Role minter = world.role("minter", READ, AdminPermissions.API_KEYS_OWN, AdminPermissions.CREDENTIALS_MINT);
        ClientApplication robot = world.client(world.acme, minter);
        Principal acting = world.signedIn(world.acme, robot.id());
        ApiKeyOwner itself = ApiKeyOwner.of(robot.id());
        ApiKeyRequest reading = CI.limitedTo(ApiKeyLimits.NONE.toPermissions(Set.of(READ)));

        world.as(acting).apiKeys().issue(world.acme, itself, reading);
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED, () -> world.as(acting).apiKeys().issue(world.acme, itself, FOR_THE_ISSUER));
    }

    @Test
    void keyForTheControlPlane_actsThere_andOthersDoNot() {
        IssuedApiKey named = world.as(world.admin).apiKeys().issue(world.acme, world.admin, FOR_THE_ISSUER);
        IssuedApiKey plain = issued(world.admin);

        Principal acting = world.keys.forAnyOrganization(ISSUER).authenticate(Credential.ApiKey.of(named.secret()));

        assertEquals(Set.of(Role.ADMIN), acting.roles());
        world.as(acting).members().list(world.acme, Optional.empty(), 10);
        world.assertRefused(
                RECENT_SIGN_IN_REQUIRED,
                () -> world.as(acting).clients().create(world.acme, "backdoor", Set.of(Role.MEMBER)));
        assertThrows(
                InvalidCredentialException.class,
                () -> world.keys.forAnyOrganization(ISSUER).authenticate(Credential.ApiKey.of(plain.secret())));
    }

    @Test
    void list_isOnesOwn_orAllForWhoMayReadThem() {
        ApiKey members = issued(world.member).key();
        ApiKey admins = issued(world.admin).key();
        Set<ApiKey> all = Set.of(members, admins);

        assertEquals(List.of(members), world.as(world.member).apiKeys().page(world.acme, Optional.empty(), 10));
        assertEquals(all, Set.copyOf(world.as(world.admin).apiKeys().page(world.acme, Optional.empty(), 10)));
        assertEquals(Optional.empty(), world.as(world.member).apiKeys().find(world.acme, admins.id()));
        assertEquals(Optional.of(members), world.as(world.admin).apiKeys().find(world.acme, members.id()));
        world.assertRefused(NOT_FOUND, () -> world.as(world.member).apiKeys().page(world.globex, Optional.empty(), 10));
    }

    @Test
    void othersKeys_areChangedByWhoMay_andOnlyDown() {
        String id = issued(world.member).key().id();
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(world.lead).apiKeys().deactivate(world.acme, id));
        ApiKey changed = world.as(world.admin)
                .apiKeys()
                .change(
                        world.acme,
                        id,
                        Optional.of("cut by the administrator"),
                        ApiKeyLimits.NONE.toPermissions(Set.of()),
                        Optional.empty());
        assertEquals("cut by the administrator", changed.name());
        world.as(world.admin).apiKeys().deactivate(world.acme, id);
    }

    @Test
    void ownersKey_isTouchedByOwnersOnly() {
        String id = issued(world.owner).key().id();
        world.assertRefused(OWNERS_ONLY, () -> world.as(world.admin).apiKeys().deactivate(world.acme, id));
        world.as(world.owner).apiKeys().deactivate(world.acme, id);
    }

    @Test
    void otherOrganizationsKey_isNotThere() {
        String id = issued(world.member).key().id();
        world.assertRefused(
                NOT_FOUND,
                () -> world.as(world.signedIn(world.globex, world.stranger.value()))
                        .apiKeys()
                        .deactivate(world.globex, id));
        world.assertRefused(
                NOT_FOUND,
                () -> world.as(world.signedIn(world.globex, world.stranger.value()))
                        .apiKeys()
                        .deactivate(world.acme, id));
    }

    @Test
    void viewer_hasNoKeys() {
        UserId viewer = world.user(world.acme, "viewer@acme.example", Role.VIEWER);
        world.assertRefused(
                AccessReason.PERMISSION_MISSING,
                () -> world.as(viewer).apiKeys().issue(world.acme, viewer, CI));
    }
}
