package io.orgauth;

/**
 * What a caller presents, before anything is proven. Chosen by its shape, so that exactly one kind of authenticator is
 * asked. Every kind redacts itself and is immutable.
 */
public sealed interface Credential {
    /**
     * The credential in this bearer token (RFC 6750), by its shape: two dots make a JWT, prefix, id and secret of an
     * {@link ApiKeyFormat} make an API key, and all else is opaque.
     *
     * @param token what followed {@code Bearer }
     * @return the credential
     * @throws InvalidCredentialException with {@link ApiKeyReason#API_KEY_CHECKSUM_WRONG} if it is an API key but for its checksum
     */
    static Credential bearer(String token) {
        if (hasTwoDots(token)) {
            return new Jwt(token);
        }
        return ApiKeyFormat.hasShape(token) ? ApiKey.of(token) : new OpaqueToken(token);
    }

    private static boolean hasTwoDots(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        return first >= 0 && second > first && token.indexOf('.', second + 1) < 0;
    }

    /** A signed token in compact form (RFC 7519). */
    final class Jwt implements Credential {
        private final String compact;

        /**
         * The token as it came; nothing is checked yet.
         *
         * @param compact the compact serialization
         */
        public Jwt(String compact) {
            this.compact = compact;
        }

        /**
         * The token itself. Never log it.
         *
         * @return the compact serialization
         */
        public String compact() {
            return compact;
        }

        @Override
        public String toString() {
            return "Credential.Jwt[redacted]";
        }
    }

    /** A bearer token without meaning to its holder, to be looked up or introspected. */
    final class OpaqueToken implements Credential {
        private final String value;

        /**
         * The token as it came; nothing is checked yet.
         *
         * @param value the token
         */
        public OpaqueToken(String value) {
            this.value = value;
        }

        /**
         * The token itself. Never log it.
         *
         * @return the token
         */
        public String value() {
            return value;
        }

        @Override
        public String toString() {
            return "Credential.OpaqueToken[redacted]";
        }
    }

    /** The cookie of a browser session. */
    final class SessionCookie implements Credential {
        private final String value;

        /**
         * The cookie as it came; nothing is checked yet.
         *
         * @param value the cookie's value
         */
        public SessionCookie(String value) {
            this.value = value;
        }

        /**
         * The secret in the cookie. Never log it.
         *
         * @return the cookie's value
         */
        public String value() {
            return value;
        }

        @Override
        public String toString() {
            return "Credential.SessionCookie[redacted]";
        }
    }

    /** An API key whose shape and checksum are right, so that it is worth looking up. */
    final class ApiKey implements Credential {
        private final String text;
        private final int prefixLength;

        private ApiKey(String text) {
            this.text = text;
            this.prefixLength = text.indexOf('_');
        }

        /**
         * The key in this text.
         *
         * @param text the whole key
         * @return the key, which may still be unknown or dead
         * @throws InvalidCredentialException with {@link ApiKeyReason#API_KEY_MALFORMED} or
         *     {@link ApiKeyReason#API_KEY_CHECKSUM_WRONG}
         */
        public static ApiKey of(String text) {
            if (!ApiKeyFormat.hasShape(text)) {
                throw new InvalidCredentialException(
                        ApiKeyReason.API_KEY_MALFORMED, "expected <prefix>_<id>_<secret><checksum>");
            }
            if (!ApiKeyFormat.hasChecksum(text)) {
                throw new InvalidCredentialException(
                        ApiKeyReason.API_KEY_CHECKSUM_WRONG, "the checksum is not that of the key");
            }
            return new ApiKey(text);
        }

        /**
         * Which product's key it is.
         *
         * @return the part before the first underscore
         */
        public String prefix() {
            return text.substring(0, prefixLength);
        }

        /**
         * By which it is looked up; not secret.
         *
         * @return 22 letters and digits
         */
        public String id() {
            return text.substring(prefixLength + 1, ApiKeyFormat.idEnd(prefixLength));
        }

        /**
         * What is stored of it, and compared with what is stored.
         *
         * @return the digest of the whole key
         */
        public ApiKeyDigest digest() {
            return ApiKeyDigest.ofText(text);
        }

        /**
         * The key itself. Never log or store it.
         *
         * @return the whole key
         */
        public String text() {
            return text;
        }

        @Override
        public String toString() {
            return "Credential.ApiKey[redacted]";
        }
    }
}
