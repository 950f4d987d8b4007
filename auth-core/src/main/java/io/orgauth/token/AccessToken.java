package io.orgauth.token;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an access token says, before it is signed: one subject, for one organization, at one resource.
 *
 * <pre>{@code
 * AccessToken token = AccessToken.builder()
 *     .organization(acme)
 *     .subject(Subject.of("https://auth.example.com", "usr_1"))
 *     .audience("https://data.acme.example")
 *     .clientId("app_1")
 *     .permissions(Set.of(Permission.of("models:read")))
 *     .build();
 * }</pre>
 *
 * <p>It has no place for e-mail, name or groups: those are in ID tokens. Immutable and thread-safe.
 */
public final class AccessToken {
    private final OrganizationId organization;
    private final Subject subject;
    private final String audience;
    private final String clientId;
    private final Set<String> permissions;
    private final Set<String> roles;
    private final Optional<String> sessionId;
    private final Authentication authentication;
    private final Optional<JsonObject> attributes;
    private final Map<String, JsonValue> claims;
    private final Optional<Duration> lifetime;
    private final Optional<String> tokenId;

    private AccessToken(Builder builder) {
        this.organization = required("organization(...)", builder.organization);
        this.subject = required("subject(...)", builder.subject);
        this.audience = required("audience(...), the one resource it is for", builder.audience);
        this.clientId = required("clientId(...), which RFC 9068 demands", builder.clientId);
        this.permissions = new TreeSet<>(builder.permissions);
        this.roles = new TreeSet<>(builder.roles);
        this.sessionId = builder.sessionId;
        this.authentication = builder.authentication;
        this.attributes = builder.attributes.isEmpty() ? Optional.empty() : Optional.of(object(builder.attributes));
        this.claims = new LinkedHashMap<>(builder.claims);
        this.lifetime = builder.lifetime;
        this.tokenId = builder.tokenId;
    }

    /**
     * A builder; organization, subject, audience and client are required.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Subject subject() {
        return subject;
    }

    String audience() {
        return audience;
    }

    Optional<Duration> lifetime() {
        return lifetime;
    }

    Optional<String> tokenId() {
        return tokenId;
    }

    /** The claims after {@code jti}, in the order of the wire format. */
    void writeTo(JsonObject.Builder token) {
        token.put("client_id", clientId);
        sessionId.ifPresent(sid -> token.put("sid", sid));
        token.put("org_id", organization.value());
        if (!permissions.isEmpty()) {
            token.put("scope", String.join(" ", permissions));
        }
        authentication.time().ifPresent(time -> token.put("auth_time", time.getEpochSecond()));
        if (!authentication.methods().isEmpty()) {
            token.put("amr", new TreeSet<>(authentication.methods()));
        }
        if (!roles.isEmpty()) {
            token.put("roles", roles);
        }
        attributes.ifPresent(object -> token.put("attributes", object));
        claims.forEach(token::put);
    }

    /** Organization, subject and audience only: the rest may be personal. */
    @Override
    public String toString() {
        return "AccessToken[" + organization + " " + subject.id() + " for " + audience + "]";
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        JsonObject.Builder object = JsonObject.builder();
        members.forEach(object::put);
        return object.build();
    }

