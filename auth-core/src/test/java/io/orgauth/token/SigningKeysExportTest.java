package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.testing.HandClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysExportTest {
    private final HandClock clock = new HandClock(Tokens.START);
    private final SigningKeys keys = Tokens.keys(JwsAlgorithm.ES256, clock);

    @TempDir
    Path directory;

    @Test
    void export_writesBothDocuments() throws IOException {
        keys.export("https://auth.example.com/tenant", directory);
        assertArrayEquals(keys.jwks(), Files.readAllBytes(directory.resolve("jwks.json")));
        assertEquals(
                "{\"issuer\":\"https://auth.example.com/tenant\",\"jwks_uri\":\"https://auth.example.com/tenant/jwks.json\","
                        + "\"response_types_supported\":[\"id_token\"],\"subject_types_supported\":[\"public\"],"
                        + "\"id_token_signing_alg_values_supported\":[\"ES256\"]}",
                discovery());
    }

    @Test
    void export_mirror_hasItsOwnKeysUri() throws IOException {
        keys.export("https://auth.example.com", "https://mirror.acme.example/k.json", directory);
        assertTrue(discovery()
                .startsWith("{\"issuer\":\"https://auth.example.com\","
                        + "\"jwks_uri\":\"https://mirror.acme.example/k.json\","));
    }

    @Test
    void export_again_replacesTheOlder() throws IOException {
        keys.export("https://auth.example.com", directory);
        clock.pass(Duration.ofMinutes(7));
        keys.rotateNow();
        keys.export("https://auth.example.com", directory);
        assertArrayEquals(keys.jwks(), Files.readAllBytes(directory.resolve("jwks.json")));
        try (var files = Files.walk(directory)) {
            assertEquals(2, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void export_files_areReadableByAWebServer() throws IOException {
        keys.export("https://auth.example.com", directory);
        for (String name : new String[] {"jwks.json", ".well-known/openid-configuration"}) {
            assertEquals(
                    "rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(name))));
        }
    }

    @Test
    void export_missingDirectory_isSaid() {
        Path missing = directory.resolve("none");
        assertThrows(UncheckedIOException.class, () -> keys.export("https://auth.example.com", missing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://auth.example.com", "https://auth.example.com?x=y"})
    void export_otherUrl_isRefusedAndNothingWritten(String url) throws IOException {
        assertThrows(IllegalArgumentException.class, () -> keys.export(url, directory));
        assertThrows(
                IllegalArgumentException.class, () -> keys.export(url, "https://mirror.acme.example/k", directory));
        assertThrows(IllegalArgumentException.class, () -> keys.export("https://auth.example.com", url, directory));
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    private String discovery() throws IOException {
        return Files.readString(directory.resolve(".well-known").resolve("openid-configuration"));
    }
}
