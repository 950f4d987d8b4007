package io.orgauth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How API keys are written: {@code <prefix>_<id>_<secret><checksum>}, one word for a double click. The id has 128 random bits
 * in 22 characters, the secret 160 in 27, the checksum is the CRC-32 of all before it in 6; all three in base62.
 *
 * <p>The checksum is no protection: it tells a key that was copied badly, and what a scanner took for a key, from one that is
 * worth looking up. Immutable and thread-safe.
 */
public final class ApiKeyFormat {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 22;
    private static final int SECRET_LENGTH = 27;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int SHORTEST_PREFIX = 2;
    private static final int LONGEST_PREFIX = 16;

    private final String prefix;

    private ApiKeyFormat(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The format with the product's own prefix, by which its keys are found where they should not be.
     *
     * @param prefix a lower-case letter and 1 to 15 lower-case letters and digits
     * @return the format
     * @throws IllegalArgumentException if the prefix is anything else
     */
    public static ApiKeyFormat of(String prefix) {
        if (prefix.length() > LONGEST_PREFIX || !isPrefix(prefix, prefix.length())) {
            throw new IllegalArgumentException(
                    "prefix must be a lower-case letter and 1 to 15 lower-case letters and digits");
        }
        return new ApiKeyFormat(prefix);
    }

    /**
     * The prefix.
     *
     * @return without the underscore
     */
    public String prefix() {
        return prefix;
    }

    /**
     * A new key.
     *
     * @param random where its 288 bits come from
     * @return a key that was never made before
     */
    public Credential.ApiKey newKey(SecureRandom random) {
        String id = base62(new BigInteger(128, random), ID_LENGTH);
        String secret = base62(new BigInteger(160, random), SECRET_LENGTH);
        String unchecked = prefix + '_' + id + '_' + secret;
        return Credential.ApiKey.of(unchecked + checksum(unchecked));
    }

    /**
     * Finds keys of this prefix in sources, logs and chats. What it finds may still fail {@link Credential.ApiKey#of}, which knows
     * the checksum.
     *
     * @return the pattern, plain enough for any scanner
     */
    public Pattern scannerPattern() {
        return Pattern.compile("\\b" + prefix + "_[0-9A-Za-z]{" + ID_LENGTH + "}_[0-9A-Za-z]{"
                + (SECRET_LENGTH + CHECKSUM_LENGTH) + "}\\b");
    }

    /**
     * Whether the text is a key of any prefix, with the right checksum. It may never have been issued.
     *
     * @param text any text
     * @return true if {@link Credential.ApiKey#of} would take it
     */
    public static boolean isKey(String text) {
        return hasShape(text) && hasChecksum(text);
    }

    /** Whether the text is prefix, id, and secret with checksum, of exactly their lengths and letters. */
    static boolean hasShape(String text) {
        int end = text.indexOf('_');
        int second = end + 1 + ID_LENGTH;
        return isPrefix(text, end)
                && text.length() == second + 1 + SECRET_LENGTH + CHECKSUM_LENGTH
                && text.charAt(second) == '_'
                && isAlphanumeric(text, end + 1, second)
                && isAlphanumeric(text, second + 1, text.length());
    }

    /** Where the id ends, in a text that has the shape. */
    static int idEnd(int prefixLength) {
        return prefixLength + 1 + ID_LENGTH;
    }

    static boolean hasChecksum(String text) {
        int end = text.length() - CHECKSUM_LENGTH;
        return text.startsWith(checksum(text.substring(0, end)), end);
    }

    private static String checksum(String unchecked) {
        CRC32 crc = new CRC32();
        crc.update(unchecked.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    private static String base62(BigInteger number, int length) {
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        char[] digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] divided = rest.divideAndRemainder(base);
            digits[i] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(digits);
    }

    private static boolean isPrefix(String text, int end) {
        if (end < SHORTEST_PREFIX || end > LONGEST_PREFIX || !isLowerCase(text.charAt(0))) {
            return false;
        }
        int at = 1;
        while (at < end && (isLowerCase(text.charAt(at)) || isDigit(text.charAt(at)))) {
            at++;
        }
        return at == end;
    }

    /** ASCII only: a look-alike letter of another script is none. */
    private static boolean isAlphanumeric(String text, int from, int to) {
        int at = from;
        while (at < to && isAlphanumeric(text.charAt(at))) {
            at++;
        }
        return at == to;
    }

    private static boolean isAlphanumeric(char c) {
        return isLowerCase(c) || isDigit(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLowerCase(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
