package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import java.net.URI;
import java.util.Set;

/**
 * What a token is for (RFC 8707): a data plane of an organization.
 *
 * @param organization the owner, whose callers alone it admits
 * @param id {@code res_} and random characters
 * @param uri the {@code aud} of its tokens, unique within the issuer
 * @param origins browser origins that may call it
 * @param permissions which of the declared permissions mean something there
 * @param version how often it was changed, 1 when new
 */
public record Resource(
        OrganizationId organization, String id, URI uri, Set<String> origins, Set<Permission> permissions, long version)
        implements Owned {
    /**
     * Copies the collections and checks the URI.
     *
     * @param organization as the record says
     * @param id as the record says
     * @param uri as the record says
     * @param origins as the record says
     * @param permissions as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the URI is not absolute or has a fragment (RFC 8707, 2)
     */
    public Resource {
        if (!uri.isAbsolute() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("resource must be an absolute URI without fragment (RFC 8707, 2)");
        }
        origins = Set.copyOf(origins);
        permissions = Set.copyOf(permissions);
    }

    @Override
    public String key() {
        return id;
    }
}
