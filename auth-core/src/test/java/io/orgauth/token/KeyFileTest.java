package io.orgauth.token;

import static io.orgauth.token.FakeIssuer.jwks;
import static io.orgauth.token.FakeIssuer.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.token.KeyHealth.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final ManualTime time = new ManualTime();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("jwks.json");
    }

    private TokenVerifier open() {
        return FakeIssuer.verifier(new KeyFile(file, time));
    }

    private void write(String content) throws IOException {
        Files.writeString(file, content);
    }

    private static void assertGood(TokenVerifier verifier, String kid) {
        assertEquals("usr_ada", verifier.verify(token(kid)).subject().id());
    }

    private static void assertRefused(TokenVerifier verifier, String kid) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> verifier.verify(token(kid)));
        assertEquals(TokenReason.UNKNOWN_KEY, refusal.reason());
    }

    private static KeyHealth health(TokenVerifier verifier) {
        return verifier.keyHealth().get(FakeIssuer.URL);
    }

    @Test
    void jwksFile_publicDoor_verifies() throws IOException {
        write(jwks("a"));
        assertGood(FakeIssuer.verifier(KeySource.jwksFile(file)), "a");
    }

    @Test
    void build_fileIsMissing_namesIt() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, this::open);
        assertEquals("keys file " + file + ": is not there", refusal.getMessage());
    }

    @Test
    void build_directoryInItsPlace_isRefused() throws IOException {
        Files.createDirectory(file);
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, this::open);
        assertEquals("keys file " + file + ": is no regular file", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"keys\":[]}", "no json", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
    void build_noUsableSet_isRefused(String content) throws IOException {
        write(content);
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, this::open);
        assertTrue(refusal.getMessage().startsWith("keys file " + file + ": "), refusal.getMessage());
    }

    @Test
    void build_largestFile_isReadAndOneByteMoreIsNot() throws IOException {
        write(jwks("a") + " ".repeat((1 << 20) - jwks("a").length()));
        assertGood(open(), "a");
        write(jwks("a") + " ".repeat((1 << 20) - jwks("a").length() + 1));
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, this::open);
        assertTrue(refusal.getMessage().endsWith("has more than 1048576 bytes"), refusal.getMessage());
    }

    @Test
    void verify_unknownKey_readsTheFileAtOnce() throws IOException {
        write(jwks("a"));
        TokenVerifier verifier = open();
        assertRefused(verifier, "b");
        write(jwks("a", "b"));
        assertGood(verifier, "b");
        assertGood(verifier, "a");
    }

    @Test
    @Timeout(60)
    void verify_unknownKeyInTwoThreads_bothReadTheFile() throws Exception {
        write(jwks("a"));
        TokenVerifier verifier = open();
        assertRefused(verifier, "b");
        write(jwks("a", "b"));
        FutureTask<String> other =
                new FutureTask<>(() -> verifier.verify(token("b")).subject().id());
        Thread thread = new Thread(other, "other");
        thread.setDaemon(true);
        thread.start();
        assertEquals("usr_ada", other.get());
    }

    @Test
    void verify_removedKey_isRefusedWithin5Seconds() throws IOException {
        write(jwks("a", "b"));
        TokenVerifier verifier = open();
        write(jwks("b"));
        time.advance(CHECK.minusNanos(1));
        assertGood(verifier, "a");
        time.advance(Duration.ofNanos(1));
        assertRefused(verifier, "a");
    }

    @Test
    void verify_fileReplacedByRename_isSeen() throws IOException {
        write(jwks("a"));
        TokenVerifier verifier = open();
        Path next = Files.writeString(directory.resolve("next"), jwks("b"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        assertGood(verifier, "b");
        assertRefused(verifier, "a");
    }

    /** As a config map is mounted: the file is a link through a link to a directory, and that one is swapped. */
    @Test
    void verify_directoryLinkSwapped_isSeen() throws IOException {
        Path one = Files.createDirectory(directory.resolve("one"));
        Path two = Files.createDirectory(directory.resolve("two"));
        Files.writeString(one.resolve("jwks.json"), jwks("a"));
        Files.writeString(two.resolve("jwks.json"), jwks("b"));
        Path data = Files.createSymbolicLink(directory.resolve("data"), one);
        Files.createSymbolicLink(file, data.resolve("jwks.json"));
        TokenVerifier verifier = open();
        assertGood(verifier, "a");
        Path swapped = Files.createSymbolicLink(directory.resolve("swapped"), two);
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);
        time.advance(CHECK);
        assertRefused(verifier, "a");
        assertGood(verifier, "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"})
    void verify_fileBreaks_goesOnWithTheLastGoodSet(String content) throws IOException {
        write(jwks("a"));
        TokenVerifier verifier = open();
        time.advance(CHECK);
        assertGood(verifier, "a");
        write(content);
        time.advance(CHECK);
        assertGood(verifier, "a");
        time.advance(CHECK);
        assertGood(verifier, "a");
        assertEquals(
                new KeyHealth(State.STALE, Optional.of(CHECK.multipliedBy(2)), Optional.of("invalid_key_set"), 0),
                health(verifier));
        write(jwks("a"));
        time.advance(CHECK);
        assertGood(verifier, "a");
        assertEquals(new KeyHealth(State.FRESH, Optional.of(Duration.ZERO), Optional.empty(), 0), health(verifier));
    }

    @Test
    void verify_fileIsDeletedAndComesBack_goesOn() throws IOException {
        write(jwks("a"));
        TokenVerifier verifier = open();
        Files.delete(file);
        time.advance(CHECK);
        assertGood(verifier, "a");
        assertEquals(Optional.of("unreadable_file"), health(verifier).lastError());
        write(jwks("a"));
        time.advance(CHECK);
        assertGood(verifier, "a");
        assertEquals(State.FRESH, health(verifier).state());
    }

    @Test
    void toString_saysWhere() {
        assertEquals("KeyFile[" + file + "]", KeySource.jwksFile(file).toString());
    }
}
