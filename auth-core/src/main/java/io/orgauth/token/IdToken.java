package io.orgauth.token;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token says, before it is signed (OpenID Connect Core, 2): who signed in, to one client.
 *
 * <pre>{@code
 * IdToken token = IdToken.builder()
 *     .organization(acme)
 *     .subject(Subject.of("https://auth.example.com", "usr_1"))
 *     .clientId("app_1")
 *     .email("ada@acme.com", true)
 *     .build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class IdToken {
    private final OrganizationId organization;
    private final Subject subject;
    private final String clientId;
    private final Authentication authentication;
    private final Optional<String> sessionId;
    private final Optional<String> nonce;
    private final Optional<String> accessToken;
    private final Map<String, JsonValue> claims;
    private final Optional<Duration> lifetime;

    private IdToken(Builder builder) {
        this.organization = required("organization(...)", builder.organization);
        this.subject = required("subject(...)", builder.subject);
        this.clientId = required("clientId(...), its audience", builder.clientId);
        this.authentication = builder.authentication;
        this.sessionId = builder.sessionId;
        this.nonce = builder.nonce;
        this.accessToken = builder.accessToken;
        this.claims = new LinkedHashMap<>(builder.claims);
        this.lifetime = builder.lifetime;
    }

    private static <T> T required(String call, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("an ID token needs " + call);
        }
        return value;
    }

    /**
     * A builder; organization, subject and client are required.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    Subject subject() {
        return subject;
    }

    String clientId() {
        return clientId;
    }

    Optional<Duration> lifetime() {
        return lifetime;
    }

    /** The claims after {@code iat}; the access token is named by its hash, so that no other can be put in its place. */
    void writeTo(JsonObject.Builder token, UnaryOperator<String> halfHash) {
        authentication.time().ifPresent(time -> token.put("auth_time", time.getEpochSecond()));
        nonce.ifPresent(value -> token.put("nonce", value));
        authentication.context().ifPresent(context -> token.put("acr", context));
        if (!authentication.methods().isEmpty()) {
            token.put("amr", new TreeSet<>(authentication.methods()));
        }
        sessionId.ifPresent(sid -> token.put("sid", sid));
        accessToken.ifPresent(compact -> token.put("at_hash", halfHash.apply(compact)));
        token.put("org_id", organization.value());
        claims.forEach(token::put);
    }

    /** Organization, subject and client only: the rest is personal. */
    @Override
    public String toString() {
        return "IdToken[" + organization + " " + subject.id() + " to " + clientId + "]";
    }

    /** Builds an {@link IdToken}; not safe to share between threads. */
    public static final class Builder {
        private @Nullable OrganizationId organization;
        private @Nullable Subject subject;
        private @Nullable String clientId;
        private Authentication authentication = Authentication.UNKNOWN;
        private Optional<String> sessionId = Optional.empty();
        private Optional<String> nonce = Optional.empty();
        private Optional<String> accessToken = Optional.empty();
        private final Map<String, JsonValue> claims = new LinkedHashMap<>();
        private Optional<Duration> lifetime = Optional.empty();

        private Builder() {}

        /**
         * The organization that was entered ({@code org_id}, a plain string, so that it can be required). Required.
         *
         * @param id the organization
         * @return this builder
         */
        public Builder organization(OrganizationId id) {
            this.organization = id;
            return this;
        }

        /**
         * Who signed in ({@code sub}). Required; its issuer must be the one that signs.
         *
         * @param who the subject
         * @return this builder
         */
        public Builder subject(Subject who) {
            this.subject = who;
            return this;
        }

        /**
         * The client that it is for ({@code aud}). Required.
         *
         * @param id the client's id
         * @return this builder
         */
        public Builder clientId(String id) {
            this.clientId = id;
            return this;
        }

        /**
         * How and when the person authenticated ({@code auth_time}, {@code amr}, {@code acr}).
         *
         * @param how the authentication
         * @return this builder
         */
        public Builder authentication(Authentication how) {
            this.authentication = how;
            return this;
        }

        /**
         * The session ({@code sid}).
         *
         * @param id the session's id
         * @return this builder
         */
        public Builder sessionId(String id) {
            this.sessionId = Optional.of(id);
            return this;
        }

        /**
         * What the client wants to see again ({@code nonce}).
         *
         * @param value as the client said it
         * @return this builder
         */
        public Builder nonce(String value) {
            this.nonce = Optional.of(value);
            return this;
        }

        /**
         * The access token that is issued with it ({@code at_hash}).
         *
         * @param compact its compact serialization
         * @return this builder
         */
        public Builder accessToken(String compact) {
            this.accessToken = Optional.of(compact);
            return this;
        }

        /**
         * The person's address ({@code email}, {@code email_verified}).
         *
         * @param address the address
         * @param proven whether it is known to be the person's
         * @return this builder
         */
        public Builder email(String address, boolean proven) {
            claims.put("email", JsonValue.of(address));
            claims.put("email_verified", JsonValue.of(proven));
            return this;
        }

        /**
         * The groups ({@code groups}), each an organization and one of its roles.
         *
         * @param names for example {@code org_1:member}
         * @return this builder
         */
        public Builder groups(Collection<String> names) {
            claims.put("groups", JsonValue.of(new TreeSet<>(names).stream().toList()));
            return this;
        }

        /**
         * A claim of the product's own.
         *
         * @param name a free name
         * @param value String, Boolean, a number, or a List or Map of these
         * @return this builder
         * @throws IllegalArgumentException if the name is reserved or personal, or the value has no JSON
         */
        public Builder claim(String name, Object value) {
            try {
                claims.put(ReservedClaims.requireFree(name), JsonValue.of(value));
                return this;
            } catch (JsonException e) {
                throw new IllegalArgumentException("claim \"" + name + "\" has no JSON value", e);
            }
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
         * The content of the token.
         *
         * @return the content
         * @throws IllegalStateException if organization, subject or client is missing
         */
        public IdToken build() {
            return new IdToken(this);
        }
    }
}
