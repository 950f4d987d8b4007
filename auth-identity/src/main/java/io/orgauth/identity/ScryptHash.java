package io.orgauth.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** scrypt (RFC 7914) as a PHC string, for import only. */
final class ScryptHash implements PasswordHash {
    private static final int MAX_LOG_N = 20;
    private static final int MAX_R = 32;
    private static final int MAX_P = 16;
    private static final int MAX_N_OF_ONE_BLOCK = 1 << 16;
    private static final Pattern FORM =
            Pattern.compile("\\$scrypt\\$ln=(\\d+),r=(\\d+),p=(\\d+)\\$([A-Za-z0-9+/]{1,86})\\$([A-Za-z0-9+/]{22,86})");

    private final int n;
    private final int r;
    private final int p;
    private final byte[] salt;
    private final byte[] key;

    private ScryptHash(Matcher form) {
        this.n = 1 << PasswordHash.cost("ln", form.group(1), MAX_LOG_N);
        this.r = PasswordHash.cost("r", form.group(2), MAX_R);
        this.p = PasswordHash.cost("p", form.group(3), MAX_P);
        this.salt = PasswordHash.base64(form.group(4));
        this.key = PasswordHash.base64(form.group(5));
        PasswordHash.requireAffordable(memoryBytes(), memoryBytes() * p);
        if (r == 1 && n >= MAX_N_OF_ONE_BLOCK) {
            throw new IllegalArgumentException(
                    "ln of the password hash must be at most 15 where r is 1"); // RFC 7914, 2
        }
    }

    static Optional<PasswordHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new ScryptHash(form)) : Optional.empty();
    }

    @Override
    public long memoryBytes() {
        return 128L * n * r;
    }

    @Override
    public boolean matches(String password) {
        byte[] derived = SCrypt.generate(password.getBytes(StandardCharsets.UTF_8), salt, n, r, p, key.length);
        return MessageDigest.isEqual(key, derived);
    }
}
