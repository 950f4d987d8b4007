package io.orgauth.controlplane;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.Grants;
import io.orgauth.Principal;
import io.orgauth.SealingKey;
import io.orgauth.admin.AdminApi;
import io.orgauth.apikey.ApiKeys;
import io.orgauth.dataplane.BundlePublisher;
import io.orgauth.dataplane.TrustBundleEndpoints;
import io.orgauth.http.Endpoints;
import io.orgauth.http.Gate;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.ActingServices;
import io.orgauth.identity.Audit;
import io.orgauth.identity.BreakGlassOwners;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.Connections;
import io.orgauth.identity.Domains;
import io.orgauth.identity.Expiry;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Invitations;
import io.orgauth.identity.Members;
import io.orgauth.identity.Organizations;
import io.orgauth.identity.Passwords;
import io.orgauth.identity.Policies;
import io.orgauth.identity.ProductClients;
import io.orgauth.identity.Resources;
import io.orgauth.identity.RoleMappings;
import io.orgauth.identity.Roles;
import io.orgauth.identity.SharedConnections;
import io.orgauth.identity.SignInTraces;
import io.orgauth.identity.Stores;
import io.orgauth.identity.Surroundings;
import io.orgauth.identity.UserImport;
import io.orgauth.identity.Users;
import io.orgauth.oauth.ClientAuthentication;
import io.orgauth.oauth.LiveTokens;
import io.orgauth.oauth.OAuthContext;
import io.orgauth.oauth.OAuthEndpoints;
import io.orgauth.oauth.OAuthSettings;
import io.orgauth.session.AccessPolicy;
import io.orgauth.session.BrowserPages;
import io.orgauth.session.Consents;
import io.orgauth.session.SessionCookies;
import io.orgauth.session.SessionEndpoints;
import io.orgauth.session.Sessions;
import io.orgauth.session.SignIn;
import io.orgauth.session.SignInEndpoints;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import io.orgauth.token.TokenVerifier;
import java.net.URI;
import java.time.Duration;

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
    private static final Duration JOB_INTERVAL = Duration.ofMinutes(1);

    private final IdentityService identity;
    private final ActingServices operator;
    private final SigningKeys signingKeys;
    private final TokenVerifier verifier;
    private final LiveTokens tokens;
    private final Sessions sessions;
    private final SignIn signIn;
    private final Endpoints endpoints;
    private final Background background;

    ControlPlane(ControlPlaneBuilder builder, String issuer, Stores stores) {
        AccessModel model = builder.model.build();
        SealingKey sealing = builder.sealingKey.orElseGet(SealingKey::inMemory);
        this.identity = new IdentityService(
                        issuer,
                        stores,
                        model,
                        new Surroundings(
                                builder.mailer, builder.txtLookup, builder.random, builder.clock, builder.auditLog))
                .with(builder.passwordRules)
                .with(
                        sealing,
                        builder.fetcher.orElseGet(
                                () -> GuardedFetcher.organization().build()),
                        builder.protocols)
                .with(builder.apiKeys);
        this.operator = identity.operator();
        this.signingKeys = SigningKeys.builder()
                .store(stores.signingKeys())
                .sealedBy(sealing)
                .clock(builder.clock)
                .random(builder.random)
                .tickedByCaller()
                .build();
        this.verifier = TokenVerifier.builder()
                .issuer(issuer)
                .audience(issuer)
                .anyOrganization()
                .keys(signingKeys.keySource())
                .clock(builder.clock)
                .build();
        this.sessions = new Sessions(issuer, identity, stores, new AccessPolicy(builder.clock), builder.clock);
        OAuthContext oauth = new OAuthContext(
                issuer,
                identity,
                model,
                stores,
                sessions,
                signingKeys,
                issuer(builder, issuer),
                sealing,
                new OAuthSettings(TOKEN_LIFETIME, builder.authorizationLifetime, builder.clients, builder.claims),
                builder.clock);
        this.tokens = new LiveTokens(verifier, oauth);
        this.signIn =
                new SignIn(issuer, identity, stores, sessions, new AccessPolicy(builder.clock), sealing, builder.clock);
        BrowserPages browser = new BrowserPages(issuer, sessions, builder.pages);
        this.endpoints = mounted(
                path(issuer),
                oauth,
                Endpoints.builder()
                        .addAll(OAuthEndpoints.of(oauth, browser, gate(issuer).build()))
                        .addAll(SessionEndpoints.of(
                                sessions,
                                new SessionCookies(issuer),
                                stores,
                                new Consents(identity, stores, builder.clients, builder.clock)))
                        .addAll(SignInEndpoints.of(issuer, identity, stores, signIn, sessions, builder.pages, sealing))
                        .addAll(AdminApi.endpoints(
                                identity,
                                gate(issuer)
                                        .accept(apiKeys().forAnyOrganization(issuer))
                                        .build()))
                        .addAll(trustBundles(builder, oauth))
                        .build());
        this.background = background(builder, stores);
    }

    private Background background(ControlPlaneBuilder builder, Stores stores) {
        Background jobs = new Background(builder.scheduler);
        jobs.every(JOB_INTERVAL, "refreshing the signing keys", signingKeys::tick);
        jobs.every(JOB_INTERVAL, "removing what has expired", new Expiry(stores, builder.clock)::run);
        return jobs;
    }

    /** Callers of the control plane itself, with a way for programs to find out where tokens for it come from (RFC 9728, 5.1). */
    private Gate.Builder gate(String issuer) {
        return Gate.builder()
                .anyOrganization()
                .accept(tokens)
                .resourceMetadata(OAuthEndpoints.resourceMetadata(issuer));
    }

    private Endpoints trustBundles(ControlPlaneBuilder builder, OAuthContext oauth) {
        return builder.bundleKey
                .map(file -> new BundlePublisher.Settings(file, builder.bundleLifetime))
                .map(settings -> TrustBundleEndpoints.of(
                        new BundlePublisher(
                                oauth.issuer(), identity, oauth.stores(), signingKeys, settings, builder.clock),
                        new ClientAuthentication(oauth)))
                .orElseGet(() -> Endpoints.builder().build());
    }

    private static Endpoints mounted(String path, OAuthContext oauth, Endpoints own) {
        return path.isEmpty()
                ? own
                : Endpoints.builder()
                        .addAll(own.under(path))
                        .addAll(OAuthEndpoints.metadataBefore(path, oauth))
                        .build();
    }

    private TokenIssuer issuer(ControlPlaneBuilder builder, String issuer) {
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
    public static ControlPlaneBuilder builder() {
        return new ControlPlaneBuilder();
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
     * The client applications of the product itself.
     *
     * @return the service, acting as the operator
     */
    public ProductClients productClients() {
        return operator.productClients();
    }

    /**
     * The API keys of users and client applications, and the authenticators that accept them.
     *
     * @return the keys, acting as the operator; they end with this
     */
    public ApiKeys apiKeys() {
        return identity.apiKeys();
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
     * The connections of organizations to their identity providers.
     *
     * @return the service, acting as the operator
     */
    public Connections connections() {
        return operator.connections();
    }

    /**
     * The connections that all organizations share.
     *
     * @return the service, acting as the operator
     */
    public SharedConnections sharedConnections() {
        return operator.sharedConnections();
    }

    /**
     * What organizations demand of sign-ins and sessions.
     *
     * @return the service, acting as the operator
     */
    public Policies policies() {
        return operator.policies();
    }

    /**
     * The owners who get in when an identity provider is gone.
     *
     * @return the service, acting as the operator
     */
    public BreakGlassOwners breakGlassOwners() {
        return operator.breakGlassOwners();
    }

    /**
     * The traces of sign-ins.
     *
     * @return the service, acting as the operator
     */
    public SignInTraces signInTraces() {
        return operator.signInTraces();
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
     * Signing in, for a product's own login page; the pages of ours are another user of it.
     *
     * @return the machine
     */
    public SignIn signIn() {
        return signIn;
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
     * The browsers in which somebody is signed in. It proves their users by cookie, in every organization.
     *
     * @return the sessions, also an authenticator for a gate or filter with {@code anyOrganization()}
     */
    public Sessions sessions() {
        return sessions;
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
        background.close();
        verifier.close();
        apiKeys().close();
        signingKeys.close();
    }
}
