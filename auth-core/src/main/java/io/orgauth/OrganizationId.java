package io.orgauth;

/**
 * The immutable id of an organization: what a data plane admits and what every token, key and session is bound to.
 *
 * <p>Compared by exact code points; nothing is folded, trimmed or normalized. Immutable and thread-safe.
 *
 * @param value 1 to 255 visible characters; our own ids are {@code org_} and random characters
 */
public record OrganizationId(String value) {
    /**
     * Checks the value.
     *
     * @param value as the record says
     * @throws IllegalArgumentException if it is empty, longer than 255 characters or holds invisible characters
     */
    public OrganizationId {
        Text.identifier("organization id", value, 255);
    }

    /**
     * The id with this value.
     *
     * @param value the exact id
     * @return the id
     * @throws IllegalArgumentException as the constructor
     */
    public static OrganizationId of(String value) {
        return new OrganizationId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
