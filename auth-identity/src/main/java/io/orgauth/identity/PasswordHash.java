package io.orgauth.identity;

import java.util.Base64;

/** A stored password hash of a known form, with its cost in bounds. Immutable. */
interface PasswordHash {
    /** The most memory that one verification may take. */
    long MAX_MEMORY_BYTES = 256L << 20;

    /** Whether this is the hash of the password. */
    boolean matches(String password);

    /**
     * The hash in this PHC or MCF text.
     *
     * @throws IllegalArgumentException if the form is unknown, or a verification would cost too much
     */
    static PasswordHash parse(String text) {
        return Argon2Hash.parse(text)
                .map(PasswordHash.class::cast)
                .or(() -> BcryptHash.parse(text))
                .or(() -> Pbkdf2Hash.parse(text))
                .or(() -> ScryptHash.parse(text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "password hash must be Argon2, bcrypt, PBKDF2 or scrypt in PHC or MCF form"));
    }

    /** A positive number of the text, within the bound. */
    static int cost(String what, String digits, long most) {
        long value = digits.length() > 10 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " of the password hash must be 1 to " + most);
        }
        return (int) value;
    }

    /** Base64 without padding, in the alphabet of the form; MCF's own alphabet has a dot for the plus sign. */
    static byte[] base64(String text) {
        return Base64.getDecoder().decode(text.replace('.', '+'));
    }
}
