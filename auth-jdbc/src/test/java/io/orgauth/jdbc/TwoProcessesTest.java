package io.orgauth.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.identity.Stores;
import io.orgauth.testing.Requirement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes as a fleet has them, each a process of its own, want the same thing at the same moment. */
class TwoProcessesTest extends BothDatabases {
    private static final int ROUNDS = Requirement.fullRun() ? 1_000 : 50;

    private record Node(Process process, BufferedReader said, PrintWriter told) implements AutoCloseable {
        static Node on(String url) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            RacingNode.class.getName(),
                            url)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Node node = new Node(
                    process,
                    process.inputReader(StandardCharsets.UTF_8),
                    new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true));
            assertEquals("ready", node.said.readLine());
            return node;
        }

        boolean took() throws IOException {
            return Boolean.parseBoolean(said.readLine());
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }

    @Test
    void takeAPendingSignInOrAnId_oneProcessGetsIt() throws Exception {
        TestDatabase database = open(Database.POSTGRESQL);
        Stores stores = JdbcStores.on(database.node());
        try (Node first = Node.on(database.url());
                Node second = Node.on(database.url())) {
            List<Node> nodes = List.of(first, second);
            for (int round = 0; round < ROUNDS; round++) {
                stores.pendingSignIns().insert(RacingNode.pending("p" + round));
                for (String what : List.of("p" + round, "used id " + round)) {
                    nodes.forEach(node -> node.told().println(what));
                    int winners = (first.took() ? 1 : 0) + (second.took() ? 1 : 0);
                    assertEquals(1, winners, what);
                }
            }
        }
    }
}
