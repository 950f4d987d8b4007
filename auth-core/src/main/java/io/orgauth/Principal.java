package io.orgauth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A proven caller: who, for which organization, with which permissions. Only an authenticator makes one, so holding it is
 * the proof.
 *
 * <pre>{@code
 * Principal caller = verifier.verify(token);
 * caller.require(Permission.of("models:read"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Principal implements java.security.Principal {
    private final OrganizationId organization;
    private final Subject subject;
    private final Grant grant;
    private final Authentication authentication;
    private final CredentialId credential;
    private final Map<String, Object> claims;

    private Principal(
            OrganizationId organization,
            Subject subject,
            Grant grant,
            Authentication authentication,
            CredentialId credential,
            Map<String, Object> claims) {
        this.organization = organization;
        this.subject = subject;
        this.grant = grant;
        this.authentication = authentication;
        this.credential = credential;
        this.claims = claims;
    }

    /**
     * The door for authenticators: call it only after the credential was proven. Everything behind it trusts the result.
     *
     * @param organization the one active organization
     * @param subject who is calling
     * @param grant the complete effective rights
     * @param authentication how and when
     * @param credential what was presented, for audit and revocation
     * @param claims further verified claims as immutable values (String, Long, BigDecimal, Boolean, List, Map, JsonNull)
     * @return the principal
     */
    public static Principal trusted(
            OrganizationId organization,
            Subject subject,
            Grant grant,
            Authentication authentication,
            CredentialId credential,
            Map<String, Object> claims) {
        return new Principal(organization, subject, grant, authentication, credential, claims);
    }

    /**
     * The organization the caller acts for.
     *
     * @return the organization
     */
    public OrganizationId organization() {
        return organization;
    }

    /**
     * Who is calling.
     *
     * @return issuer and identifier
     */
    public Subject subject() {
        return subject;
    }

    /**
     * The complete effective permissions for this resource.
     *
     * @return an immutable set
     */
    public Set<Permission> permissions() {
        return grant.permissions();
    }

    /**
     * The roles, as labels; empty for narrowed credentials.
     *
     * @return an immutable set
     */
    public Set<Role> roles() {
        return grant.roles();
    }

    /**
     * How and when the caller authenticated.
     *
     * @return the authentication
     */
    public Authentication authentication() {
        return authentication;
    }

    /**
     * Which credential was presented, for audit and revocation.
     *
     * @return its kind and id
     */
    public CredentialId credential() {
        return credential;
    }

    /**
     * A further verified claim of the credential.
     *
     * @param name the exact name
     * @return its value: String, Long, BigDecimal, Boolean, or an immutable List or Map of these; what the credential says
     *     is null is {@link io.orgauth.json.JsonNull#NULL}
     */
    public Optional<Object> claim(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    /**
     * Whether the caller holds the permission.
     *
     * @param permission the permission
     * @return true if it does
     */
    public boolean has(Permission permission) {
        return grant.permissions().contains(permission);
    }

    /**
     * Refuses a caller that lacks the permission.
     *
     * @param permission the permission
     * @throws PermissionDeniedException with {@link AccessReason#PERMISSION_MISSING}
     */
    public void require(Permission permission) {
        if (!has(permission)) {
            throw new PermissionDeniedException(
                    AccessReason.PERMISSION_MISSING, "\"" + permission + "\" is required and not held");
        }
    }

    /**
     * The subject's identifier, for {@code java.security} and the servlet API. It is unique only within its issuer.
     *
     * @return the identifier
     */
    @Override
    public String getName() {
        return subject.id();
    }

    /** Equal if organization, subject, rights, authentication, credential and claims are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Principal that
                && organization.equals(that.organization)
                && subject.equals(that.subject)
                && grant.equals(that.grant)
                && authentication.equals(that.authentication)
                && credential.equals(that.credential)
                && claims.equals(that.claims);
    }

    @Override
    public int hashCode() {
        return 31 * organization.hashCode() + subject.hashCode();
    }

    /** Organization and identifier only: claims may hold personal data. */
    @Override
    public String toString() {
        return "Principal[" + organization + " " + subject.id() + "]";
    }
}
