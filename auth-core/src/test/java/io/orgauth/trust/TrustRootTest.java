package io.orgauth.trust;

import static io.orgauth.trust.BundleFixture.KEY;
import static io.orgauth.trust.BundleFixture.LIFETIME;
import static io.orgauth.trust.BundleFixture.NOW;
import static io.orgauth.trust.BundleFixture.content;
import static io.orgauth.trust.BundleFixture.reader;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.file.AtomicFile;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustRootTest {
    @TempDir
    Path directory;

    @Test
    void create_newFile_isReadAgainAndItsOwnersAlone() throws IOException {
        Path file = directory.resolve("root.key");
        TrustRoot made = TrustRoot.create(file);

        assertEquals(made.publicKey().jwk(), TrustRoot.file(file).publicKey().jwk());
        assertFalse(AtomicFile.secret(file).isOpenToOthers());
    }

    /** Every data plane pins the one that is there. */
    @Test
    void create_fileThatIsThere_isRefused() {
        Path file = directory.resolve("root.key");
        TrustRoot made = TrustRoot.create(file);

        assertThrows(IllegalArgumentException.class, () -> TrustRoot.create(file));
        assertEquals(made.publicKey().id(), TrustRoot.file(file).publicKey().id());
    }

    @Test
    void file_openToOthers_isRefused() throws IOException {
        Path file = directory.resolve("root.key");
        TrustRoot.create(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThrows(IllegalArgumentException.class, () -> TrustRoot.file(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nonsense", "{\"public\":\"\",\"private\":\"\"}"})
    void file_noKey_isRefusedInOneSentence(String content) throws IOException {
        Path file = directory.resolve("root.key");
        AtomicFile.secret(file).replace(content.getBytes(StandardCharsets.UTF_8));

        assertThrows(IllegalArgumentException.class, () -> TrustRoot.file(file));
        assertThrows(IllegalArgumentException.class, () -> BundleKey.file(file));
    }

    @Test
    void file_absent_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> TrustRoot.file(directory.resolve("none")));
        assertThrows(IllegalArgumentException.class, () -> BundleKey.file(directory.resolve("none")));
        assertThrows(IllegalArgumentException.class, () -> RootKey.file(directory.resolve("none")));
    }

    /** Halves of two keys would sign what nobody can verify. */
    @Test
    void file_halvesOfTwoKeys_isRefused() throws IOException {
        Path one = directory.resolve("one.key");
        Path other = directory.resolve("other.key");
        TrustRoot.create(one);
        TrustRoot.create(other);
        String mixed = Json.text(JsonObject.builder()
                .put(
                        "public",
                        Json.parseObject(Files.readAllBytes(one))
                                .string("public")
                                .orElseThrow())
                .put(
                        "private",
                        Json.parseObject(Files.readAllBytes(other))
                                .string("private")
                                .orElseThrow())
                .build());
        AtomicFile.secret(one).replace(mixed.getBytes(StandardCharsets.UTF_8));

        assertThrows(IllegalArgumentException.class, () -> TrustRoot.file(one));
    }

    @Test
    void bundleKey_writtenAndRead_signsTheSame() {
        Path file = directory.resolve("bundle.key");
        KEY.write(file);
        BundleKey read = BundleKey.file(file);

        assertEquals(KEY.root().id(), read.root().id());
        assertEquals(1, read.epoch());
        assertEquals(1, read.sequence());
        assertEquals(
                10,
                reader().read(read.sign(content().build(), NOW, LIFETIME).document())
                        .version()
                        .sequence());
    }

    @Test
    void newBundleKey_beyondItsBounds_isRefused() {
        TrustRoot root = TrustRoot.inMemory();

        assertThrows(IllegalArgumentException.class, () -> root.newBundleKey(0, 1, Duration.ofDays(1)));
        assertThrows(IllegalArgumentException.class, () -> root.newBundleKey(1, 0, Duration.ofDays(1)));
        assertThrows(IllegalArgumentException.class, () -> root.newBundleKey(1, 1, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> root.newBundleKey(1, 1, Delegation.LONGEST.plusNanos(1)));
        assertEquals(1, root.newBundleKey(1, 1, Delegation.LONGEST).epoch());
    }

    @Test
    void rootKey_text_isReadAgain() throws IOException {
        RootKey key = TrustRoot.inMemory().publicKey();
        Path file = Files.writeString(directory.resolve("root.jwk"), key.jwk());

        assertEquals(key.id(), RootKey.parse(key.jwk()).id());
        assertEquals(key.id(), RootKey.file(file).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"kty\":\"EC\"}", "{\"kty\":\"oct\",\"k\":\"AAAA\"}"})
    void rootKey_noPublicKey_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> RootKey.parse(text));
    }

    @Test
    void keys_asText_showNoPrivatePart() {
        Path file = directory.resolve("root.key");
        TrustRoot root = TrustRoot.create(file);

        assertTrue(root.toString().contains("redacted"));
        assertTrue(KEY.toString().contains("redacted"));
    }
}
