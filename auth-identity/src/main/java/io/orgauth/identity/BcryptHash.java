package io.orgauth.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * bcrypt in MCF, for import only. Its definition reads 72 bytes of a password; the rest counts again once the hash was
 * replaced at the first sign-in.
 */
final class BcryptHash implements PasswordHash {
    private static final int MIN_COST = 4;
    private static final int MAX_COST = 14; // about a second
    private static final int READ_BYTES = 72;
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");

    private final String text;

    private BcryptHash(String text) {
        this.text = text;
    }

    static Optional<PasswordHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (PasswordHash.cost("cost", form.group(1), MAX_COST) < MIN_COST) {
            throw new IllegalArgumentException("cost of the password hash must be at least " + MIN_COST);
        }
        return Optional.of(new BcryptHash(text));
    }

    @Override
    public boolean matches(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        byte[] read = bytes.length > READ_BYTES ? Arrays.copyOf(bytes, READ_BYTES) : bytes;
        return OpenBSDBCrypt.checkPassword(text, read);
    }
}
