package io.orgauth.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2 (RFC 9106) as a PHC string. New hashes are Argon2id with OWASP's parameters. */
final class Argon2Hash implements PasswordHash {
    /** 19 MiB, 2 passes, 1 lane: what OWASP and ASVS ask for at least, and what bounds the memory of a flood of sign-ins. */
    static final int MEMORY_KIB = 19_456;

    static final int PASSES = 2;
    static final int LANES = 1;

    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static final int MAX_PASSES = 16;
    private static final int MAX_LANES = 16;
    private static final int MIN_MEMORY_OF_A_LANE_KIB = 8; // RFC 9106, 3.1
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2(id|i|d)\\$v=19\\$m=(\\d+),t=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,172})");
    private static final Map<String, Integer> TYPES =
            Map.of("id", Argon2Parameters.ARGON2_id, "i", Argon2Parameters.ARGON2_i, "d", Argon2Parameters.ARGON2_d);

    private final int type;
    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2Hash(int type, int memoryKib, int passes, int lanes, byte[] salt, byte[] tag) {
        this.type = type;
        this.memoryKib = memoryKib;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<PasswordHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Argon2Hash hash = new Argon2Hash(
                TYPES.getOrDefault(form.group(1), Argon2Parameters.ARGON2_id),
                PasswordHash.cost("memory", form.group(2), MAX_MEMORY_BYTES / 1_024),
                PasswordHash.cost("passes", form.group(3), MAX_PASSES),
                PasswordHash.cost("lanes", form.group(4), MAX_LANES),
                PasswordHash.base64(form.group(5)),
                PasswordHash.base64(form.group(6)));
        PasswordHash.requireAffordable(hash.memoryBytes(), hash.memoryBytes() * hash.passes);
        if (hash.memoryKib < MIN_MEMORY_OF_A_LANE_KIB * hash.lanes) {
            throw new IllegalArgumentException("memory of the password hash must be 8 KiB or more for each lane");
        }
        return Optional.of(hash);
    }

    /** A new hash with our own parameters. */
    static String of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] tag = generate(password, Argon2Parameters.ARGON2_id, MEMORY_KIB, PASSES, LANES, salt, TAG_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(tag);
    }

    @Override
    public long memoryBytes() {
        return memoryKib * 1_024L;
    }

    @Override
    public boolean isCurrent() {
        return type == Argon2Parameters.ARGON2_id
                && memoryKib == MEMORY_KIB
                && passes == PASSES
                && lanes == LANES
                && salt.length == SALT_BYTES
                && tag.length == TAG_BYTES;
    }

    @Override
    public boolean matches(String password) {
        return MessageDigest.isEqual(tag, generate(password, type, memoryKib, passes, lanes, salt, tag.length));
    }

    private static byte[] generate(
            String password, int type, int memoryKib, int passes, int lanes, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }
}
