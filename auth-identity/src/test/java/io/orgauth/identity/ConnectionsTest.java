package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AccessReason;
import io.orgauth.Role;
import io.orgauth.UnsealException;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.json.JsonObject;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections as records: who may change them, what is kept of their secrets, and what goes with them. */
class ConnectionsTest {
    private final SignInWorld signIn = new SignInWorld();
    private final TwoOrganizations world = signIn.world;
    private final Connections operator = world.operator.connections();
    private final String id = signIn.record.id();

    private Connections owner() {
        return world.as(world.owner).connections();
    }

    private StoredConnection stored() {
        return operator.find(world.acme, id).orElseThrow();
    }

    @Test
    void add_byTheOperator_offersItToTheDomains() {
        ConnectionRecord more = SignInWorld.record(world.acme, "https://more.example");
        operator.add(more, SignInWorld.ACME);
        DomainSso bound = operator.binding(world.acme, SignInWorld.ACME).orElseThrow();
        assertEquals(Mode.OFFERED, bound.mode());
        assertEquals(more.id(), bound.connection());
    }

    @Test
    void add_byAnOwner_isOffUntilItWasTested() {
        ConnectionRecord more = SignInWorld.record(world.acme, "https://more.example");
        world.assertAudited(world.signedIn(world.owner), "connection.added", () -> owner().add(more, SignInWorld.ACME));
        assertEquals(
                Mode.OFF,
                operator.binding(world.acme, SignInWorld.ACME).orElseThrow().mode());
        assertEquals(Optional.empty(), operator.route(EmailAddress.of("ada@acme.example")));
    }

    static Stream<Arguments> recordsThatCantBe() {
        return Stream.of(
                Arguments.of(ConnectionRecord.builder("none"), IdentityReason.INVALID),
                Arguments.of(ConnectionRecord.builder("stub"), IdentityReason.INVALID),
                Arguments.of(
                        ConnectionRecord.builder("stub")
                                .settings(StubSsoProtocol.settings("https://x.example")
                                        .build()),
                        IdentityReason.INVALID));
    }

    @ParameterizedTest
    @MethodSource("recordsThatCantBe")
    void add_recordThatDoesNotOpen_isRefused(ConnectionRecord.Builder record, IdentityReason reason) {
        ConnectionRecord bad = record.organization(world.acme).build();
        world.assertRefused(reason, () -> operator.add(bad));
    }

    @Test
    void add_idOfAnyOrganization_isTaken() {
        ConnectionRecord copy = StubSsoProtocol.connection("https://evil.example")
                .id(id)
                .organization(world.globex)
                .build();
        world.assertRefused(IdentityReason.ALREADY_EXISTS, () -> operator.add(copy));
        ConnectionRecord shared =
                StubSsoProtocol.connection("https://evil.example").id(id).build();
        world.assertRefused(IdentityReason.ALREADY_EXISTS, () -> operator.addShared(shared));
    }

