package io.orgauth.sso;

import io.orgauth.OrganizationId;
import io.orgauth.json.JsonObject;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A connection as it is set up and kept: whose it is, its protocol, settings and secrets. {@code SamlConnection} and
 * {@code OidcConnection} make it; {@link SsoProtocol#open} brings it to life.
 *
 * <p>The secrets are clear in memory only: what keeps records seals them. Immutable and thread-safe; {@link #toString()} shows no
 * setting.
 */
public final class ConnectionRecord {
    private final String id;
    private final Optional<OrganizationId> organization;
    private final String protocol;
    private final String name;
    private final JsonObject settings;
    private final Map<String, String> secrets;

    private ConnectionRecord(Builder builder) {
        this.id = builder.id.orElseGet(ConnectionRecord::newId);
        this.organization = builder.organization;
        this.protocol = builder.protocol;
        this.name = builder.name.orElse(protocol);
        this.settings = builder.settings;
        this.secrets = Map.copyOf(builder.secrets);
    }

    /** 128 random bits, in fixed length. */
    private static String newId() {
        String text = new BigInteger(128, new SecureRandom()).toString(36);
        return "con_" + "0".repeat(25 - text.length()) + text;
    }

    /**
     * A record of a protocol.
     *
     * @param protocol the protocol's name
     * @return a builder
     */
    public static Builder builder(String protocol) {
        return new Builder(protocol);
    }

    /**
     * Immutable; part of our URLs at the identity provider.
     *
     * @return {@code con_} and 128 random bits
     */
    public String id() {
        return id;
    }

    /**
     * Whose it is.
     *
     * @return the organization, or empty if the operator shares it with all
     */
    public Optional<OrganizationId> organization() {
        return organization;
    }

    /**
     * Which protocol it speaks.
     *
     * @return the protocol's name
     */
    public String protocol() {
        return protocol;
    }

    /**
     * What people see, for example on a button.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What the protocol needs to know, nothing of it secret.
     *
     * @return the settings
     */
    public JsonObject settings() {
        return settings;
    }

    /**
     * One secret. Never log it.
     *
     * @param secret its name, for example {@code client_secret}
     * @return its value
     */
    public Optional<String> secret(String secret) {
        return Optional.ofNullable(secrets.get(secret));
    }

    /**
     * All secrets, for whoever seals them.
     *
     * @return values by name
     */
    public Map<String, String> secrets() {
        return secrets;
    }

    /** Whose and which, no setting. */
    @Override
    public String toString() {
        return "ConnectionRecord[" + protocol + " " + id + "]";
    }

    /** Collects a record. Not thread-safe. */
    public static final class Builder {
        private final String protocol;
        private final Map<String, String> secrets = new TreeMap<>();
        private Optional<String> id = Optional.empty();
        private Optional<OrganizationId> organization = Optional.empty();
        private Optional<String> name = Optional.empty();
        private JsonObject settings = JsonObject.builder().build();

        private Builder(String protocol) {
            this.protocol = protocol;
        }

        /**
         * The id of a record that was made before; a new random one unless said.
         *
         * @param known {@code con_} and 4 to 64 letters and digits
         * @return this
         */
        public Builder id(String known) {
            this.id = Optional.of(known);
            return this;
        }

        /**
         * Whose it is; the operator's, shared with all, unless said.
         *
         * @param owner the organization
         * @return this
         */
        public Builder organization(OrganizationId owner) {
            this.organization = Optional.of(owner);
            return this;
        }

        /**
         * What people see; the protocol's name unless said.
         *
         * @param shown 1 to 100 characters that can be seen
         * @return this
         */
        public Builder name(String shown) {
            this.name = Optional.of(shown);
            return this;
        }

        /**
         * What the protocol needs to know.
         *
         * @param known nothing secret
         * @return this
         */
        public Builder settings(JsonObject known) {
            this.settings = known;
            return this;
        }

        /**
         * One secret.
         *
         * @param secret its name
         * @param value its value, not empty
         * @return this
         */
        public Builder secret(String secret, String value) {
            secrets.put(secret, value);
            return this;
        }

        /**
         * The record.
         *
         * @return an immutable record; the protocol judges the settings when it is opened
         * @throws IllegalArgumentException if protocol, id or name is malformed, or a secret is empty
         */
        public ConnectionRecord build() {
            require(protocol.matches("[a-z][a-z0-9-]{0,31}"), "protocol must be 1 to 32 of a-z, 0-9 and '-'");
            require(
                    id.map(text -> text.matches("con_[A-Za-z0-9]{4,64}")).orElse(true),
                    "connection id must be con_ and 4 to 64 letters and digits");
            require(
                    name.map(text -> !text.isBlank() && text.matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{1,100}"))
                            .orElse(true),
                    "connection name must be 1 to 100 characters that can be seen");
            require(
                    secrets.values().stream().noneMatch(String::isEmpty),
                    "a secret must not be empty, leave it out instead");
            return new ConnectionRecord(this);
        }

        private static void require(boolean holds, String message) {
            if (!holds) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
