package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

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
    private static final int LONGEST_URI = 2_048; // of an "aud" in a token
    private static final int MOST_ORIGINS = 100;
    private static final Pattern ORIGIN = Pattern.compile("https://[a-z0-9.-]{1,253}(:(?!443$)[1-9][0-9]{0,4})?"
            + "|http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:(?!80$)[1-9][0-9]{0,4})?");

    /**
     * Copies the collections and checks URI and origins.
     *
     * @param organization as the record says
     * @param id as the record says
     * @param uri as the record says
     * @param origins as the record says
     * @param permissions as the record says
     * @param version as the record says
     * @throws IllegalArgumentException if the URI is not an http or https URL in ASCII, without user and fragment (RFC 8707, 2), or
     *     an origin is none as a browser sends it
     */
    public Resource {
        requireUrl(uri);
        origins = Set.copyOf(origins);
        if (origins.size() > MOST_ORIGINS) {
            throw new IllegalArgumentException("a resource has at most " + MOST_ORIGINS + " origins");
        }
        origins.forEach(Resource::requireOrigin);
        permissions = Set.copyOf(permissions);
    }

    static void requireOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "an origin must be https://host or https://host:port as a browser sends it (http only for loopback)");
        }
    }

    private static void requireUrl(URI uri) {
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        String text = uri.toString();
        boolean plain = text.length() <= LONGEST_URI && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!web || !plain || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "resource must be an http or https URL in ASCII without user and fragment (RFC 8707, 2)");
        }
    }

    @Override
    public String key() {
        return id;
    }
}
