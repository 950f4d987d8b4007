package io.orgauth.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] OLD = {1, 2, 3};
    private static final byte[] NEW = {4, 5};

    @TempDir
    Path directory;

    private Path path;
    private AtomicFile secret;

    @BeforeEach
    void open() {
        path = directory.resolve("f");
        secret = AtomicFile.secret(path);
    }

    @Test
    void read_missing_isEmpty() throws IOException {
        assertTrue(secret.read(10).isEmpty());
    }

    @Test
    void read_bound_isInclusive() throws IOException {
        secret.replace(OLD);
        assertArrayEquals(OLD, secret.read(3).orElseThrow());
        assertThrows(IOException.class, () -> secret.read(2));
    }

    @Test
    void replace_whatIsThere_isGone() throws IOException {
        secret.replace(OLD);
        secret.replace(NEW);
        assertArrayEquals(NEW, Files.readAllBytes(path));
        assertOnlyFile();
    }

    @Test
    void replace_failed_leavesTheOldAndNoRest() throws IOException {
        Files.createDirectory(path);
        Files.write(path.resolve("inside"), OLD);
        assertThrows(IOException.class, () -> secret.replace(NEW));
        assertArrayEquals(OLD, Files.readAllBytes(path.resolve("inside")));
        assertOnlyFile();
    }

    @Test
    void create_existing_isRefusedAndUntouched() throws IOException {
        secret.create(OLD);
        assertThrows(FileAlreadyExistsException.class, () -> secret.create(NEW));
        assertArrayEquals(OLD, Files.readAllBytes(path));
        assertOnlyFile();
    }

    @Test
    void permissions_secret_areTheOwners() throws IOException {
        secret.create(OLD);
        assertEquals("rw-------", permissions());
        assertFalse(secret.isOpenToOthers());
    }

    @Test
    void permissions_readable_areEveryones() throws IOException {
        AtomicFile.readable(path).replace(OLD);
        assertEquals("rw-r--r--", permissions());
        assertTrue(secret.isOpenToOthers());
        secret.replace(OLD);
        assertEquals("rw-------", permissions());
    }

    @Test
    void write_root_isRefused() {
        AtomicFile root = AtomicFile.secret(Path.of("/"));
        assertThrows(IOException.class, () -> root.replace(OLD));
    }

    @Test
    void toString_isThePath() {
        assertEquals(path.toString(), secret.toString());
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void assertOnlyFile() throws IOException {
        try (var files = Files.list(directory)) {
            assertEquals(List.of(path), files.toList());
        }
    }
}
