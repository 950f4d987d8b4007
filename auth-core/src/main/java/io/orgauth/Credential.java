package io.orgauth;

/**
 * What a caller presents, before anything is proven. Chosen by its shape, so that exactly one kind of authenticator is
 * asked. Every kind redacts itself and is immutable.
 */
public sealed interface Credential {
    /**
     * The credential in this bearer token (RFC 6750), by its shape: two dots make a JWT.
     *
     * @param token what followed {@code Bearer }
     * @return the credential
     */
    static Credential bearer(String token) {
        return hasTwoDots(token) ? new Jwt(token) : new OpaqueToken(token);
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
}
