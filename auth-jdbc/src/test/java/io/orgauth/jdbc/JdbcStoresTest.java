package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orgauth.AuthUnavailableException;
import io.orgauth.OrganizationId;
import io.orgauth.identity.AuditEntry;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.RoleMapping;
import io.orgauth.identity.Stores;
import io.orgauth.identity.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcStoresTest extends BothDatabases {
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final UserId ADA = new UserId("usr_0000000000000000000000");

    @ParameterizedTest
    @EnumSource
    void stores_otherNode_seesWhatWasCommitted(Database kind) {
        TestDatabase database = open(kind);
        JdbcStores.on(database.node()).passwords().put(ADA, "$hash");
        assertEquals(
                Optional.of("$hash"), JdbcStores.on(database.node()).passwords().find(ADA));
    }

    @ParameterizedTest
    @EnumSource
    void atomically_overtaken_runsThreeTimesAndGivesUp(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        AtomicInteger runs = new AtomicInteger();
        IdentityException refusal = assertThrows(
                IdentityException.class,
                () -> stores.atomically(unit -> {
                    unit.passwords().put(ADA, "$" + runs.incrementAndGet());
                    throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "overtaken");
                }));
        assertEquals(IdentityReason.CHANGED_MEANWHILE, refusal.reason());
        assertEquals(3, runs.get());
        assertTrue(stores.passwords().find(ADA).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void atomically_otherRefusal_runsOnce(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        AtomicInteger runs = new AtomicInteger();
        assertThrows(
                IdentityException.class,
                () -> stores.atomically(unit -> {
                    runs.incrementAndGet();
                    throw new IdentityException(IdentityReason.NOT_FOUND, "no such user");
                }));
        assertEquals(1, runs.get());
    }

    @ParameterizedTest
    @EnumSource
    void atomically_takenKeyInTheMiddle_theRestIsDone(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        RoleMapping mapping = new RoleMapping(ACME, "staff", Set.of(), 1);
        stores.roleMappings().insert(mapping);
        boolean inserted = stores.atomically(unit -> {
            boolean added = unit.roleMappings().insert(mapping);
            unit.passwords().put(ADA, "$hash");
            return added;
        });
        assertFalse(inserted);
        assertTrue(stores.passwords().find(ADA).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void store_outsideOfTheUnitThatRuns_isRefused(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        List<Function<Stores, Object>> all = List.of(
                Stores::organizations,
                Stores::users,
                Stores::memberships,
                Stores::roles,
                Stores::roleMappings,
                Stores::invitations,
                Stores::clients,
                Stores::resources,
                Stores::domains,
                Stores::passwords,
                Stores::oneTimeSecrets,
                Stores::throttles,
                Stores::audit,
                Stores::signingKeys,
                Stores::connections,
                Stores::domainSso,
                Stores::policies,
                Stores::breakGlass,
                Stores::identityLinks,
                Stores::sessions,
                Stores::pendingSignIns,
                Stores::signInTraces,
                Stores::usedIds,
                Stores::authorizations,
                Stores::deviceCodes,
                Stores::consents,
                Stores::pendingAuthorizations,
                Stores::revocations);
        for (Function<Stores, Object> store : all) {
            assertThrows(IllegalStateException.class, () -> stores.atomically(unit -> store.apply(stores)));
        }
        assertTrue(stores.durable());
    }

    @ParameterizedTest
    @EnumSource
    void source_withoutAutoCommit_commitsAllTheSame(Database kind) {
        TestDatabase database = open(kind);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Stores stores = JdbcStores.on(pool);
            stores.passwords().put(ADA, "$hash");
            stores.atomically(unit -> unit.roleMappings().insert(new RoleMapping(ACME, "staff", Set.of(), 1)));
            assertTrue(JdbcStores.on(database.node()).passwords().find(ADA).isPresent());
            assertEquals(
                    1,
                    JdbcStores.on(database.node())
                            .roleMappings()
                            .page(ACME, Optional.empty(), 2)
                            .size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void text_thatNoColumnHolds_findsNothingAndIsNotStored(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        stores.roleMappings().insert(new RoleMapping(ACME, "a?", Set.of(), 1));
        for (String text : List.of("a\0", "a\ud800", "\udc00a")) {
            assertTrue(stores.roleMappings().find(ACME, text).isEmpty());
            assertTrue(stores.clients().byId(text).isEmpty());
            assertThrows(
                    IllegalArgumentException.class, () -> stores.passwords().put(ADA, text));
            assertThrows(
                    IllegalArgumentException.class, () -> stores.throttles().fail(text, Instant.EPOCH));
            AuditEntry entry = new AuditEntry(ACME, 1, text, "", "");
            assertThrows(IllegalArgumentException.class, () -> stores.audit().append(entry));
        }
    }

    @ParameterizedTest
    @EnumSource
    void atomically_deadlock_isRunAgain(Database kind) throws Exception {
        Stores stores = JdbcStores.on(open(kind).node());
        List<String> keys = List.of("a", "b");
        keys.forEach(key -> stores.throttles().fail(key, Instant.EPOCH));
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        try (Together threads = new Together(2)) {
            threads.run(thread -> {
                AtomicBoolean first = new AtomicBoolean(true);
                return stores.atomically(unit -> {
                    unit.throttles().fail(keys.get(thread), Instant.EPOCH);
                    if (first.getAndSet(false)) {
                        await(bothHoldOne);
                    }
                    return unit.throttles().fail(keys.get(1 - thread), Instant.EPOCH);
                });
            });
        }
        keys.forEach(key -> assertEquals(3, stores.throttles().failures(key).failures()));
    }

    @ParameterizedTest
    @EnumSource
    void lookUps_inTheSecondRun_areLocked(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        AtomicBoolean first = new AtomicBoolean(true);
        String done = stores.atomically(unit -> {
            LookUps.all(unit);
            if (first.getAndSet(false)) {
                throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "overtaken");
            }
            return "done";
        });
        assertEquals("done", done);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void page_isInTheOrderOfCharacters_whateverTheLocale(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        List<String> ordered = List.of("A b", "B", "Z", "_", "a", "a-b", "ab", "ä");
        for (String group : List.of("a", "ä", "Z", "A b", "ab", "_", "B", "a-b")) {
            stores.roleMappings().insert(new RoleMapping(ACME, group, Set.of(), 1));
        }
        assertEquals(
                ordered,
                stores.roleMappings().page(ACME, Optional.empty(), 10).stream()
                        .map(RoleMapping::group)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void sql_injectionInEveryText_isText(Database kind) {
        Stores stores = JdbcStores.on(open(kind).node());
        String group = "x'; DROP TABLE orgauth_user; --";
        stores.roleMappings().insert(new RoleMapping(ACME, group, Set.of(), 1));
        assertTrue(stores.roleMappings().find(ACME, group).isPresent());
        assertTrue(stores.users().page(Optional.of(group), 1).isEmpty());
    }

    @Test
    void connection_droppedInTheMiddleOfAUnit_leavesNothingAndTheNextCallWorks() {
        TestDatabase database = open(Database.POSTGRESQL);
        Stores observer = JdbcStores.on(database.sharedNode());
        String name = "drop" + database.schema();
        Stores stores = JdbcStores.on(database.node("&ApplicationName=" + name));
        assertThrows(
                AuthUnavailableException.class,
                () -> stores.atomically(unit -> {
                    unit.passwords().put(ADA, "$hash");
                    database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                            + name.substring(0, Math.min(63, name.length())) + "'");
                    return unit.passwords().find(ADA);
                }));
        assertTrue(observer.passwords().find(ADA).isEmpty());
        stores.passwords().put(ADA, "$after");
        assertEquals(Optional.of("$after"), observer.passwords().find(ADA));
    }

    @Test
    void pool_exhausted_isUnavailableAndThenWorksAgain() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(open(Database.H2).url());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(250);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Stores stores = JdbcStores.on(pool);
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection()) {
                assertFalse(first.isClosed() || second.isClosed());
                assertThrows(
                        AuthUnavailableException.class, () -> stores.passwords().put(ADA, "$hash"));
            }
            assertTrue(stores.passwords().find(ADA).isEmpty());
            stores.passwords().put(ADA, "$hash");
        }
    }

    @Test
    void database_outOfReach_isUnavailable() {
        TestDatabase database = open(Database.H2);
        HikariDataSource pool = (HikariDataSource) database.node();
        Stores stores = JdbcStores.on(pool);
        pool.close();
        for (Function<Stores, Object> call : List.<Function<Stores, Object>>of(
                node -> node.passwords().find(ADA),
                node -> node.passwords().remove(ADA),
                node -> node.signingKeys().load(),
                node -> node.atomically(unit -> 1))) {
            AuthUnavailableException e = assertThrows(AuthUnavailableException.class, () -> call.apply(stores));
            assertEquals(JdbcReason.DATABASE_UNAVAILABLE, e.reason());
            assertTrue(e.getCause() instanceof SQLException);
        }
    }
}
