package io.orgauth;

/**
 * The right to do one thing, {@code resource:action}; on the wire one token of the {@code scope} claim (RFC 6749, 3.3).
 *
 * <p>Compared exactly: there are no wildcards and no hierarchy, so a permission never grants another one. Immutable and
 * thread-safe.
 *
 * @param value 1 to 255 characters of RFC 6749's scope-token, without {@code *}
 */
public record Permission(String value) {
    /**
     * Checks the value.
     *
     * @param value as the record says
     * @throws IllegalArgumentException if it is no scope-token, longer than 255 characters, or holds a {@code *}
     */
    public Permission {
        if (value.isEmpty() || value.length() > 255 || !isScopeToken(value)) {
            throw new IllegalArgumentException(
                    "permission must be 1 to 255 scope-token characters (RFC 6749, 3.3) without '*'");
        }
    }

    /**
     * The permission with this value.
     *
     * @param value for example {@code models:read}
     * @return the permission
     * @throws IllegalArgumentException as the constructor
     */
    public static Permission of(String value) {
        return new Permission(value);
    }

    private static boolean isScopeToken(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!isScopeCharacter(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    // '*' is a scope character, but a permission that looks like a wildcard and is none would mislead its reader.
    private static boolean isScopeCharacter(int c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '*';
    }

    @Override
    public String toString() {
        return value;
    }
}
