package io.orgauth.identity;

import io.orgauth.Permission;
import io.orgauth.Role;
import java.util.HashSet;
import java.util.Set;

/** The permissions of the control plane's own API. They stand beside those that the product declares. */
public final class AdminPermissions {
    /** See the organization. */
    public static final Permission ORGANIZATION_READ = Permission.of("organization:read");
    /** Rename the organization. */
    public static final Permission ORGANIZATION_WRITE = Permission.of("organization:write");
    /** List members and invitations. */
    public static final Permission USERS_READ = Permission.of("users:read");
    /** Invite, change roles, disable and remove members. */
    public static final Permission USERS_WRITE = Permission.of("users:write");
    /** List roles. */
    public static final Permission ROLES_READ = Permission.of("roles:read");
    /** Make and change the organization's own roles. */
    public static final Permission ROLES_WRITE = Permission.of("roles:write");
    /** List client applications. */
    public static final Permission CLIENTS_READ = Permission.of("clients:read");
    /** Make, change and disable client applications and their secrets. */
    public static final Permission CLIENTS_WRITE = Permission.of("clients:write");
    /** Have, list and change API keys: one's own, unless the next two say more. */
    public static final Permission API_KEYS_OWN = Permission.of("api-keys:own");
    /** See everybody's API keys. */
    public static final Permission API_KEYS_READ = Permission.of("api-keys:read");
    /** Change and deactivate others' API keys, and issue those of client applications. */
    public static final Permission API_KEYS_WRITE = Permission.of("api-keys:write");
    /** List data planes. */
    public static final Permission DATA_PLANES_READ = Permission.of("data-planes:read");
    /** Register and change data planes. */
    public static final Permission DATA_PLANES_WRITE = Permission.of("data-planes:write");
    /** Fetch trust bundles; what {@link ClientApplications#DATA_PLANE} grants, so that only who holds it makes such a client. */
    public static final Permission TRUST_BUNDLE_READ = Permission.of("trust-bundle:read");
    /** Read the audit chain. */
    public static final Permission AUDIT_READ = Permission.of("audit:read");
    /** List domains. */
    public static final Permission DOMAINS_READ = Permission.of("domains:read");
    /** Claim and remove domains; owner-level, as a domain can make members. */
    public static final Permission DOMAINS_WRITE = Permission.of("domains:write");
    /** List role mappings. */
    public static final Permission ROLE_MAPPINGS_READ = Permission.of("role-mappings:read");
    /** Change role mappings; owner-level, as a group can make administrators. */
    public static final Permission ROLE_MAPPINGS_WRITE = Permission.of("role-mappings:write");
    /** List connections, and read the traces of sign-ins. */
    public static final Permission CONNECTIONS_READ = Permission.of("connections:read");
    /** Make, change, bind and remove connections; owner-level, as an identity provider can be anyone. */
    public static final Permission CONNECTIONS_WRITE = Permission.of("connections:write");
    /** Read the organization's policy, and who may break the glass. */
    public static final Permission POLICY_READ = Permission.of("policy:read");
    /** Change the policy, and let owners break the glass; owner-level. */
    public static final Permission POLICY_WRITE = Permission.of("policy:write");
    /** List the sessions in the organization. */
    public static final Permission SESSIONS_READ = Permission.of("sessions:read");
    /** End sessions in the organization. */
    public static final Permission SESSIONS_WRITE = Permission.of("sessions:write");
    /** Lets a client application mint credentials without a person's recent sign-in; owner-level. */
    public static final Permission CREDENTIALS_MINT = Permission.of("credentials:mint");

    private static final Set<Permission> OWNER_LEVEL =
            Set.of(DOMAINS_WRITE, ROLE_MAPPINGS_WRITE, CONNECTIONS_WRITE, POLICY_WRITE, CREDENTIALS_MINT);
    private static final Set<Permission> ALL = Set.of(
            ORGANIZATION_READ,
            ORGANIZATION_WRITE,
            USERS_READ,
            USERS_WRITE,
            ROLES_READ,
            ROLES_WRITE,
            CLIENTS_READ,
            CLIENTS_WRITE,
            API_KEYS_OWN,
            API_KEYS_READ,
            API_KEYS_WRITE,
            DATA_PLANES_READ,
            DATA_PLANES_WRITE,
            TRUST_BUNDLE_READ,
            AUDIT_READ,
            DOMAINS_READ,
            DOMAINS_WRITE,
            ROLE_MAPPINGS_READ,
            ROLE_MAPPINGS_WRITE,
            CONNECTIONS_READ,
            CONNECTIONS_WRITE,
            POLICY_READ,
            POLICY_WRITE,
            SESSIONS_READ,
            SESSIONS_WRITE,
            CREDENTIALS_MINT);

    private AdminPermissions() {}

    /** Whether only an owner gives or takes these roles, with all that they grant. */
    static boolean needOwner(Set<Role> roles, Set<Permission> granted) {
        return roles.contains(Role.OWNER) || granted.stream().anyMatch(OWNER_LEVEL::contains);
    }

    /** A role that everybody gets whom an identity provider names must not decide who else gets in. */
    static void requireNoAccessManagement(Set<Permission> granted) {
        if (manageAccess(granted)) {
            throw IdentityException.invalid("people who are not known yet can't get a role that manages access");
        }
    }

    /** A member's own keys are as harmless in the hands of somebody new as the member is. */
    static boolean manageAccess(Set<Permission> granted) {
        return withoutPersonal(granted).stream().anyMatch(ALL::contains);
    }

    /** Without what gives its holder nothing that it has not: its own keys are no more than itself. */
    static Set<Permission> withoutPersonal(Set<Permission> permissions) {
        Set<Permission> others = new HashSet<>(permissions);
        others.remove(API_KEYS_OWN);
        return others;
    }

    /**
     * All of them.
     *
     * @return an immutable set
     */
    public static Set<Permission> all() {
        return ALL;
    }

    /**
     * Those that could make their holder anyone in the organization; only owners give or take them.
     *
     * @return an immutable set
     */
    public static Set<Permission> ownerLevel() {
        return OWNER_LEVEL;
    }
}
