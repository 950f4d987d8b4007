package io.orgauth.apikey;

import io.orgauth.Grant;
import io.orgauth.Permission;
import java.util.Optional;
import java.util.Set;

/**
 * What a key was cut down to. A key never has more than its owner has at the moment of use; with limits it has less.
 *
 * <p>Immutable and thread-safe.
 *
 * @param permissions the most it may do; empty for all that its owner may
 * @param resources the URIs of the only resources it is for; empty for every data plane of its organization, which the issuer is
 *     none of
 */
public record ApiKeyLimits(Optional<Set<Permission>> permissions, Optional<Set<String>> resources) {
    /** All that the owner may do, on every data plane of the organization. */
    public static final ApiKeyLimits NONE = new ApiKeyLimits(Optional.empty(), Optional.empty());

    private static final int MOST = 500;
    private static final int LONGEST_RESOURCE = 2_048;

    /**
     * Copies the sets and checks their bounds.
     *
     * @param permissions as the record says
     * @param resources as the record says
     * @throws IllegalArgumentException if there are more than 500 of either, no resource in the set, or one with no or more than
     *     2,048 characters
     */
    public ApiKeyLimits {
        permissions = permissions.map(Set::copyOf);
        resources = resources.map(Set::copyOf);
        if (permissions.map(Set::size).orElse(0) > MOST
                || resources.map(Set::size).orElse(0) > MOST) {
            throw new IllegalArgumentException(
                    "a key must be limited to at most " + MOST + " permissions and resources");
        }
        if (!resources.map(ApiKeyLimits::areNames).orElse(true)) {
            throw new IllegalArgumentException(
                    "a key must be for at least one resource, each with 1 to 2048 characters");
        }
    }

    private static boolean areNames(Set<String> resources) {
        return !resources.isEmpty()
                && resources.stream().allMatch(uri -> !uri.isEmpty() && uri.length() <= LONGEST_RESOURCE);
    }

    /**
     * The same limits with these permissions.
     *
     * @param most the most the key may do; none at all is possible
     * @return the limits
     */
    public ApiKeyLimits toPermissions(Set<Permission> most) {
        return new ApiKeyLimits(Optional.of(most), resources);
    }

    /**
     * The same limits with these resources.
     *
     * @param only the URIs of the only resources it is for
     * @return the limits
     */
    public ApiKeyLimits toResources(Set<String> only) {
        return new ApiKeyLimits(permissions, Optional.of(only));
    }

    /**
     * Whether a key is good for a resource.
     *
     * @param resource the resource's URI
     * @param issuer the issuer, for which a key must name it
     * @return true if it is
     */
    public boolean admit(String resource, String issuer) {
        return resources.map(only -> only.contains(resource)).orElse(!resource.equals(issuer));
    }

    /**
     * What is left of its owner's rights.
     *
     * @param owned the owner's
     * @return no more than that
     */
    public Grant of(Grant owned) {
        return permissions.map(owned::narrowedTo).orElse(owned);
    }

    /** Both limits at once; what the other leaves open stays as it is here. */
    ApiKeyLimits replacedBy(ApiKeyLimits other) {
        return new ApiKeyLimits(other.permissions.or(() -> permissions), other.resources.or(() -> resources));
    }

    /** Whether these leave no more than the other ones, wherever they are used. */
    boolean within(ApiKeyLimits other, String issuer) {
        boolean fewer = other.permissions
                .map(most -> permissions.filter(most::containsAll).isPresent())
                .orElse(true);
        return fewer
                && resources
                        .map(only -> only.stream().allMatch(uri -> other.admit(uri, issuer)))
                        .orElse(other.resources.isEmpty());
    }
}
