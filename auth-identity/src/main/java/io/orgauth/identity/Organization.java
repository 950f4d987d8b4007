package io.orgauth.identity;

import io.orgauth.OrganizationId;

/**
 * A customer: people, roles, applications and data planes belong to it.
 *
 * @param id immutable
 * @param slug short name for URLs, unique, may change
 * @param displayName for people, may change
 * @param enabled false refuses every caller of the organization at the next call
 * @param version how often it was changed, 1 when new
 */
public record Organization(OrganizationId id, String slug, String displayName, boolean enabled, long version) {
    /**
     * Checks the names.
     *
     * @param id as the record says
     * @param slug as the record says
     * @param displayName as the record says
     * @param enabled as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the slug is not 1 to 63 of {@code a-z 0-9 -}, or the display name not 1 to 200 characters
     */
    public Organization {
        if (!slug.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException("slug must be 1 to 63 of a-z, 0-9 and '-', not at either end");
        }
        Names.display("display name", displayName);
    }

    Organization renamed(String name) {
        return new Organization(id, slug, name, enabled, version + 1);
    }

    Organization enabled(boolean now) {
        return new Organization(id, slug, displayName, now, version + 1);
    }
}
