package io.orgauth.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.testing.Requirement;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while a bundle is being kept. */
class KilledKeeperTest {
    private static final int ROUNDS = Requirement.fullRun() ? 50 : 3;

    @TempDir
    Path directory;

    @Test
    void keep_killedInTheMiddle_leavesTheOldBundleOrTheNew() throws Exception {
        TrustRoot root = TrustRoot.create(directory.resolve("root.key"));
        root.newBundleKey(1, 1, Duration.ofDays(1)).write(directory.resolve("bundle.key"));
        Files.createDirectory(directory.resolve("kept"));
        Random random = new Random(9);
        long kept = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long acknowledged = killedAfter(kept + 1, 5 + random.nextInt(60));
            FakeSource out = new FakeSource();
            BundleKeeper restarted = KilledKeeper.keeper(directory, root, out);

            restarted.restore();

            Snapshot snapshot = restarted.current();
            kept = snapshot.manifest().version().sequence();
            assertTrue(kept == acknowledged || kept == acknowledged + 1, kept + " after " + acknowledged);
            assertTrue(snapshot.key("key" + kept).isPresent(), "with the chunks that belong to it");
            assertTrue(snapshot.grant("usr_" + kept).isPresent());
            assertEquals(0, out.chunks, "nothing had to be fetched");
        }
    }

    private long killedAfter(long first, int bundles) throws Exception {
        Process keeper = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledKeeper.class.getName(),
                        directory.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = first - 1;
        try (BufferedReader said = keeper.inputReader()) {
            for (int i = 0; i < bundles; i++) {
                last = Long.parseLong(said.readLine());
            }
            keeper.toHandle().destroyForcibly(); // by its handle, which leaves us what is said and not read yet
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                last = Math.max(last, Long.parseLong(line));
            }
        } finally {
            keeper.destroyForcibly().waitFor();
        }
        return last;
    }
}
