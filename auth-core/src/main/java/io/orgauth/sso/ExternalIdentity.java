package io.orgauth.sso;

import io.orgauth.Authentication;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who an identity provider says somebody is. The person is (connection, subject) and nothing else: whatever stands beside is only
 * what the provider says, and the sign-in flow decides what of it counts.
 *
 * <p>Immutable and thread-safe; {@link #toString()} shows the connection only.
 */
public final class ExternalIdentity {
    private final String connection;
    private final String subject;
    private final Authentication authentication;
    private final Optional<String> assertedEmail;
    private final Optional<String> displayName;
    private final Optional<String> realm;
    private final Optional<String> session;
    private final Set<String> groups;
    private final Map<String, List<String>> attributes;

    private ExternalIdentity(Builder builder) {
        this.connection = builder.connection;
        this.subject = builder.subject;
        this.authentication = builder.authentication;
        this.assertedEmail = builder.assertedEmail;
        this.displayName = builder.displayName;
        this.realm = builder.realm;
        this.session = builder.session;
        this.groups = Set.copyOf(builder.groups);
        this.attributes = Map.copyOf(builder.attributes);
    }

    /**
     * An identity that a connection has proven.
     *
     * @param connection the connection's id
     * @param subject what tells the person from the connection's others, for ever
     * @param authentication when and how the person authenticated there
     * @return a builder
     */
    public static Builder builder(String connection, String subject, Authentication authentication) {
        return new Builder(connection, subject, authentication);
    }

    /**
     * Who says so.
     *
     * @return the connection's id
     */
    public String connection() {
        return connection;
    }

    /**
     * What tells the person from the connection's others, for ever: in SAML the NameID with format and qualifiers or an immutable
     * attribute, in OpenID Connect the {@code sub} or, at Microsoft, tenant and {@code oid}.
     *
     * @return the subject
     */
    public String subject() {
        return subject;
    }

    /**
     * When and how the person authenticated there.
     *
     * @return as far as the provider says
     */
    public Authentication authentication() {
        return authentication;
    }

    /**
     * An e-mail address that the provider asserts. It is unproven: whoever runs the provider can write any.
     *
     * @return the address as it came
     */
    public Optional<String> assertedEmail() {
        return assertedEmail;
    }

    /**
     * What the person is called.
     *
     * @return the name as it came
     */
    public Optional<String> displayName() {
        return displayName;
    }

    /**
     * Of a provider that serves many organizations, the one that it proves the person to belong to: Google's {@code hd}, Microsoft's
     * {@code tid}.
     *
     * @return the realm, if the provider has such and proves one
     */
    public Optional<String> realm() {
        return realm;
    }

    /**
     * The provider's own session, by which it may end ours.
     *
     * @return {@code SessionIndex} or {@code sid}
     */
    public Optional<String> session() {
        return session;
    }

    /**
     * All groups of the person, exactly as the provider names them.
     *
     * @return an immutable set; a provider that could not name them all was refused before
     */
    public Set<String> groups() {
        return groups;
    }

    /**
     * Further attributes that the connection's settings name.
     *
     * @return values by our name
     */
    public Map<String, List<String>> attributes() {
        return attributes;
    }

    /** The connection only: the rest is personal data. */
    @Override
    public String toString() {
        return "ExternalIdentity[" + connection + "]";
    }

    /** Collects an identity. Not thread-safe. */
    public static final class Builder {
        private final String connection;
        private final String subject;
        private final Authentication authentication;
        private final Map<String, List<String>> attributes = new TreeMap<>();
        private Optional<String> assertedEmail = Optional.empty();
        private Optional<String> displayName = Optional.empty();
        private Optional<String> realm = Optional.empty();
        private Optional<String> session = Optional.empty();
        private Set<String> groups = Set.of();

        private Builder(String connection, String subject, Authentication authentication) {
            this.connection = connection;
            this.subject = subject;
            this.authentication = authentication;
        }

        /**
         * The address that the provider asserts.
         *
         * @param email as it came
         * @return this
         */
        public Builder assertedEmail(String email) {
            this.assertedEmail = Optional.of(email);
            return this;
        }

        /**
         * What the person is called.
         *
         * @param name as it came
         * @return this
         */
        public Builder displayName(String name) {
            this.displayName = Optional.of(name);
            return this;
        }

        /**
         * The provider's organization that the person is proven to belong to.
         *
         * @param proven as it came
         * @return this
         */
        public Builder realm(String proven) {
            this.realm = Optional.of(proven);
            return this;
        }

        /**
         * The provider's own session.
         *
         * @param theirs as it came
         * @return this
         */
        public Builder session(String theirs) {
            this.session = Optional.of(theirs);
            return this;
        }

        /**
         * All groups of the person.
         *
         * @param names as they came
         * @return this
         */
        public Builder groups(Set<String> names) {
            this.groups = names;
            return this;
        }

        /**
         * One further attribute.
         *
         * @param name our name
         * @param values as they came
         * @return this
         */
        public Builder attribute(String name, List<String> values) {
            attributes.put(name, List.copyOf(values));
            return this;
        }

        /**
         * The identity.
         *
         * @return an immutable identity
         * @throws IllegalArgumentException if the subject is empty or longer than 1,024 bytes of UTF-8
         */
        public ExternalIdentity build() {
            // Databases find people by the subject, and a key of an index must not be long.
            if (subject.isBlank() || subject.getBytes(StandardCharsets.UTF_8).length > 1024) {
                throw new IllegalArgumentException("subject must be 1 to 1,024 bytes of UTF-8");
            }
            return new ExternalIdentity(this);
        }
    }
}
