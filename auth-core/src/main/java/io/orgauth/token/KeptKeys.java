package io.orgauth.token;

import io.orgauth.file.AtomicFile;
import io.orgauth.json.Json;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last good set of one issuer on disk, with the time it was fetched, for a restart while the issuer is out. Used by one
 * thread at a time.
 */
final class KeptKeys {
    private static final Logger LOG = LoggerFactory.getLogger(KeptKeys.class);

    // A key set of 1 MiB as a JSON string, each character escaped.
    private static final int MAX_BYTES = 8 << 20;
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(MAX_BYTES).withMaxStringLength(1 << 20);

    /**
     * A copy from the future has no age. With a clock further behind than a verifier's skew can be, tokens are refused as not
     * yet valid anyway, so nothing is lost by not believing it.
     */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private final AtomicFile file;
    private final String issuer;
    private final String source;
    private final Clock clock;
    private boolean failing;

    /**
     * A set that was kept.
     *
     * @param age since it was fetched, never negative
     */
    record Copy(KeySet keys, Duration age) {}

    private KeptKeys(AtomicFile file, String issuer, String source, Clock clock) {
        this.file = file;
        this.issuer = issuer;
        this.source = source;
        this.clock = clock;
    }

    /**
     * The place of this issuer's set from this source.
     *
     * @throws IllegalArgumentException if the directory can't be written
     */
    static KeptKeys in(Path directory, String issuer, String source, Clock clock) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException("keepIn needs a directory, " + directory + " can't be made: " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw new IllegalArgumentException("keepIn needs a directory that can be written, " + directory + " can't");
        }
        Path file = directory.resolve("keys-" + digest(issuer + '\n' + source) + ".json");
        return new KeptKeys(AtomicFile.secret(file), issuer, source, clock);
    }

    private static String digest(String text) {
        byte[] hash = Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    }

    /** What is there, if it is this issuer's and can be read; a damaged file is as good as none. */
    Optional<Copy> read() {
        try {
            return file.read(MAX_BYTES).flatMap(this::parse);
        } catch (IOException | RuntimeException e) {
            LOG.warn("kept keys {} are not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Copy> parse(byte[] content) {
        JsonObject kept = Json.parseObject(content, LIMITS);
        if (!required(kept, "issuer").equals(issuer)
                || !required(kept, "source").equals(source)) {
            throw new IllegalArgumentException("they are of another source");
        }
        Instant fetched = Instant.ofEpochSecond(kept.longValue("fetched_at").orElseThrow());
        Duration age = Duration.between(fetched, clock.instant());
        if (age.plus(MAX_AHEAD).isNegative() || age.compareTo(RemoteKeySource.LONGEST_TRUST) > 0) {
            throw new IllegalArgumentException("they were fetched at " + fetched + ", it is " + clock.instant());
        }
        byte[] document = required(kept, "jwks").getBytes(StandardCharsets.UTF_8);
        KeySet keys = KeyFetch.Fetched.read(document, Optional.empty()).keys();
        return Optional.of(new Copy(keys, age.isNegative() ? Duration.ZERO : age));
    }

    private static String required(JsonObject kept, String name) {
        return kept.string(name).orElseThrow(() -> new IllegalArgumentException("they have no \"" + name + "\""));
    }

    /** Puts this set in place of the last. That it can't be written is no reason to refuse a token. */
    void write(String document, Duration age) {
        JsonObject kept = JsonObject.builder()
                .put("issuer", issuer)
                .put("source", source)
                .put("fetched_at", clock.instant().minus(age).getEpochSecond())
                .put("jwks", document)
                .build();
        try {
            file.replace(Json.write(kept));
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "keys can't be kept in {}, a restart while the issuer is out will fail: {}",
                        file,
                        e.toString());
            }
            failing = true;
        }
    }
}
