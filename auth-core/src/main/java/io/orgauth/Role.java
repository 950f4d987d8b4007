package io.orgauth;

/**
 * A named set of permissions within one organization. Data planes decide by {@link Permission}; a role is a label there.
 *
 * <p>Immutable and thread-safe.
 *
 * @param key the role's immutable key, 1 to 255 visible characters; other issuers' roles are kept as they came
 */
public record Role(String key) {
    /** Everything, ownership included. */
    public static final Role OWNER = new Role("owner");
    /** Everything but ownership. */
    public static final Role ADMIN = new Role("admin");
    /** What the product grants its members, own API keys and sessions. */
    public static final Role MEMBER = new Role("member");
    /** What the product grants its viewers. */
    public static final Role VIEWER = new Role("viewer");

    /**
     * Checks the key.
     *
     * @param key as the record says
     * @throws IllegalArgumentException if it is empty, longer than 255 characters or holds invisible characters
     */
    public Role {
        Text.identifier("role", key, 255);
    }

    /**
     * The role with this key.
     *
     * @param key the exact key
     * @return the role
     * @throws IllegalArgumentException as the constructor
     */
    public static Role of(String key) {
        return new Role(key);
    }

    @Override
    public String toString() {
        return key;
    }
}
