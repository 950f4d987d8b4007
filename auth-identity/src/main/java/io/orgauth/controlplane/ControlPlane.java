package io.orgauth.controlplane;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.Grants;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.admin.AdminApi;
import io.orgauth.audit.AuditLog;
import io.orgauth.http.Endpoints;
import io.orgauth.http.Gate;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.ActingServices;
import io.orgauth.identity.AttributeDefinition;
import io.orgauth.identity.Audit;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.Domains;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Invitations;
import io.orgauth.identity.Mailer;
import io.orgauth.identity.Members;
import io.orgauth.identity.Organizations;
import io.orgauth.identity.PasswordRules;
import io.orgauth.identity.Passwords;
import io.orgauth.identity.Resources;
import io.orgauth.identity.RoleMappings;
import io.orgauth.identity.Roles;
import io.orgauth.identity.Stores;
import io.orgauth.identity.Surroundings;
import io.orgauth.identity.TxtLookup;
import io.orgauth.identity.UserImport;
import io.orgauth.identity.Users;
import io.orgauth.oauth.OAuthContext;
import io.orgauth.oauth.OAuthEndpoints;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import io.orgauth.token.TokenVerifier;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A control plane inside a product: organizations, users, roles and applications, and the tokens for them.
 *
 * <pre>{@code
 * ControlPlane auth = ControlPlane.builder()
 *     .issuer("https://app.example.com/auth")
 *     .permissions("models:read", "models:write").grant(Role.MEMBER, "models:read")
 *     .stores(Stores.inMemory())
 *     .build();
 * Organization acme = auth.organizations().create("Acme", "acme.com");
 * }</pre>
 *
 * <p>What is called on it acts as the operator, who may do everything; {@link #actingFor} acts for a caller. Immutable and
 * thread-safe.
 */
public final class ControlPlane implements AutoCloseable {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final IdentityService identity;
    private final ActingServices operator;
    private final SigningKeys signingKeys;
    private final TokenVerifier tokens;
    private final Endpoints endpoints;

    private ControlPlane(Builder builder, String issuer, Stores stores) {
        AccessModel model = builder.model.build();
        this.identity = new IdentityService(
                        issuer,
                        stores,
                        model,
                        new Surroundings(
                                builder.mailer, builder.txtLookup, builder.random, builder.clock, builder.auditLog))
                .with(builder.passwordRules);
        this.operator = identity.operator();
        this.signingKeys = SigningKeys.builder()
                .store(stores.signingKeys())
                .sealedBy(builder.sealingKey.orElseGet(SealingKey::inMemory))
                .clock(builder.clock)
                .random(builder.random)
                .build();
        this.tokens = TokenVerifier.builder()
                .issuer(issuer)
                .audience(issuer)
                .anyOrganization()
                .keys(signingKeys.keySource())
                .clock(builder.clock)
                .build();
        OAuthContext oauth = new OAuthContext(
                issuer,
                identity,
                model,
                stores,
                signingKeys,
                issuer(builder, issuer),
                TOKEN_LIFETIME,
                builder.passwordGrantClients,
                builder.clock);
        Gate gate = Gate.builder().anyOrganization().accept(tokens).build();
        this.endpoints = mounted(
                path(issuer),
                oauth,
                Endpoints.builder()
                        .addAll(OAuthEndpoints.of(oauth))
                        .addAll(AdminApi.endpoints(identity, gate))
                        .build());
    }

    private static Endpoints mounted(String path, OAuthContext oauth, Endpoints own) {
        return path.isEmpty()
                ? own
                : Endpoints.builder()
                        .addAll(own.under(path))
                        .addAll(OAuthEndpoints.metadataBefore(path, oauth))
                        .build();
    }

    private TokenIssuer issuer(Builder builder, String issuer) {
        TokenIssuer.Builder made = TokenIssuer.builder()
                .issuer(issuer)
                .signingKeys(signingKeys)
                .lifetime(TOKEN_LIFETIME)
                .clock(builder.clock)
                .random(builder.random);
        return (builder.loopbackHttp ? made.allowLoopbackHttp() : made).build();
    }

    private static String path(String issuer) {
        String path = URI.create(issuer).getRawPath();
        return path == null || path.equals("/") ? "" : path;
    }

    /**
     * A control plane.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The organizations.
     *
     * @return the service, acting as the operator
     */
    public Organizations organizations() {
        return operator.organizations();
    }

    /**
     * The users.
     *
     * @return the service, acting as the operator
     */
    public Users users() {
        return operator.users();
    }

    /**
     * The members of organizations.
     *
     * @return the service, acting as the operator
     */
    public Members members() {
        return operator.members();
    }

    /**
     * The client applications.
     *
     * @return the service, acting as the operator
     */
    public ClientApplications clients() {
        return operator.clients();
    }

    /**
     * The organizations' own roles.
     *
     * @return the service, acting as the operator
     */
    public Roles roles() {
        return operator.roles();
    }

    /**
     * Which external groups give which roles.
     *
     * @return the service, acting as the operator
     */
    public RoleMappings roleMappings() {
        return operator.roleMappings();
    }

    /**
     * The invitations.
     *
     * @return the service, acting as the operator
     */
    public Invitations invitations() {
        return operator.invitations();
    }

    /**
     * The data planes.
     *
     * @return the service, acting as the operator
     */
    public Resources dataPlanes() {
        return operator.resources();
    }

    /**
     * The e-mail domains.
     *
     * @return the service, acting as the operator
     */
    public Domains domains() {
        return operator.domains();
    }

    /**
     * The audit of organizations.
     *
     * @return the service, acting as the operator
     */
    public Audit audit() {
        return operator.audit();
    }

    /**
     * Users of another system, taken over with the hashes of their passwords.
     *
     * @return the service
     */
    public UserImport userImport() {
        return operator.userImport();
    }

    /**
     * Passwords, for sign-in and for the pages where people change theirs.
     *
     * @return the service
     */
    public Passwords passwords() {
        return identity.passwords();
    }

    /**
     * The same services for a proven caller; they refuse what the caller may not do.
     *
     * @param principal the caller
     * @return the services
     */
    public ActingServices actingFor(Principal principal) {
        return identity.actingFor(principal);
    }

    /**
     * The rights of now.
     *
     * @return the one place where they are computed
     */
    public Grants grants() {
        return identity.grants();
    }

    /**
     * Accepts the tokens that are for the control plane itself, of every organization.
     *
     * @return an authenticator for a gate or filter with {@code anyOrganization()}
     */
    public Authenticator<Credential.Jwt> tokens() {
        return tokens;
    }

    /**
     * The keys that sign tokens. They rotate by themselves; this is for an operator who must rotate or remove one now.
     *
     * @return the keys, which end with this
     */
    public SigningKeys signingKeys() {
        return signingKeys;
    }

    /**
     * The HTTP interface, below the issuer's path.
     *
     * @return the endpoints, for {@code EndpointFilter}
     */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** Ends the background work. What is stored stays. */
    @Override
    public void close() {
        tokens.close();
        signingKeys.close();
    }

    /** Collects what a control plane needs. Not thread-safe. */
    public static final class Builder {
        private final AccessModel.Builder model = AccessModel.builder();
        private Optional<String> issuer = Optional.empty();
        private Optional<Stores> stores = Optional.empty();
        private Optional<SealingKey> sealingKey = Optional.empty();
        private PasswordRules passwordRules = PasswordRules.standard();
        private Mailer mailer = mail -> {
            throw new IllegalStateException("no mailer was given, so nobody gets the link: add .mailer(...)");
        };
        private TxtLookup txtLookup = TxtLookup.system();
        private AuditLog auditLog = AuditLog.jsonLines();
        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private final Set<String> passwordGrantClients = new LinkedHashSet<>();
        private boolean loopbackHttp;

        private Builder() {}

        /**
         * The issuer of all tokens: every URL is made from it.
         *
         * @param url https, with or without a path, no slash at the end
         * @return this
         */
        public Builder issuer(String url) {
            this.issuer = Optional.of(url);
            return this;
        }

        /**
         * Allows an http issuer on loopback, for development only.
         *
         * @return this
         */
        public Builder allowLoopbackHttp() {
            this.loopbackHttp = true;
            return this;
        }

        /**
         * Declares the product's permissions.
         *
         * @param permissions each {@code resource:action}
         * @return this
         * @throws IllegalArgumentException as {@link AccessModel.Builder#permissions}
         */
        public Builder permissions(String... permissions) {
            model.permissions(permissions);
            return this;
        }

        /**
         * Grants declared permissions to a role that every organization has.
         *
         * @param role the role
         * @param permissions declared permissions
         * @return this
         * @throws IllegalArgumentException as {@link AccessModel.Builder#grant}
         */
        public Builder grant(Role role, String... permissions) {
            model.grant(role, permissions);
            return this;
        }

        /**
         * Declares a role of the product that every organization has.
         *
         * @param key the role's key
         * @param permissions declared permissions
         * @return this
         * @throws IllegalArgumentException as {@link AccessModel.Builder#role}
         */
        public Builder role(String key, String... permissions) {
            model.role(key, permissions);
            return this;
        }

        /**
         * Declares an attribute that members may have, for the {@code attributes} claim of their tokens.
         *
         * @param definition its name, type and range
         * @return this
         * @throws IllegalArgumentException as {@link AccessModel.Builder#attribute}
         */
        public Builder attribute(AttributeDefinition definition) {
            model.attribute(definition);
            return this;
        }

        /**
         * Lets the product's own public clients exchange a person's password for a token (RFC 6749, 4.3). Off unless said: whoever
         * types a password into a program trusts the whole program with it, and no second factor can be asked for (RFC 9700, 2.4).
         *
         * @param clientIds ids of clients without a secret: generated ones, or static ones that are registered by this alone
         * @return this
         */
        public Builder allowPasswordGrant(String... clientIds) {
            passwordGrantClients.addAll(List.of(clientIds));
            return this;
        }

        /**
         * What is remembered, and where.
         *
         * @param remembered the stores
         * @return this
         */
        public Builder stores(Stores remembered) {
            this.stores = Optional.of(remembered);
            return this;
        }

        /**
         * Seals the secrets in the stores; required with any durable store.
         *
         * @param key the sealing key
         * @return this
         */
        public Builder sealedBy(SealingKey key) {
            this.sealingKey = Optional.of(key);
            return this;
        }

        /**
         * Delivers invitations and password resets.
         *
         * @param delivery the mailer
         * @return this
         */
        public Builder mailer(Mailer delivery) {
            this.mailer = delivery;
            return this;
        }

        /**
         * Looks up the records that prove domains; the system's name servers unless said.
         *
         * @param lookup the look-up
         * @return this
         */
        public Builder txtLookup(TxtLookup lookup) {
            this.txtLookup = lookup;
            return this;
        }

        /**
         * What a new password must be; {@link PasswordRules#standard()} unless said.
         *
         * @param rules for example the standard ones with a list of leaked passwords
         * @return this
         */
        public Builder passwordRules(PasswordRules rules) {
            this.passwordRules = rules;
            return this;
        }

        /**
         * Where the events of changes go after the commit, besides the audit chains of the stores; lines of JSON in the log unless
         * said. A failing log takes back no change.
         *
         * @param log the log
         * @return this
         */
        public Builder auditLog(AuditLog log) {
            this.auditLog = log;
            return this;
        }

        /**
         * The clock; the system's unless said.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /**
         * The source of ids and secrets; a new one unless said.
         *
         * @param source the source
         * @return this
         */
        public Builder random(SecureRandom source) {
            this.random = source;
            return this;
        }

        /**
         * The control plane.
         *
         * @return a running control plane, to be closed
         * @throws IllegalArgumentException if a value can't be, such as a client id
         * @throws IllegalStateException if something is missing; the message names the call to add
         */
        public ControlPlane build() {
            String url = issuer.orElseThrow(
                    () -> new IllegalStateException("say under which URL it is reached: .issuer(...)"));
            Stores remembered = stores.orElseThrow(() -> new IllegalStateException(
                    "say what it remembers with: .stores(Stores.inMemory()) or durable ones"));
            if (remembered.durable() && sealingKey.isEmpty()) {
                throw new IllegalStateException(
                        "durable stores hold secrets that must be sealed: add .sealedBy(SealingKey.file(...))");
            }
            return new ControlPlane(this, url, remembered);
        }
    }
}
