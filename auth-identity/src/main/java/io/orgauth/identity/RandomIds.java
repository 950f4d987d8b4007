package io.orgauth.identity;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Makes ids and secrets of random bits in base62, at a fixed length. Thread-safe as its SecureRandom is. */
public final class RandomIds {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

    private final SecureRandom random;

    RandomIds(SecureRandom random) {
        this.random = random;
    }

    /**
     * A new id.
     *
     * @param prefix what kind it is
     * @return the prefix and 128 random bits, which are 22 characters
     */
    public String id(String prefix) {
        return prefix + text(128, 22);
    }

    /**
     * A new secret: no one guesses it, so a plain digest of it may be stored.
     *
     * @return 160 random bits, which are 27 characters
     */
    public String secret() {
        return text(160, 27);
    }

    /**
     * A code for people to type.
     *
     * @param alphabet the letters
     * @param length how many
     * @return random letters, each as likely as the others
     */
    public String code(String alphabet, int length) {
        return random.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    private String text(int bits, int length) {
        BigInteger rest = new BigInteger(bits, random);
        char[] text = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            text[i] = ALPHABET.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(text);
    }
}
