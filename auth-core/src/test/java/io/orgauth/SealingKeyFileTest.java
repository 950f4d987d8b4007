package io.orgauth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.SealingKey.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingKeyFileTest {
    private static final Context PLACE = new Context("t", Optional.empty(), "r", "p", 0);
    private static final byte[] SECRET = {1, 2, 3};

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("sealing.key");
    }

    @Test
    void create_newFile_onlyItsOwnerMayRead() throws IOException {
        SealingKey.create(path);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        byte[] sealed = SealingKey.file(path).seal(PLACE, SECRET);
        assertArrayEquals(SECRET, SealingKey.file(path).unseal(PLACE, sealed));
    }

    @Test
    void create_leavesNothingButTheFile() throws IOException {
        SealingKey.create(path);
        try (var files = Files.list(directory)) {
            assertEquals(List.of(path), files.toList());
        }
    }

    @Test
    void create_existingFile_isRefusedAndUntouched() throws IOException {
        SealingKey.create(path);
        byte[] before = Files.readAllBytes(path);
        assertRefused(() -> SealingKey.create(path), "exists, use it with SealingKey.file(path) or name another");
        assertArrayEquals(before, Files.readAllBytes(path));
    }

    @Test
    void create_missingDirectory_isRefused() {
        assertRefused(
                () -> SealingKey.create(directory.resolve("none").resolve("sealing.key")),
                "can't be written, check path and rights");
    }

    @Test
    void file_missing_isRefusedAndNamesTheCreator() {
        assertRefused(() -> SealingKey.file(path), "does not exist, create it once with SealingKey.create(path)");
    }

    @Test
    void file_directory_isRefused() {
        assertRefused(() -> SealingKey.file(directory), "can't be read, check path and rights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-----w-", "rw----r--", "rw--w----", "rw------x"})
    void file_openToOthers_isRefused(String permissions) throws IOException {
        SealingKey.create(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        assertRefused(() -> SealingKey.file(path), "is open to other users than its owner, run chmod 600 on it");
    }

    @Test
    void file_readOnlyForOwner_isGood() throws IOException {
        SealingKey.create(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
        assertTrue(SealingKey.file(path).isCurrent(SealingKey.file(path).seal(PLACE, SECRET)));
    }

    @Test
    void file_windowsLinesAndComments_areGood() throws IOException {
        SealingKey.create(path);
        byte[] sealed = SealingKey.file(path).seal(PLACE, SECRET);
        rewrite("# note\r\n\r\n" + keyLine() + "\r\n");
        assertArrayEquals(SECRET, SealingKey.file(path).unseal(PLACE, sealed));
    }

    @Test
    void file_damagedLine_isRefusedWithoutQuotingIt() throws IOException {
        SealingKey.create(path);
        String line = keyLine();
        char last = line.charAt(line.length() - 3);
        String flipped =
                line.substring(0, line.length() - 3) + (last == 'A' ? 'B' : 'A') + line.substring(line.length() - 2);
        for (String damaged : List.of(
                flipped,
                line.substring(0, line.length() - 1),
                line + "A",
                line.replace("orgauth", "other"),
                line.replace("key 1 ", "key 2 "),
                " " + line)) {
            rewrite("#\n" + damaged + "\n");
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> SealingKey.file(path));
            assertTrue(refusal.getMessage().endsWith("key in line 2, restore it from its copy"), refusal.getMessage());
            assertFalse(refusal.getMessage().contains(line.substring(40, 50)));
        }
    }

    @Test
    void file_sameKeyTwice_isRefused() throws IOException {
        SealingKey.create(path);
        rewrite(keyLine() + "\n" + keyLine() + "\n");
        assertRefused(() -> SealingKey.file(path), "has the key of line 2 twice, delete one");
    }

    @Test
    void file_noKey_isRefused() throws IOException {
        SealingKey.create(path);
        rewrite("# nothing\n");
        assertRefused(
                () -> SealingKey.file(path), "holds no key, restore it or create another with SealingKey.create(path)");
    }

    @Test
    void file_tooLarge_isRefused() throws IOException {
        SealingKey.create(path);
        rewrite("#".repeat(65_537));
        assertRefused(() -> SealingKey.file(path), "can't be read, check path and rights");
    }

    @Test
    void rotate_newKeySeals_oldOneStillUnseals() throws IOException {
        SealingKey.create(path);
        byte[] sealed = SealingKey.file(path).seal(PLACE, SECRET);
        SealingKey.rotate(path);
        SealingKey rotated = SealingKey.file(path);
        assertArrayEquals(SECRET, rotated.unseal(PLACE, sealed));
        assertFalse(rotated.isCurrent(sealed));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    private String keyLine() throws IOException {
        return Files.readAllLines(path).stream()
                .filter(line -> line.startsWith("orgauth"))
                .findFirst()
                .orElseThrow();
    }

    private void rewrite(String content) throws IOException {
        Files.writeString(path, content);
    }

    private static void assertRefused(Runnable action, String ending) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(refusal.getMessage().startsWith("sealing key file "), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith(ending), refusal.getMessage());
    }
}
