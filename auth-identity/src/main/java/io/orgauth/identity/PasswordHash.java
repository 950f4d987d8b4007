package io.orgauth.identity;

import java.util.Base64;

/** A stored password hash of a known form, with its cost in bounds. Immutable. */
interface PasswordHash {
    /** The most memory that one verification may take. */
    long MAX_MEMORY_BYTES = 256L << 20;

    /** The most memory that one verification may fill, each pass counted: one or two seconds of work. */
    long MAX_FILLED_BYTES = 1L << 30;

    /** The longest text of a hash; what is longer is none, and is not looked at. */
    int MAX_TEXT = 512;

    /** Whether this is the hash of the password. */
    boolean matches(String password);

    /** The memory that one verification takes. */
    default long memoryBytes() {
        return 0;
    }

    /** Whether it was made with our own parameters: any other is replaced at the next good sign-in. */
    default boolean isCurrent() {
        return false;
    }

    /**
     * The hash in this PHC or MCF text.
     *
     * @throws IllegalArgumentException if the form is unknown, or a verification would cost too much; the message holds nothing
     *     of the text
     */
    static PasswordHash parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw unknownForm();
        }
        return Argon2Hash.parse(text)
                .or(() -> BcryptHash.parse(text))
                .or(() -> Pbkdf2Hash.parse(text))
                .or(() -> ScryptHash.parse(text))
                .orElseThrow(PasswordHash::unknownForm);
    }

    /** A positive number of the text, within the bound. */
    static int cost(String what, String digits, long most) {
        long value = digits.length() > 10 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " of the password hash must be 1 to " + most);
        }
        return (int) value;
    }

    /** Refuses memory times passes that would keep a processor for long. */
    static void requireAffordable(long memoryBytes, long filledBytes) {
        if (memoryBytes > MAX_MEMORY_BYTES || filledBytes > MAX_FILLED_BYTES) {
            throw new IllegalArgumentException("the password hash must need at most " + (MAX_MEMORY_BYTES >> 20)
                    + " MiB, and fill at most " + (MAX_FILLED_BYTES >> 20) + " MiB in all its passes");
        }
    }

    /** Base64 without padding, in the alphabet of the form; MCF's own alphabet has a dot for the plus sign. */
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.replace('.', '+'));
        } catch (IllegalArgumentException e) {
            throw unknownForm(); // the decoder's own message quotes the text
        }
    }

    private static IllegalArgumentException unknownForm() {
        return new IllegalArgumentException(
                "password hash must be Argon2, bcrypt, PBKDF2 or scrypt in PHC or MCF form");
    }
}