    private static <T> T required(String call, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an access token needs " + call);
        }
        return value;
    }

    /** Builds an {@link AccessToken}; not safe to share between threads. */
    public static final class Builder {
        private static final int MAX_TEXT = 255;
        private static final int MAX_AUDIENCE = 2_048;

        private @Nullable OrganizationId organization;
        private @Nullable Subject subject;
        private @Nullable String audience;
        private @Nullable String clientId;
        private final Set<String> permissions = new TreeSet<>();
        private final Set<String> roles = new TreeSet<>();
        private Optional<String> sessionId = Optional.empty();
        private Authentication authentication = Authentication.UNKNOWN;
        private final Map<String, JsonValue> attributes = new LinkedHashMap<>();
        private final Map<String, JsonValue> claims = new LinkedHashMap<>();
        private Optional<Duration> lifetime = Optional.empty();
        private Optional<String> tokenId = Optional.empty();

        private Builder() {}

        /**
         * The one active organization ({@code org_id}). Required.
         *
         * @param id the organization
         * @return this builder
         */
        public Builder organization(OrganizationId id) {
            this.organization = id;
            return this;
        }

        /**
         * Whom the token speaks for ({@code sub}). Required; its issuer must be the one that signs.
         *
         * @param who the subject
         * @return this builder
         */
        public Builder subject(Subject who) {
            this.subject = who;
            return this;
        }

        /**
         * The one resource the token is for ({@code aud}). Required.
         *
         * @param resource the resource's URI
         * @return this builder
         * @throws IllegalArgumentException if it is empty, longer than 2,048 or holds other than visible ASCII
         */
        public Builder audience(String resource) {
            this.audience = visible("audience", resource, MAX_AUDIENCE);
            return this;
        }

        /**
         * The client that the token is issued to ({@code client_id}, RFC 9068, 2.2). Required.
         *
         * @param id the client's id
         * @return this builder
         * @throws IllegalArgumentException if it is empty, longer than 255 or holds other than visible ASCII
         */
        public Builder clientId(String id) {
            this.clientId = visible("client id", id, MAX_TEXT);
            return this;
        }

        /**
         * The complete effective permissions for this audience ({@code scope}); without any there is no such claim.
         *
         * @param effective the permissions, added to those given before
         * @return this builder
         */
        public Builder permissions(Collection<Permission> effective) {
            effective.forEach(permission -> permissions.add(permission.value()));
            return this;
        }

        /**
         * The roles, as labels, for first-party clients and clients that act for themselves only ({@code roles}).
         *
         * @param held the roles, added to those given before
         * @return this builder
         */
        public Builder roles(Collection<Role> held) {
            held.forEach(role -> roles.add(role.key()));
            return this;
        }

        /**
         * The session that the token hangs on ({@code sid}).
         *
         * @param id the session's id
         * @return this builder
         * @throws IllegalArgumentException if it is empty, longer than 255 or holds other than visible ASCII
         */
        public Builder sessionId(String id) {
            this.sessionId = Optional.of(visible("session id", id, MAX_TEXT));
            return this;
        }

        /**
         * How and when the subject authenticated ({@code auth_time}, {@code amr}); its context is not in access tokens.
         *
         * @param how the authentication
         * @return this builder
         * @throws IllegalArgumentException if a method is empty, longer than 255 or holds other than visible ASCII
         */
        public Builder authentication(Authentication how) {
            how.methods().forEach(method -> visible("authentication method", method, MAX_TEXT));
            this.authentication = how;
            return this;
        }

        /**
         * A mapped attribute, a member of {@code attributes}.
         *
         * @param name a free name
         * @param value String, Boolean, a number, or a List or Map of these
         * @return this builder
         * @throws IllegalArgumentException if the name is reserved, personal or given before, or the value has no JSON
         */
        public Builder attribute(String name, Object value) {
            putOnce(attributes, name, value);
            return this;
        }

        /**
         * A claim of the product's own, at the token's top level.
         *
         * @param name a free name
         * @param value String, Boolean, a number, or a List or Map of these
         * @return this builder
         * @throws IllegalArgumentException if the name is reserved, personal or given before, or the value has no JSON
         */
        public Builder claim(String name, Object value) {
            putOnce(claims, name, value);
            return this;
        }

        /**
         * Another life than the issuer's usual one.
         *
         * @param life at least 1 second, at most what the issuer's signing keys are built for
         * @return this builder
         */
        public Builder lifetime(Duration life) {
            this.lifetime = Optional.of(life);
            return this;
        }

        /**
         * The token's id ({@code jti}); a random one unless said. Whoever says it sees to it that there is no second.
         *
         * @param id the id
         * @return this builder
         * @throws IllegalArgumentException if it is empty, longer than 255 or holds other than visible ASCII
         */
        public Builder tokenId(String id) {
            this.tokenId = Optional.of(visible("token id", id, MAX_TEXT));
            return this;
        }

        /**
         * The content of the token.
         *
         * @return the content
         * @throws IllegalStateException if organization, subject, audience or client is missing
         */
        public AccessToken build() {
            return new AccessToken(this);
        }

        private static void putOnce(Map<String, JsonValue> members, String name, Object value) {
            if (members.putIfAbsent(ReservedClaims.requireFree(name), json(name, value)) != null) {
                throw new IllegalArgumentException("claim \"" + name + "\" is given twice, give it once");
            }
        }

        private static JsonValue json(String name, Object value) {
            try {
                return JsonValue.of(value);
            } catch (JsonException e) {
                throw new IllegalArgumentException("claim \"" + name + "\" has no JSON value", e);
            }
        }

        private static String visible(String what, String text, int max) {
            boolean good =
                    !text.isEmpty() && text.length() <= max && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
            if (!good) {
                throw new IllegalArgumentException(what + " must be 1 to " + max + " visible ASCII characters");
            }
            return text;
        }
    }
}
