package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.testing.Requirement;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledNodeTest {
    private static final int ROUNDS = Requirement.fullRun() ? 50 : 3;

    @TempDir
    Path folder;

    @Test
    void h2Node_killedInTheMiddleOfWrites_losesNothingThatItAcknowledged() throws Exception {
        Random random = new Random(10);
        int acknowledged = -1;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = Math.max(acknowledged, killedAfter(20 + random.nextInt(200)));
            try (TestDatabase database = TestDatabase.h2(folder)) {
                Stores stores = JdbcStores.on(database.node());
                for (int number = 0; number <= acknowledged; number++) {
                    User user = KilledNode.user(number);
                    assertEquals(Optional.of(user), stores.users().find(user.id()), "round " + round);
                    assertEquals(Optional.of("$" + number), stores.passwords().find(user.id()));
                }
                int users =
                        stores.users().page(Optional.empty(), Integer.MAX_VALUE).size();
                int passwords = database.rows("SELECT 1 FROM orgauth_password").size();
                assertEquals(users, passwords, "a unit is there whole or not at all");
                assertTrue(users <= acknowledged + 2, "at most one that was not acknowledged yet");
            }
        }
    }

    /** Lets a node acknowledge so many changes and kills it as {@code kill -9} does; gives the last that it acknowledged. */
    private int killedAfter(int changes) throws Exception {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledNode.class.getName(),
                        TestDatabase.h2(folder).url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = -1;
        try (BufferedReader said = node.inputReader()) {
            for (int i = 0; i < changes; i++) {
                last = Integer.parseInt(said.readLine());
            }
            // By its handle: Process.destroyForcibly would also throw away what the node has said and nobody has read
            // yet.
            node.toHandle().destroyForcibly();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = Math.max(last, Integer.parseInt(line));
            }
        } finally {
            node.destroyForcibly().waitFor();
        }
        return last;
    }
}
