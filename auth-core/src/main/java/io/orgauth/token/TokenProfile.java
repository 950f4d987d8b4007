package io.orgauth.token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How an issuer writes its access tokens: the accepted {@code typ}, and where organization, permissions and roles sit. It
 * relaxes nothing else.
 *
 * <pre>{@code
 * TokenProfile profile = TokenProfile.builder()
 *     .type("at+jwt")
 *     .organizationAt("tenant", "id")
 *     .permissionsAt("scope")
 *     .rolesAt("realm_access", "roles")
 *     .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class TokenProfile {
    // What OpenID Connect Core, 3.1.3.6 and 3.3.2.11 put into ID tokens only.
    private static final String[] ID_TOKEN_CLAIMS = {"nonce", "at_hash", "c_hash", "s_hash"};

    private final Set<String> types;
    private final Set<String> requiredClaims;
    private final List<Set<String>> requiredAlternatives;
    private final Set<String> forbiddenClaims;
    private final Map<String, String> fixedClaims;
    private final OrganizationClaim organization;
    private final List<ClaimPath> permissions;
    private final List<ClaimPath> roles;

    private TokenProfile(Builder builder) {
        this.types = Set.copyOf(builder.types);
        this.requiredClaims = Set.copyOf(builder.requiredClaims);
        this.requiredAlternatives = List.copyOf(builder.requiredAlternatives);
        this.forbiddenClaims = Set.copyOf(builder.forbiddenClaims);
        this.fixedClaims = Map.copyOf(builder.fixedClaims);
        this.organization = builder.organization.orElseThrow(
                () -> new IllegalStateException(
                        "say where the organization is: organizationAt(...), onlyOrganizationAt(...) or organizationOfIssuer()"));
        this.permissions = List.copyOf(builder.permissions);
        this.roles = List.copyOf(builder.roles);
        if (types.isEmpty()) {
            throw new IllegalStateException("say which \"typ\" the tokens have: type(...) or untyped()");
        }
    }

    /**
     * Our own tokens (RFC 9068): {@code typ: at+jwt}, {@code org_id}, {@code scope}, {@code roles}. The default.
     *
     * @return the profile
     */
    public static TokenProfile orgAuth() {
        return builder()
                .type("at+jwt")
                .requireClaim("jti")
                .requireClaim("client_id")
                .organizationAt("org_id")
                .permissionsAt("scope")
                .rolesAt("roles")
                .build();
    }

    /**
     * Auth0: both of its token profiles, {@code org_id} of Auth0 Organizations, {@code permissions} of its RBAC or else
     * {@code scope}.
     *
     * @return the profile
     */
    public static TokenProfile auth0() {
        return builder()
                .type("at+jwt")
                .type("jwt")
                .requireOneOf("azp", "client_id")
                .forbidClaims(ID_TOKEN_CLAIMS)
                .organizationAt("org_id")
                .permissionsAt("permissions")
                .permissionsAt("scope")
                .build();
    }

    /**
     * Keycloak: {@code typ} {@code Bearer} in the claims, the only member of {@code organization}, {@code scope}, realm
     * roles. ID, refresh and logout tokens carry another {@code typ} there.
     *
     * @return the profile
     */
    public static TokenProfile keycloak() {
        return builder()
                .type("jwt")
                .type("at+jwt")
                .requireClaim("azp")
                .fixClaim("typ", "Bearer")
                .forbidClaims("at_hash", "c_hash", "s_hash")
                .onlyOrganizationAt("organization")
                .permissionsAt("scope")
                .rolesAt("realm_access", "roles")
                .build();
    }

    /**
     * Okta, custom authorization servers: no {@code typ}, {@code cid}, {@code scp}, {@code groups} as roles. Okta names no
     * organization, so it is that of the issuer, which the verifier says by {@code organization(...)}.
     *
     * @return the profile
     */
    public static TokenProfile okta() {
        return builder()
                .untyped()
                .type("jwt")
                .type("at+jwt")
                .requireClaim("cid")
                .requireClaim("scp")
                .forbidClaims(ID_TOKEN_CLAIMS)
                .organizationOfIssuer()
                .permissionsAt("scp")
                .rolesAt("groups")
                .build();
    }

    /**
     * Microsoft Entra ID: the directory ({@code tid}) is the organization, {@code scp} holds permissions, {@code roles} app
     * roles. A token without {@code azp} or {@code appid} is an ID token.
     *
     * @return the profile
     */
    public static TokenProfile entra() {
        return builder()
                .type("jwt")
                .type("at+jwt")
                .requireOneOf("azp", "appid")
                .forbidClaims(ID_TOKEN_CLAIMS)
                .organizationAt("tid")
                .permissionsAt("scp")
                .rolesAt("roles")
                .build();
    }

    /**
     * Another issuer's profile.
     *
     * @return a builder with nothing accepted
     */
    public static Builder builder() {
        return new Builder();
    }

    Set<String> types() {
        return types;
    }

    Set<String> requiredClaims() {
        return requiredClaims;
    }

    List<Set<String>> requiredAlternatives() {
        return requiredAlternatives;
    }

    Set<String> forbiddenClaims() {
        return forbiddenClaims;
    }

    Map<String, String> fixedClaims() {
        return fixedClaims;
    }

    OrganizationClaim organization() {
        return organization;
    }

    List<ClaimPath> permissions() {
        return permissions;
    }

    List<ClaimPath> roles() {
        return roles;
    }

    /** Collects a profile. Not thread-safe. */
    public static final class Builder {
        private final Set<String> types = new LinkedHashSet<>();
        private final Set<String> requiredClaims = new LinkedHashSet<>();
        private final List<Set<String>> requiredAlternatives = new ArrayList<>();
        private final Set<String> forbiddenClaims = new LinkedHashSet<>();
        private final Map<String, String> fixedClaims = new LinkedHashMap<>();
        private Optional<OrganizationClaim> organization = Optional.empty();
        private final List<ClaimPath> permissions = new ArrayList<>();
        private final List<ClaimPath> roles = new ArrayList<>();

        private Builder() {}

        /**
         * Accepts this {@code typ} header, with or without {@code application/}, in any case (RFC 7515, 4.1.9).
         *
         * @param type for example {@code at+jwt}
         * @return this
         */
        public Builder type(String type) {
            String mediaType = JwsHeader.mediaType(type);
            if (mediaType.isBlank()) {
                throw new IllegalArgumentException("typ must not be blank, say untyped() if the tokens have none");
            }
            types.add(mediaType);
            return this;
        }

        /**
         * Accepts tokens without {@code typ}: then only the claims tell an access token from others.
         *
         * @return this
         */
        public Builder untyped() {
            types.add("");
            return this;
        }

        /**
         * Refuses tokens without this claim.
         *
         * @param name the exact name
         * @return this
         */
        public Builder requireClaim(String name) {
            requiredClaims.add(name);
            return this;
        }

        /**
         * Refuses tokens that have none of these claims.
         *
         * @param names the exact names
         * @return this
         */
        public Builder requireOneOf(String... names) {
            if (names.length == 0) {
                throw new IllegalArgumentException("requireOneOf(...) needs at least one claim");
            }
            requiredAlternatives.add(Set.copyOf(List.of(names)));
            return this;
        }

        /**
         * Refuses tokens with any of these claims, which only other kinds of token carry.
         *
         * @param names the exact names
         * @return this
         */
        public Builder forbidClaims(String... names) {
            forbiddenClaims.addAll(List.of(names));
            return this;
        }

        /**
         * Refuses tokens whose claim is not exactly this text.
         *
         * @param name the exact name
         * @param value the exact value
         * @return this
         */
        public Builder fixClaim(String name, String value) {
            fixedClaims.put(name, value);
            return this;
        }

        /**
         * The organization is the string at this path.
         *
         * @param path names from the outside in
         * @return this
         */
        public Builder organizationAt(String... path) {
            return organization(new OrganizationClaim.Text(new ClaimPath(List.of(path))));
        }

        /**
         * The organization is the only element, or the only member's name, of the array or object at this path, or the string
         * there. Two or more are refused: which one is active would be a guess.
         *
         * @param path names from the outside in
         * @return this
         */
        public Builder onlyOrganizationAt(String... path) {
            return organization(new OrganizationClaim.Only(new ClaimPath(List.of(path))));
        }

        /**
         * Every token of the issuer is for the one organization that the verifier names.
         *
         * @return this
         */
        public Builder organizationOfIssuer() {
            return organization(new OrganizationClaim.OfIssuer());
        }

        private Builder organization(OrganizationClaim claim) {
            if (organization.isPresent()) {
                throw new IllegalStateException("the organization sits in one place, it was said already");
            }
            organization = Optional.of(claim);
            return this;
        }

        /**
         * Permissions are at this path: an array of strings, or one string with spaces between (RFC 6749, 3.3). Said again, the
         * next place is used where the first is absent; they are never added up.
         *
         * @param path names from the outside in
         * @return this
         */
        public Builder permissionsAt(String... path) {
            permissions.add(new ClaimPath(List.of(path)));
            return this;
        }

        /**
         * Roles are at this path: an array of strings, or one string. Said again, the next place is used where the first is absent.
         *
         * @param path names from the outside in
         * @return this
         */
        public Builder rolesAt(String... path) {
            roles.add(new ClaimPath(List.of(path)));
            return this;
        }

        /**
         * The profile.
         *
         * @return the profile
         * @throws IllegalStateException if no {@code typ} or no place of the organization was said
         */
        public TokenProfile build() {
            return new TokenProfile(this);
        }
    }
}
