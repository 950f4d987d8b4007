package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.AuthUnavailableException;
import io.orgauth.testing.SigningKeyStoreContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSigningKeyStoreTest extends SigningKeyStoreContract {
    private static final byte[] DOCUMENT = {1, 2, 3, 4};

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("signing-keys");
    }

    @Override
    protected SigningKeyStore node() {
        return SigningKeyStore.file(path);
    }

    @Test
    void save_file_onlyItsOwnerMayRead() throws IOException {
        node().save(0, DOCUMENT);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void load_emptyDocument_isNoTornFile() {
        assertTrue(node().save(0, new byte[0]));
        assertArrayEquals(new byte[0], node().load().orElseThrow().document());
    }

    @Test
    void load_tornFile_isRefusedAtEveryLength() throws IOException {
        node().save(0, DOCUMENT);
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertTorn();
        }
        Files.write(path, Arrays.copyOf(whole, whole.length + 1));
        assertTorn();
    }

    @Test
    void load_otherMark_isRefused() throws IOException {
        node().save(0, DOCUMENT);
        byte[] content = Files.readAllBytes(path);
        content[0] ^= 1;
        Files.write(path, content);
        assertTorn();
    }

    @Test
    void load_versionBelowOne_isRefused() throws IOException {
        node().save(0, DOCUMENT);
        byte[] content = Files.readAllBytes(path);
        for (long version : new long[] {0, -1}) {
            ByteBuffer.wrap(content).putLong("orgauth-signing-keys 1\n".length(), version);
            Files.write(path, content);
            assertTorn();
        }
    }

    @Test
    void load_directory_isUnavailable() throws IOException {
        Files.createDirectory(path);
        AuthUnavailableException refusal = assertThrows(AuthUnavailableException.class, () -> node().load());
        assertEquals(SigningKeysReason.SIGNING_KEYS_UNAVAILABLE, refusal.reason());
        assertEquals("signing_keys_unavailable", refusal.reason().code());
    }

    @Test
    void save_missingDirectory_isUnavailable() {
        SigningKeyStore store = SigningKeyStore.file(directory.resolve("none").resolve("keys"));
        AuthUnavailableException refusal = assertThrows(AuthUnavailableException.class, () -> store.save(0, DOCUMENT));
        assertEquals(SigningKeysReason.SIGNING_KEYS_UNAVAILABLE, refusal.reason());
    }

    @Test
    void save_restOfACrash_isNoObstacle() throws IOException {
        node().save(0, DOCUMENT);
        Files.write(directory.resolve(".signing-keys123.tmp"), new byte[] {9});
        assertTrue(node().save(1, DOCUMENT));
        assertEquals(2, node().load().orElseThrow().version());
    }

    @Test
    void save_lockIsHeld_waitsForIt() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (FileChannel lock = FileChannel.open(
                directory.resolve("signing-keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = lock.lock();
            CountDownLatch begun = new CountDownLatch(1);
            Future<Boolean> save = thread.submit(() -> {
                begun.countDown();
                return node().save(0, DOCUMENT);
            });
            begun.await();
            assertTrue(node().load().isEmpty());
            held.release();
            assertTrue(save.get());
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void save_interruptedWhileWaiting_isUnavailableAndStaysInterrupted() throws Exception {
        try (FileChannel lock = FileChannel.open(
                directory.resolve("signing-keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = lock.lock();
            Thread.currentThread().interrupt();
            assertThrows(AuthUnavailableException.class, () -> node().save(0, DOCUMENT));
            assertTrue(held.isValid());
            assertTrue(Thread.interrupted());
        }
    }

    private void assertTorn() {
        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> node().load());
        assertTrue(
                refusal.getMessage().endsWith("restore it from a copy or delete it to begin with new keys"),
                refusal.getMessage());
    }
}
