package io.orgauth.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** PBKDF2 with HMAC-SHA-256 or -512 (RFC 8018), as PHC, in passlib's and in Django's form, for import only. */
final class Pbkdf2Hash implements PasswordHash {
    private static final int MAX_ITERATIONS = 2_000_000; // about a second, and beyond what any framework defaults to
    private static final Pattern PHC =
            Pattern.compile("\\$pbkdf2-(sha256|sha512)\\$i=(\\d+)(?:,l=\\d+)?\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Pattern PASSLIB =
            Pattern.compile("\\$pbkdf2-(sha256|sha512)\\$(\\d+)\\$([A-Za-z0-9./]+)\\$([A-Za-z0-9./]+)");
    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_(sha256|sha512)\\$(\\d+)\\$([!-#%-~]{1,128})\\$([A-Za-z0-9+/]+=*)");

    private final boolean sha512;
    private final int iterations;
    private final byte[] salt;
    private final byte[] key;

    private Pbkdf2Hash(Matcher form, byte[] salt) {
        this.sha512 = form.group(1).equals("sha512");
        this.iterations = PasswordHash.cost("iterations", form.group(2), MAX_ITERATIONS);
        this.salt = salt;
        this.key = PasswordHash.base64(form.group(4));
        if (key.length < 16 || key.length > 64) {
            throw new IllegalArgumentException("the password hash must have 16 to 64 bytes");
        }
    }

    static Optional<PasswordHash> parse(String text) {
        for (Pattern pattern : new Pattern[] {PHC, PASSLIB}) {
            Matcher form = pattern.matcher(text);
            if (form.matches()) {
                return Optional.of(new Pbkdf2Hash(form, PasswordHash.base64(form.group(3))));
            }
        }
        Matcher django = DJANGO.matcher(text);
        return django.matches()
                ? Optional.of(new Pbkdf2Hash(django, django.group(3).getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    @Override
    public boolean matches(String password) {
        Digest digest = sha512 ? new SHA512Digest() : SHA256Digest.newInstance();
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
        generator.init(password.getBytes(StandardCharsets.UTF_8), salt, iterations);
        KeyParameter derived = (KeyParameter) generator.generateDerivedParameters(key.length * 8);
        return MessageDigest.isEqual(key, derived.getKey());
    }
}
