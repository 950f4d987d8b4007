package io.orgauth.identity;

import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The permissions and roles of a product, declared at start: what is not declared can't be granted. Immutable and
 * thread-safe.
 */
public final class AccessModel {
    private final Set<Permission> permissions;
    private final Map<Role, Set<Permission>> roles;
    private final Attributes attributes;

    private AccessModel(
            Set<Permission> permissions, Map<Role, Set<Permission>> roles, Collection<AttributeDefinition> attributes) {
        this.permissions = Set.copyOf(permissions);
        this.roles = Map.copyOf(roles);
        this.attributes = new Attributes(attributes);
    }

    /**
     * Begins with the built-in roles and the permissions of the admin API.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Every declared permission, those of the admin API included.
     *
     * @return an immutable set
     */
    public Set<Permission> permissions() {
        return permissions;
    }

    /**
     * What a built-in or product role grants in every organization.
     *
     * @param role the role
     * @return its permissions, or empty if it is neither
     */
    public Optional<Set<Permission>> granted(Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    /**
     * The roles that every organization has.
     *
     * @return an immutable set
     */
    public Set<Role> roles() {
        return roles.keySet();
    }

    Attributes attributes() {
        return attributes;
    }

    /** Refuses permissions that nobody declared. */
    Set<Permission> requireDeclared(Collection<Permission> asked) {
        for (Permission permission : asked) {
            if (!permissions.contains(permission)) {
                throw IdentityException.invalid("permission \"" + permission + "\" is not declared by the product");
            }
        }
        return Set.copyOf(asked);
    }

    /** Collects a model. Not thread-safe. */
    public static final class Builder {
        private static final int MOST_ATTRIBUTES = AuditEvent.MAX_DETAILS;

        private final Set<Permission> declared = new LinkedHashSet<>();
        private final Map<Role, Set<Permission>> granted = new HashMap<>();
        private final Map<String, AttributeDefinition> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        private Builder() {}

        /**
         * Declares the product's own permissions.
         *
         * @param permissions each {@code resource:action}
         * @return this
         * @throws IllegalArgumentException if one is not of that form or belongs to the admin API
         */
        public Builder permissions(String... permissions) {
            for (String permission : permissions) {
                if (!permission.matches("[a-z0-9_.-]+:[a-z0-9_.-]+")) {
                    throw new IllegalArgumentException("permission \"" + permission + "\" must be resource:action");
                }
                if (AdminPermissions.all().contains(Permission.of(permission))) {
                    throw new IllegalArgumentException("permission \"" + permission + "\" is the admin API's own");
                }
                declared.add(Permission.of(permission));
            }
            return this;
        }

        /**
         * Grants declared permissions to a built-in role: member, viewer, or one made by {@link #role}.
         *
         * @param role the role
         * @param permissions declared permissions
         * @return this
         * @throws IllegalArgumentException if the role is owner or admin, which have all of the product's permissions, or data-plane
         */
        public Builder grant(Role role, String... permissions) {
            if (role.equals(ClientApplications.DATA_PLANE)) {
                throw new IllegalArgumentException(
                        "\"" + role + "\" is what the clients of data planes are, nothing more");
            }
            if (role.equals(Role.OWNER) || role.equals(Role.ADMIN)) {
                throw new IllegalArgumentException("\"" + role + "\" has every permission of the product already");
            }
            Set<Permission> asked =
                    Arrays.stream(permissions).map(Permission::of).collect(Collectors.toSet());
            granted.computeIfAbsent(role, r -> new LinkedHashSet<>()).addAll(asked);
            return this;
        }

        /**
         * Declares a role of the product that every organization has.
         *
         * @param key 1 to 64 of {@code a-z 0-9 _ -}
         * @param permissions declared permissions
         * @return this
         */
        public Builder role(String key, String... permissions) {
            Role role = Role.of(key);
            RoleDefinition.requireKey(role);
            return grant(role, permissions);
        }

        /**
         * Declares an attribute that members may have.
         *
         * @param definition its name, type and range
         * @return this
         * @throws IllegalArgumentException if there is one of the same name, but for case, or there are 16 already
         */
        public Builder attribute(AttributeDefinition definition) {
            if (attributes.putIfAbsent(definition.name(), definition) != null) {
                throw new IllegalArgumentException("attribute \"" + definition.name() + "\" is declared twice");
            }
            if (attributes.size() > MOST_ATTRIBUTES) {
                throw new IllegalArgumentException("at most " + MOST_ATTRIBUTES + " attributes can be declared");
            }
            return this;
        }

        /**
         * The model.
         *
         * @return an immutable model
         * @throws IllegalStateException if a granted permission was not declared
         */
        public AccessModel build() {
            for (Set<Permission> permissions : granted.values()) {
                for (Permission permission : permissions) {
                    if (!declared.contains(permission)
                            && !AdminPermissions.all().contains(permission)) {
                        throw new IllegalStateException(
                                "\"" + permission + "\" is granted but not declared, add it to permissions(...)");
                    }
                    if (AdminPermissions.ownerLevel().contains(permission)) {
                        throw new IllegalStateException("\"" + permission + "\" is for owners only");
                    }
                }
            }
            Set<Permission> all = new LinkedHashSet<>(declared);
            all.addAll(AdminPermissions.all());
            Set<Permission> withoutOwnership = new LinkedHashSet<>(all);
            withoutOwnership.removeAll(AdminPermissions.ownerLevel());
            Map<Role, Set<Permission>> roles = new HashMap<>();
            granted.computeIfAbsent(Role.MEMBER, member -> new LinkedHashSet<>())
                    .add(AdminPermissions.API_KEYS_OWN);
            granted.forEach((role, permissions) -> roles.put(role, Set.copyOf(permissions)));
            roles.putIfAbsent(Role.VIEWER, Set.of());
            roles.put(ClientApplications.DATA_PLANE, Set.of(AdminPermissions.TRUST_BUNDLE_READ));
            roles.put(Role.OWNER, Set.copyOf(all));
            roles.put(Role.ADMIN, Set.copyOf(withoutOwnership));
            return new AccessModel(all, roles, attributes.values());
        }
    }
}
