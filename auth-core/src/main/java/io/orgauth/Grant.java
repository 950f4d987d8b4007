package io.orgauth;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What someone may do in one organization at one moment: the evaluated permissions, and the roles they came from.
 *
 * <p>Immutable and thread-safe.
 *
 * @param permissions the complete effective set; authorization reads only this
 * @param roles the roles behind it, empty for a narrowed grant
 */
public record Grant(Set<Permission> permissions, Set<Role> roles) {
    /** Nothing at all. */
    public static final Grant NONE = new Grant(Set.of(), Set.of());

    /**
     * Copies both sets, keeping nothing that a caller could change later.
     *
     * @param permissions as the record says
     * @param roles as the record says
     */
    public Grant {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    /**
     * The grant of these permissions without roles.
     *
     * @param permissions the effective permissions
     * @return the grant
     */
    public static Grant of(Set<Permission> permissions) {
        return new Grant(permissions, Set.of());
    }

    /**
     * The grant cut down to the permissions that are also in {@code limit}: the library intersects rights nowhere else.
     *
     * <p>Roles are dropped even if nothing is cut away, since a role says more than a narrowed credential may do.
     *
     * @param limit the upper bound, for example what an API key was narrowed to
     * @return a grant that never has more than this one
     */
    public Grant narrowedTo(Set<Permission> limit) {
        Set<Permission> kept = new LinkedHashSet<>(permissions);
        kept.retainAll(limit);
        return Grant.of(kept);
    }

    /**
     * The grant as one resource knows it: permissions that mean nothing there are left out. It is not narrowed by that, so the
     * roles stay.
     *
     * @param meaningful the permissions of the resource
     * @return a grant that never has more than this one
     */
    public Grant at(Set<Permission> meaningful) {
        return new Grant(narrowedTo(meaningful).permissions(), roles);
    }
}