    @Test
    void add_domainThatIsNotProven_isNotOfferedAndNothingIsAdded() {
        Domain pending = Domain.of(signIn.pending());
        ConnectionRecord more = SignInWorld.record(world.acme, "https://more.example");
        world.assertRefused(IdentityReason.INVALID, () -> operator.add(more, pending));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.add(more, Domain.of("globex.example")));
        assertEquals(Mode.OFF, bound(owner().add(more, pending), pending).mode());
    }

    private DomainSso bound(StoredConnection connection, Domain domain) {
        DomainSso bound = operator.binding(world.acme, domain).orElseThrow();
        assertEquals(connection.id(), bound.connection());
        return bound;
    }

    @Test
    void add_sharedRecordOrOwnRecord_goOnlyWhereTheyBelong() {
        ConnectionRecord shared =
                StubSsoProtocol.connection("https://x.example").build();
        world.assertRefused(IdentityReason.INVALID, () -> operator.add(shared));
        world.assertRefused(
                IdentityReason.INVALID, () -> operator.addShared(SignInWorld.record(world.acme, "https://x.example")));
    }

    static Stream<Arguments> changes() {
        return Stream.<Map.Entry<String, BiConsumer<Connections, SignInWorld>>>of(
                        Map.entry("add", (c, w) -> c.add(SignInWorld.record(w.world.acme, "https://x.example"))),
                        Map.entry("change", (c, w) -> c.change(w.record)),
                        Map.entry("enable", (c, w) -> c.enable(w.world.acme, w.record.id())),
                        Map.entry("disable", (c, w) -> c.disable(w.world.acme, w.record.id())),
                        Map.entry("remove", (c, w) -> c.remove(w.world.acme, w.record.id())),
                        Map.entry("justInTime", (c, w) -> c.justInTime(w.world.acme, w.record.id(), Optional.empty())),
                        Map.entry(
                                "bind",
                                (c, w) -> c.bind(
                                        w.world.acme, SignInWorld.ACME, w.record.id(), Mode.OFF, Optional.empty())))
                .map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void change_byAnybodyButARecentOwner_isRefused(String name, BiConsumer<Connections, SignInWorld> change) {
        Connections admin = world.as(world.admin).connections();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> change.accept(admin, signIn));
        Connections narrowed = world.as(world.narrowed(world.owner, AdminPermissions.CONNECTIONS_WRITE))
                .connections();
        world.assertRefused(IdentityReason.OWNERS_ONLY, () -> change.accept(narrowed, signIn));
        Connections key = world.as(world.apiKey(world.owner)).connections();
        world.assertRefused(IdentityReason.RECENT_SIGN_IN_REQUIRED, () -> change.accept(key, signIn));
        Connections stranger =
                world.as(world.signedIn(world.globex, world.stranger.value())).connections();
        world.assertRefused(IdentityReason.NOT_FOUND, () -> change.accept(stranger, signIn));
        Connections stale = owner();
        world.time.pass(Duration.ofMinutes(11));
        world.assertRefused(IdentityReason.RECENT_SIGN_IN_REQUIRED, () -> change.accept(stale, signIn));
    }

    @Test
    void operatorsOwn_byAnOwner_isRefused() {
        ConnectionRecord shared =
                StubSsoProtocol.connection("https://x.example").build();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> owner().addShared(shared));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> owner().open(id));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> owner().tested(world.acme, id));
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> owner().route(EmailAddress.of("ada@acme.example")));
        SharedConnections service = world.as(world.owner).sharedConnections();
        String button = signIn.shared();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> service.disable(button));
    }

    @Test
    void secrets_inTheStore_areSealedForTheirRowAlone() {
        StoredConnection kept = stored();
        assertFalse(kept.sealedSecrets().toString().contains(StubSsoProtocol.SECRET));
        ConnectionRecord other = SignInWorld.record(world.acme, "https://more.example");
        StoredConnection target = operator.add(other);
        world.stores
                .connections()
                .replace(new StoredConnection(
                        target.organization(),
                        target.id(),
                        target.protocol(),
                        target.name(),
                        target.settings(),
                        kept.sealedSecrets(),
                        target.admission(),
                        2));
        assertThrows(UnsealException.class, () -> operator.open(other.id()));
    }

    @Test
    void change_keepsSecretsThatAreLeftOut_andForgetsTheTest() {
        operator.tested(world.acme, id);
        JsonObject settings = StubSsoProtocol.settings(SignInWorld.PROVIDER)
                .put("unsolicited", true)
                .build();
        ConnectionRecord renamed = ConnectionRecord.builder("stub")
                .id(id)
                .organization(world.acme)
                .name("Staff")
                .settings(settings)
                .build();
        StoredConnection changed =
                world.assertAudited(world.signedIn(world.owner), "connection.changed", () -> owner().change(renamed));
        assertEquals("Staff", changed.name());
        assertEquals(Optional.empty(), changed.admission().tested());
        assertEquals(
                Optional.of(StubSsoProtocol.SECRET), operator.open(id).record().secret("secret"));
    }

    @Test
    void change_toAnotherIdentityProvider_isAnotherConnection() {
        ConnectionRecord elsewhere = StubSsoProtocol.connection("https://evil.example")
                .id(id)
                .organization(world.acme)
                .build();
        world.assertRefused(IdentityReason.INVALID, () -> operator.change(elsewhere));
        ConnectionRecord unknown = SignInWorld.record(world.acme, SignInWorld.PROVIDER);
        world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.change(unknown));
    }

    @Test
    void open_twice_isTheSame_andAnotherOneAfterAChange() {
        Connection first = operator.open(id);
        assertSame(first, operator.open(id));
        operator.change(signIn.record);
        assertNotSame(first, operator.open(id));
    }

    @Test
    void disable_refusesAtOnce_andEndsWhatItAloneBegan() {
        Session alone = signIn.session(world.member, signIn.by(id, world.member));
        Session both = signIn.session(world.member, signIn.byPassword(), signIn.by(id, world.member));
        operator.open(id);
        world.assertAudited(world.signedIn(world.owner), "connection.disabled", () -> owner().disable(world.acme, id));
        assertFalse(signIn.isAlive(alone));
        assertTrue(signIn.isAlive(both));
        assertReason(IdentityReason.NOT_FOUND, () -> operator.open(id));
        world.assertAudited(world.signedIn(world.owner), "connection.enabled", () -> owner().enable(world.acme, id));
        assertEquals(id, operator.open(id).record().id());
    }

    @Test
    void remove_takesLinksBindingsAndSessionsWithIt() {
        signIn.bind(Mode.OFFERED);
        signIn.link(id, world.member);
        Session session = signIn.session(world.member, signIn.by(id, world.member));
        world.assertAudited(world.signedIn(world.owner), "connection.removed", () -> {
            owner().remove(world.acme, id);
            return true;
        });
        assertEquals(Optional.empty(), operator.find(world.acme, id));
        assertEquals(Optional.empty(), operator.binding(world.acme, SignInWorld.ACME));
        assertEquals(List.of(), world.stores.identityLinks().ofUser(world.member));
        assertFalse(signIn.isAlive(session));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> operator.remove(world.acme, id));
    }

    /** A member's own API keys are no way to manage access. */
    @Test
    void justInTime_member_isTheUsualCase() {
        StoredConnection changed = owner().justInTime(world.acme, id, Optional.of(Role.MEMBER));
        assertEquals(Optional.of(Role.MEMBER), changed.admission().justInTime());
    }

    @Test
    void justInTime_roleThatManagesAccess_isRefused() {
        for (Role role : List.of(Role.OWNER, Role.ADMIN, TwoOrganizations.LEAD, Role.of("nobody"))) {
            world.assertRefused(IdentityReason.INVALID, () -> owner().justInTime(world.acme, id, Optional.of(role)));
        }
        StoredConnection changed = owner().justInTime(world.acme, id, Optional.of(TwoOrganizations.WRITER));
        assertEquals(Optional.of(TwoOrganizations.WRITER), changed.admission().justInTime());
        world.assertRefused(
                IdentityReason.INVALID, () -> world.operator.roles().remove(world.acme, TwoOrganizations.WRITER));
        assertEquals(
                Optional.empty(),
                owner().justInTime(world.acme, id, Optional.empty()).admission().justInTime());
    }

    @Test
    void lintAndExplain_sayWhatTheProtocolSays() {
        Connections admin = world.as(world.admin).connections();
        assertEquals("authorize", admin.lint(world.acme, id).get(0).check());
        assertFalse(admin.explain(world.acme, id, Callback.posted(Map.of("answer", "pasted")))
                .isEmpty());
        assertReason(IdentityReason.NOT_FOUND, () -> admin.lint(world.acme, "con_none"));
        Connections member = world.as(world.member).connections();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> member.lint(world.acme, id));
    }

    @Test
    void shared_disabledOnes_haveNoButton() {
        String shared = signIn.shared();
        SharedConnections service = world.operator.sharedConnections();
        assertEquals(shared, operator.shared().get(0).id());
        Session session = signIn.session(world.member, signIn.by(shared, world.member));
        service.disable(shared);
        assertEquals(List.of(), operator.shared());
        assertFalse(signIn.isAlive(session));
        service.enable(shared);
        assertEquals(1, operator.shared().size());
    }

    @Test
    void shared_changedTestedAndRemoved_behavesAsAnyOther() {
        String shared = signIn.shared();
        SharedConnections service = world.operator.sharedConnections();
        assertTrue(operator.tested(world.acme, shared).admission().tested().isPresent());
        ConnectionRecord changed = StubSsoProtocol.connection("https://shared.example")
                .id(shared)
                .name("Everybody")
                .build();
        assertEquals(Optional.empty(), service.change(changed).admission().tested());
        assertEquals(
                Optional.of(Role.VIEWER),
                service.justInTime(shared, Optional.of(Role.VIEWER)).admission().justInTime());
        world.assertRefused(
                IdentityReason.INVALID, () -> service.justInTime(shared, Optional.of(TwoOrganizations.LEAD)));
        operator.bind(world.acme, SignInWorld.ACME, shared, Mode.OFFERED, Optional.of("acme"));
        signIn.link(shared, world.member);
        service.remove(shared);
        assertEquals(List.of(), service.page(Optional.empty(), 10));
        assertEquals(Optional.empty(), operator.binding(world.acme, SignInWorld.ACME));
        assertEquals(List.of(), world.stores.identityLinks().ofUser(world.member));
        assertReason(IdentityReason.NOT_FOUND, () -> service.remove(shared));
    }

    private static void assertReason(IdentityReason reason, Runnable call) {
        assertEquals(reason, assertThrows(IdentityException.class, call::run).reason());
    }
}
