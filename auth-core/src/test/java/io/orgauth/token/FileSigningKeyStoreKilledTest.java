package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apart from the other tests of the store, as it starts processes. */
class FileSigningKeyStoreKilledTest {
    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("signing-keys");
    }

    /** A writer is killed (SIGKILL) at arbitrary points: the file is whole each time, and no older than acknowledged. */
    @Test
    void save_killedInTheMiddle_leavesOldOrNew() throws Exception {
        for (int kill = 0; kill < 4; kill++) {
            long acknowledged = versionAfterKill(20 + kill * 7);
            SigningKeyStore.Stored stored = SigningKeyStore.file(path).load().orElseThrow();
            assertTrue(stored.version() >= acknowledged, stored + " but " + acknowledged + " was acknowledged");
            assertArrayEquals(Writer.document(stored.version()), stored.document());
        }
    }

    private long versionAfterKill(int saves) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            long acknowledged = 0;
            for (int i = 0; i < saves; i++) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            return acknowledged;
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** Saves without end and prints each version once it is acknowledged. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            SigningKeyStore store = SigningKeyStore.file(Path.of(arguments[0]));
            long version = store.load().map(SigningKeyStore.Stored::version).orElse(0L);
            while (store.save(version, document(version + 1))) {
                version++;
                System.out.println(version);
            }
        }

        static byte[] document(long version) {
            byte[] document = new byte[20_000];
            Arrays.fill(document, (byte) version);
            return document;
        }
    }
}
