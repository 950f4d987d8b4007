package io.orgauth.token;

import static io.orgauth.token.FakeIssuer.jwks;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException.Problem;
import io.orgauth.testing.HandClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator reads: each change once, ids only, one line. */
class KeyLogTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final Logger logger = Logger.getLogger("io.orgauth.token");
    private final List<String> lines = new ArrayList<>();
    private final ManualTime time = new ManualTime();
    private final FakeFetcher issuer = new FakeFetcher();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
                lines.add(entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
    }

    private RemoteKeySource source() {
        return KeySource.jwksUri(URI.create(FakeIssuer.URL + "/jwks.json"))
                .fetcher(issuer)
                .scheduler(time)
                .ticker(time)
                .patience(Duration.ZERO);
    }

    private void open(KeySource keys) {
        FakeIssuer.verifier(keys);
        time.runDue();
    }

    private List<String> taken() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Test
    void remote_healthyAndUnchanged_saysItsKeysOnce() {
        issuer.answers(jwks("a", "b"));
        open(source());
        time.advance(DAY);
        assertEquals(List.of("INFO keys of https://auth.example.com: 2 keys [a, b], 0 skipped"), taken());
        issuer.answers(jwks("b"));
        time.advance(Duration.ofMinutes(5));
        assertEquals(List.of("INFO keys of https://auth.example.com: 1 keys [b], 0 skipped"), taken());
    }

    @Test
    void remote_longOutage_saysEachChangeOnce() {
        issuer.answers(jwks("a"));
        open(source());
        taken();
        issuer.fails(Problem.TIMEOUT);
        time.advance(DAY.minusMinutes(1));
        assertEquals(
                List.of("WARNING keys of https://auth.example.com: timeout, the last good set goes on for up to PT24H"),
                taken());
        time.advance(DAY);
        assertEquals(
                List.of(
                        "WARNING keys of https://auth.example.com: timeout, no set to trust, its tokens are answered 503"),
                taken());
        issuer.answers(jwks("a"));
        time.advance(DAY);
        assertEquals(List.of("INFO keys of https://auth.example.com are fresh again"), taken());
    }

    @Test
    void remote_neverAnswered_warnsOnce() {
        issuer.fails(Problem.UNRESOLVED);
        open(source());
        time.advance(DAY);
        assertEquals(
                List.of(
                        "WARNING keys of https://auth.example.com: unresolved, no set to trust, its tokens are answered 503"),
                taken());
    }

    @Test
    void remote_directoryVanishes_warnsOnceUntilItIsBack() throws IOException {
        issuer.answers(jwks("a"));
        Path kept = directory.resolve("kept");
        open(source().keepIn(kept));
        taken();
        try (var files = Files.list(kept)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(kept);
        time.advance(Duration.ofHours(1));
        assertEquals(1, taken().size());
        Files.createDirectory(kept);
        time.advance(Duration.ofMinutes(5));
        Files.delete(Files.list(kept).findFirst().orElseThrow());
        Files.delete(kept);
        time.advance(Duration.ofHours(1));
        List<String> again = taken();
        assertEquals(1, again.size());
        assertTrue(again.get(0).startsWith("WARNING keys can't be kept in " + kept), again.get(0));
    }

    @Test
    void remote_keptCopyWithoutKeys_saysWhatIsMissing() throws IOException {
        issuer.answers(jwks("a"));
        open(source().keepIn(directory));
        Path kept;
        try (var files = Files.list(directory)) {
            kept = files.findFirst().orElseThrow();
        }
        Files.writeString(kept, Files.readString(kept).replace("\"jwks\"", "\"other\""));
        taken();
        FakeIssuer.verifier(source().keepIn(directory));
        assertEquals(List.of("WARNING kept keys " + kept + " are not used: they have no \"jwks\""), taken());
    }

    @Test
    void signing_rotation_saysBothKeysOnce() {
        HandClock clock = new HandClock(Tokens.START);
        SigningKeys keys = Tokens.keys(JwsAlgorithm.ES256, clock);
        List<SigningKeyStatus> before = keys.status();
        keys.tick();
        assertEquals(List.of(), taken());
        clock.pass(Duration.ofDays(90));
        keys.tick();
        keys.tick();
        assertEquals(
                List.of("INFO signing key " + before.get(1).kid() + " is active, "
                        + before.get(0).kid() + " no longer"),
                taken());
    }

    @Test
    void file_breaksAndIsMended_saysEachOnce() throws IOException {
        Path file = Files.writeString(directory.resolve("jwks.json"), jwks("a"));
        TokenVerifier verifier = FakeIssuer.verifier(new KeyFile(file, time));
        String token = FakeIssuer.token("a");
        Files.writeString(file, "");
        for (int i = 0; i < 10; i++) {
            time.advance(Duration.ofSeconds(5));
            verifier.verify(token);
        }
        List<String> broken = taken();
        assertEquals(1, broken.size());
        assertTrue(broken.get(0).startsWith("WARNING keys file " + file), broken.get(0));
        Files.writeString(file, jwks("a", "b"));
        time.advance(Duration.ofSeconds(5));
        verifier.verify(token);
        assertEquals(List.of("INFO keys file " + file + ": 2 keys [a, b], 0 skipped"), taken());
    }

    /** The issuer chooses its ids, but not what our log looks like. */
    @Test
    void keySet_idsWithControlCharacters_areOnePlainLine() {
        String document = jwks("a\u0007x").replace("\\u0007", "\\n2026 WARN forged\\u202e");
        assertEquals(
                "1 keys [a?2026?WARN?forged?x], 0 skipped",
                KeySet.parse(bytes(document)).toString());
    }

    @Test
    void keySet_endlessIds_areCut() {
        String line = KeySet.parse(bytes(jwks("k".repeat(1_000)))).toString();
        assertEquals("1 keys [" + "k".repeat(64) + "], 0 skipped", line);
        assertFalse(line.contains("\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
