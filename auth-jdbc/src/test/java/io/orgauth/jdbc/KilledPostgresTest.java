package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orgauth.AuthUnavailableException;
import io.orgauth.identity.PendingSignIn;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.testing.Requirement;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes go on with their work when a PostgreSQL that was killed is back, and nothing that it acknowledged is lost. */
class KilledPostgresTest {
    private static final int ROUNDS = Requirement.fullRun() ? 50 : 3;
    private static final int CONNECTIONS = 3;
    private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void postgres_killedInTheMiddleOfWrites_losesNothingThatItAcknowledged() throws Exception {
        Random random = new Random(11);
        try (KillablePostgres server = new KillablePostgres(folder);
                HikariDataSource first = node(server);
                HikariDataSource second = node(server)) {
            List<Stores> nodes = List.of(JdbcStores.on(first), JdbcStores.on(second));
            for (int round = 0; round < ROUNDS; round++) {
                writeUntilKilled(server, nodes, 20 + random.nextInt(100));
                server.restart();
                nodes.forEach(KilledPostgresTest::assertWorksAgain);
                for (int number : acknowledged) {
                    assertThere(nodes.get(round % 2), number);
                }
                assertEquals(count(nodes.get(0)), count(second), "a unit is there whole or not at all");
            }
        }
    }

    private static HikariDataSource node(KillablePostgres server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(2_000);
        return new HikariDataSource(config);
    }

    /** A writer a node; each ends when its store says for the first time that the database is gone. */
    private void writeUntilKilled(KillablePostgres server, List<Stores> nodes, int writes) throws Exception {
        CountDownLatch written = new CountDownLatch(writes);
        ExecutorService writers = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<?>> all = nodes.stream()
                    .<Future<?>>map(node -> writers.submit(() -> writeUntilRefused(node, written)))
                    .toList();
            written.await();
            server.kill();
            for (Future<?> writer : all) {
                writer.get();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private void writeUntilRefused(Stores node, CountDownLatch written) {
        while (true) {
            int number = numbers.getAndIncrement();
            try {
                write(node, number);
            } catch (AuthUnavailableException gone) {
                assertEquals(JdbcReason.DATABASE_UNAVAILABLE, gone.reason());
                return;
            }
            acknowledged.add(number);
            written.countDown();
        }
    }

    private static void write(Stores node, int number) {
        User user = KilledNode.user(number);
        boolean added = node.atomically(unit -> {
            unit.passwords().put(user.id(), "$" + number);
            return unit.users().insert(user);
        });
        assertTrue(added);
        assertTrue(node.usedIds().insert(digest(number), END));
        assertTrue(node.pendingSignIns().insert(pending(number)));
        assertTrue(node.pendingSignIns().consume(pending(number)));
    }

    /** No restart of a node: each call that fails throws one broken connection away. */
    private static void assertWorksAgain(Stores node) {
        assertTrue(
                Stream.generate(() -> isThere(node)).limit(CONNECTIONS + 1L).anyMatch(works -> works),
                "the node did not come back with its database");
    }

    private static boolean isThere(Stores node) {
        try {
            node.users().find(KilledNode.user(0).id());
            return true;
        } catch (AuthUnavailableException e) {
            return false;
        }
    }

    private static void assertThere(Stores node, int number) {
        User user = KilledNode.user(number);
        assertEquals(Optional.of(user), node.users().find(user.id()));
        assertEquals(Optional.of("$" + number), node.passwords().find(user.id()));
        assertFalse(node.usedIds().insert(digest(number), END), "what was used once is good again");
        assertTrue(node.pendingSignIns().find("p" + number).isEmpty(), "what was used up is good again");
    }

    private static int count(Stores node) {
        return node.users().page(Optional.empty(), Integer.MAX_VALUE).size();
    }

    private static int count(HikariDataSource node) throws Exception {
        try (var connection = node.getConnection()) {
            return Integer.parseInt(Database.text(connection, "SELECT count(*) FROM orgauth_password")
                    .orElseThrow());
        }
    }

    private static SecretDigest digest(int number) {
        return SecretDigest.of("used " + number);
    }

    private static PendingSignIn pending(int number) {
        return new PendingSignIn("p" + number, digest(number), "sealed", END, 1);
    }
}
