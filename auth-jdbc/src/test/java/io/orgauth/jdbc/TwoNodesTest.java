package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.AuditEntry;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.DeviceCode;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.Expiry;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityLink;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.Invitation;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.PendingAuthorization;
import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import io.orgauth.testing.Requirement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes of 8 threads each want the same thing at the same moment. */
class TwoNodesTest extends BothDatabases {
    private static final int ROUNDS = Requirement.fullRun() ? 1_000 : 50;
    private static final int THREADS = 16;
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final UserId ADA = new UserId("usr_0000000000000000000000");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private interface Step {
        boolean won(Stores node, int round);
    }

    @ParameterizedTest
    @EnumSource
    void consumeInvitation_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> node.invitations().insert(invitation(round)),
                (node, round) -> node.invitations().consume(digest(round)).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void consumeOneTimeSecret_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> {
                    node.oneTimeSecrets().put(digest(round), "reset", ADA, NOW);
                    return true;
                },
                (node, round) -> node.oneTimeSecrets()
                        .consume(digest(round), "reset", NOW.minusSeconds(1))
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void rotateSigningKeys_oneWins(Database kind) throws Exception {
        race(kind, (node, round) -> true, (node, round) -> node.signingKeys().save(round, new byte[] {1}));
    }

    @ParameterizedTest
    @EnumSource
    void appendToTheChain_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> true,
                (node, round) -> node.audit().append(new AuditEntry(ACME, round + 1, "{}", "", "")));
    }

    @ParameterizedTest
    @EnumSource
    void replaceOneVersion_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> round > 0 || node.memberships().insert(membership(0)),
                (node, round) -> node.memberships().replace(membership(round + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void consumePendingSignIn_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> node.pendingSignIns().insert(pending(round)),
                (node, round) -> node.pendingSignIns().consume(pending(round)));
    }

    @ParameterizedTest
    @EnumSource
    void takeATokenOfAnAuthorization_oneWins(Database kind) throws Exception {
        Authorization first = authorization();
        race(
                kind,
                (node, round) -> round > 0 || node.authorizations().insert(first),
                (node, round) -> node.authorizations().replace(numbered(first, round + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void decideAboutADevice_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> node.deviceCodes().insert(deviceCode(round)),
                (node, round) -> node.deviceCodes().replace(deviceCode(round).in(new DeviceCode.State.Denied())));
    }

    @ParameterizedTest
    @EnumSource
    void consumeADeviceCode_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> node.deviceCodes().insert(deviceCode(round)),
                (node, round) -> node.deviceCodes().consume(deviceCode(round)));
    }

    @ParameterizedTest
    @EnumSource
    void consumeAPendingAuthorization_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) ->
                        node.pendingAuthorizations().insert(new PendingAuthorization("p" + round, "{}", NOW, NOW)),
                (node, round) -> node.pendingAuthorizations().consume("p" + round));
    }

    @ParameterizedTest
    @EnumSource
    void useAnIdOnce_oneIsFirst(Database kind) throws Exception {
        race(kind, (node, round) -> true, (node, round) -> node.usedIds().insert(digest(round), NOW));
    }

    @ParameterizedTest
    @EnumSource
    void linkAnIdentity_oneWins(Database kind) throws Exception {
        race(
                kind,
                (node, round) -> round == 0 || node.identityLinks().remove("con_a", "s" + (round - 1)),
                (node, round) -> node.identityLinks().insert(new IdentityLink("con_a", "s" + round, ADA, NOW, NOW)));
    }

    @ParameterizedTest
    @EnumSource
    void replaceASession_oneWins(Database kind) throws Exception {
        AtomicInteger made = new AtomicInteger();
        race(kind, (node, round) -> round > 0 || node.sessions().insert(session("first", 1)), (node, round) -> {
            String before = node.sessions().ofUser(ADA).stream()
                    .filter(session -> session.version() == round + 1)
                    .map(Session::id)
                    .findAny()
                    .orElse("overtaken");
            return node.sessions().replace(before, session("s" + made.incrementAndGet(), round + 2));
        });
    }

    @ParameterizedTest
    @EnumSource
    void removeExpired_bothNodesAtOnce_eachRowOnce(Database kind) throws Exception {
        TestDatabase database = open(kind);
        List<Stores> nodes = List.of(JdbcStores.on(database.node()), JdbcStores.on(database.node()));
        try (Together threads = new Together(2)) {
            for (int round = 0; round < ROUNDS / 5; round++) {
                for (int i = 0; i < 20; i++) {
                    nodes.get(0).usedIds().insert(digest(i), NOW.plusSeconds(i));
                    nodes.get(0).sessions().insert(session("s" + i, 1));
                }
                Expiry first = expiry(nodes.get(0));
                Expiry second = expiry(nodes.get(1));
                List<Integer> removed = threads.run(thread -> thread == 0 ? first.run() : second.run());
                assertEquals(40, removed.get(0) + removed.get(1));
            }
            assertEquals(List.of(), database.rows("SELECT * FROM orgauth_session_account"));
        }
    }

    private static Expiry expiry(Stores node) {
        return new Expiry(node, Clock.fixed(NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @EnumSource
    void unitsOnBothNodes_noneIsLost(Database kind) throws Exception {
        TestDatabase database = open(kind);
        List<Stores> nodes = List.of(JdbcStores.on(database.node()), JdbcStores.on(database.node()));
        nodes.get(0).organizations().insert(new Organization(ACME, "acme", "Acme", true, 1));
        int each = ROUNDS / 5;
        try (Together threads = new Together(THREADS)) {
            threads.run(thread -> {
                for (int i = 0; i < each; i++) {
                    nodes.get(thread % 2).atomically(TwoNodesTest::change);
                }
                return true;
            });
        }
        assertEquals(
                1 + THREADS * each,
                nodes.get(0).organizations().find(ACME).orElseThrow().version());
    }

    @ParameterizedTest
    @EnumSource
    void removeTheLastTwoOwnersAtOnce_oneStays(Database kind) throws Exception {
        TestDatabase database = open(kind);
        SealingKey key = SealingKey.inMemory();
        try (ControlPlane first = controlPlane(database, key);
                ControlPlane second = controlPlane(database, key);
                Together threads = new Together(2)) {
            OrganizationId acme = first.organizations().create("Acme").id();
            for (int round = 0; round < ROUNDS / 5; round++) {
                User ada = first.users().create(acme, "ada" + round + "@acme.com", Role.OWNER);
                User bob = first.users().create(acme, "bob" + round + "@acme.com", Role.OWNER);
                first.members().list(acme, Optional.empty(), 10).stream()
                        .map(member -> member.membership().user())
                        .filter(user -> !user.equals(ada.id()) && !user.equals(bob.id()))
                        .forEach(user -> first.members().remove(acme, user));
                assertEquals(
                        1,
                        threads.winners(
                                thread -> thread == 0 ? removed(first, acme, ada) : removed(second, acme, bob)));
            }
            assertEquals(OptionalLong.empty(), second.audit().firstBroken(acme));
        }
    }

    private static ControlPlane controlPlane(TestDatabase database, SealingKey key) {
        return ControlPlane.builder()
                .issuer("https://app.example.com")
                .stores(JdbcStores.on(database.node()))
                .sealedBy(key)
                .build();
    }

    private static boolean removed(ControlPlane node, OrganizationId organization, User user) {
        try {
            node.members().remove(organization, user.id());
            return true;
        } catch (IdentityException e) {
            assertEquals(IdentityReason.LAST_OWNER, e.reason());
            return false;
        }
    }

    private static boolean change(Stores unit) {
        Organization now = unit.organizations().find(ACME).orElseThrow();
        Organization next = new Organization(ACME, "acme", "Acme", true, now.version() + 1);
        if (!unit.organizations().replace(next)) {
            throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "overtaken");
        }
        return true;
    }

    private void race(Database kind, Step prepare, Step step) throws Exception {
        TestDatabase database = open(kind);
        List<Stores> nodes = List.of(JdbcStores.on(database.node()), JdbcStores.on(database.node()));
        try (Together threads = new Together(THREADS)) {
            for (int i = 0; i < ROUNDS; i++) {
                int round = i;
                prepare.won(nodes.get(0), round);
                assertEquals(1, threads.winners(thread -> step.won(nodes.get(thread % 2), round)), "round " + round);
            }
        }
    }

    private static SecretDigest digest(int round) {
        return new SecretDigest(String.format("%064x", round));
    }

    private static Invitation invitation(int round) {
        EmailAddress email = EmailAddress.of("ada@acme.com");
        return new Invitation(ACME, "inv_" + round, email, Set.of(), Optional.empty(), digest(round), NOW, 1);
    }

    private static PendingSignIn pending(int round) {
        return new PendingSignIn("p" + round, digest(round), "sealed", NOW, 1);
    }

    private static Authorization authorization() {
        return new Authorization(
                "aut_a",
                ACME,
                ADA,
                "app_a",
                Set.of(),
                Set.of(),
                proof(),
                Optional.empty(),
                false,
                Optional.empty(),
                "sealed",
                0,
                new Authorization.Times(NOW, NOW, NOW));
    }

    private static Authorization numbered(Authorization authorization, int number) {
        Authorization last = authorization;
        while (last.number() < number) {
            last = last.next(NOW, NOW);
        }
        return last;
    }

    private static DeviceCode deviceCode(int round) {
        return new DeviceCode(
                digest(round),
                "CODE" + round,
                "app_a",
                Optional.empty(),
                Set.of(),
                Set.of(),
                "192.0.2.1",
                new DeviceCode.State.Pending(),
                new DeviceCode.Polling(Duration.ofSeconds(5), NOW),
                NOW,
                NOW,
                1);
    }

    private static SignInProof proof() {
        return new SignInProof(
                SignInMethod.CONNECTION,
                NOW,
                Authentication.UNKNOWN,
                Optional.of(new ExternalAccount("con_a", "ada", Optional.empty())));
    }

    private static Session session(String id, long version) {
        Session.Times times = new Session.Times(NOW, NOW, NOW.plusSeconds(60), NOW.plusSeconds(600));
        SecretDigest digest = SecretDigest.of(id);
        return new Session("ses_" + id, digest, ADA, Optional.of(ACME), List.of(proof()), times, "", version);
    }

    private static Membership membership(int round) {
        return new Membership(ACME, ADA, Set.of(Role.of("r" + round)), Set.of(), Map.of(), true, round + 1);
    }
}
