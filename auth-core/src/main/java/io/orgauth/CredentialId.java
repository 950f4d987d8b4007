package io.orgauth;

import java.util.Locale;

/**
 * Which credential proved a principal: its kind and the id by which audit and revocation know it. Never the secret.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind the kind
 * @param value the id within the kind: a token's {@code jti}, a key's or session's id
 */
public record CredentialId(Kind kind, String value) {
    /** The kinds of credential a principal can come from. */
    public enum Kind {
        /** A signed access token. */
        ACCESS_TOKEN,
        /** An API key. */
        API_KEY,
        /** A browser session. */
        SESSION;

        /**
         * The stable code, for audit and answers.
         *
         * @return for example {@code access_token}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the id.
     *
     * @param kind as the record says
     * @param value as the record says
     * @throws IllegalArgumentException if it is empty, longer than 255 characters or holds invisible characters
     */
    public CredentialId {
        Text.identifier("credential id", value, 255);
    }
}
