package io.orgauth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.testing.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Genuine and hostile access tokens: every line of tokens.jsonl gets the verdict it is written with. */
class TokenCorpusTest {
    private static final JsonLimits LINE =
            JsonLimits.standard().withMaxBytes(16 << 20).withMaxStringLength(16 << 20);
    private static final Duration SLOWEST = Duration.ofMillis(50);

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, TokenVerifier> verifiers = new HashMap<>();

    @Test
    void verify_everyLineOfTheCorpus_hasItsVerdictInTime() throws IOException {
        Path folder = Requirement.vectors("tokens");
        JsonObject config = Json.parseObject(Files.readAllBytes(folder.resolve("config.json")));
        List<JsonObject> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("tokens.jsonl"))) {
            lines.add(Json.parseObject(line.getBytes(StandardCharsets.UTF_8), LINE));
        }
        for (JsonObject line : lines) {
            verifiers.computeIfAbsent(text(line, "profile"), profile -> verifier(folder, config, profile));
        }
        lines.forEach(this::outcome); // warm-up
        lines.forEach(this::judge);
        System.out.println("corpus tokens: rows=" + lines.size() + " wrong=" + wrong.size());
        assertTrue(lines.size() > 0, "the corpus is empty");
        assertEquals(List.of(), wrong);
    }

    private void judge(JsonObject line) {
        // The thread's own time: a busy machine makes nothing slower than it is.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        String outcome = outcome(line);
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        boolean accepted = outcome.equals("accept");
        if (accepted != text(line, "expected").equals("accept") || outcome.startsWith("error")) {
            wrong.add(text(line, "level") + " " + text(line, "name") + ": " + outcome);
        }
        if (took.compareTo(SLOWEST) > 0) {
            wrong.add(text(line, "name") + " took " + took);
        }
    }

    private String outcome(JsonObject line) {
        try {
            Principal principal = verifiers.get(text(line, "profile")).verify(text(line, "token"));
            return principal.organization().value().equals("org_acme") ? "accept" : "error: other organization";
        } catch (InvalidCredentialException e) {
            return "reject " + e.reason().code();
        } catch (RuntimeException e) {
            return "error: " + e;
        }
    }

    private static TokenVerifier verifier(Path folder, JsonObject config, String profile) {
        Instant now = Instant.ofEpochSecond(config.longValue("now").orElseThrow());
        JwsAlgorithm[] algorithms = config.object("algs").orElseThrow().strings(profile).orElseThrow().stream()
                .map(name -> JwsAlgorithm.named(name).orElseThrow())
                .toArray(JwsAlgorithm[]::new);
        return TokenVerifier.builder()
                .issuer(text(config, "issuer"))
                .audience(text(config, "audience"))
                .organization(text(config, "org"))
                .profile(TokenProfile.builder()
                        .type(text(config, "typ"))
                        .requireClaim("jti")
                        .requireClaim("client_id")
                        .organizationAt(text(config, "org_claim"))
                        .permissionsAt("scope")
                        .rolesAt("roles")
                        .build())
                .algorithms(algorithms)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .clockSkew(Duration.ofSeconds(config.longValue("skew_seconds").orElseThrow()))
                .maxLifetime(Duration.ofSeconds(
                        config.longValue("max_lifetime_seconds").orElseThrow()))
                .maxTokenBytes((int) config.longValue("max_token_bytes").orElseThrow())
                .keys(keys(folder, profile))
                .build();
    }

    private static KeySource keys(Path folder, String profile) {
        try {
            return switch (profile) {
                case "asym" -> KeySource.jwks(Files.readString(folder.resolve("jwks.json")));
                case "hmac" -> secret(Json.parseObject(Files.readAllBytes(folder.resolve("keys.json"))));
                default -> KeySource.jwks(withoutSymmetric(folder.resolve("jwks-" + profile + ".json")));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A set with a symmetric key is refused whole, which would hide what the rows of its other keys test. */
    private static String withoutSymmetric(Path file) throws IOException {
        JsonObject set = Json.parseObject(Files.readAllBytes(file));
        List<JsonObject> kept = set.array("keys").orElseThrow().objects().stream()
                .filter(key -> !text(key, "kty").equals("oct"))
                .toList();
        return Json.text(JsonObject.builder().put("keys", JsonArray.of(kept)).build());
    }

    private static KeySource secret(JsonObject set) {
        JsonObject key = set.array("keys").orElseThrow().objects().stream()
                .filter(k -> text(k, "kty").equals("oct"))
                .findFirst()
                .orElseThrow();
        return KeySource.secret(JwsAlgorithm.HS256, Base64.getUrlDecoder().decode(text(key, "k")));
    }

    private static String text(JsonObject object, String name) {
        return object.string(name).orElseThrow();
    }
}
