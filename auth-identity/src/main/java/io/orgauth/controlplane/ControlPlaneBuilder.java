package io.orgauth.controlplane;

import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.audit.AuditLog;
import io.orgauth.http.Fetcher;
import io.orgauth.http.GuardedFetcher;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.ApiKeySettings;
import io.orgauth.identity.AttributeDefinition;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.Mailer;
import io.orgauth.identity.PasswordRules;
import io.orgauth.identity.Stores;
import io.orgauth.identity.TxtLookup;
import io.orgauth.oauth.ConfiguredClients;
import io.orgauth.oauth.CustomClaims;
import io.orgauth.session.Pages;
import io.orgauth.sso.SsoProtocol;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Collects what a {@link ControlPlane} needs. Not thread-safe. */
public final class ControlPlaneBuilder {
    final AccessModel.Builder model = AccessModel.builder();
    Optional<String> issuer = Optional.empty();
    Optional<Stores> stores = Optional.empty();
    Optional<SealingKey> sealingKey = Optional.empty();
    Optional<Fetcher> fetcher = Optional.empty();
    List<SsoProtocol> protocols = List.of();
    Pages pages = Pages.none();
    PasswordRules passwordRules = PasswordRules.standard();
    Mailer mailer = mail -> {
        throw new IllegalStateException("no mailer was given, so nobody gets the link: add .mailer(...)");
    };
    TxtLookup txtLookup = TxtLookup.system();
    AuditLog auditLog = AuditLog.jsonLines();
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    final Map<String, ClientApplication> clients = new LinkedHashMap<>();
    CustomClaims claims = CustomClaims.none();
    Duration authorizationLifetime = Duration.ofDays(30);
    Optional<ScheduledExecutorService> scheduler = Optional.empty();
    ApiKeySettings apiKeys = ApiKeySettings.STANDARD;
    Optional<Path> bundleKey = Optional.empty();
    Duration bundleLifetime = Duration.ofHours(24);
    boolean loopbackHttp;

    ControlPlaneBuilder() {}

    /**
     * The issuer of all tokens: every URL is made from it.
     *
     * @param url https, with or without a path, no slash at the end
     * @return this
     */
    public ControlPlaneBuilder issuer(String url) {
        this.issuer = Optional.of(url);
        return this;
    }

    /**
     * Allows an http issuer on loopback, for development only.
     *
     * @return this
     */
    public ControlPlaneBuilder allowLoopbackHttp() {
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
    public ControlPlaneBuilder permissions(String... permissions) {
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
    public ControlPlaneBuilder grant(Role role, String... permissions) {
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
    public ControlPlaneBuilder role(String key, String... permissions) {
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
    public ControlPlaneBuilder attribute(AttributeDefinition definition) {
        model.attribute(definition);
        return this;
    }

    /**
     * Registers a client application without a secret, or one that signs with a key of its own, in the configuration.
     *
     * @param id 1 to 255 visible ASCII characters, not like a user's or an organization's
     * @param name for the people who are asked for consent
     * @param metadata what it is registered for; here it may be a first-party client, and be allowed the password grant
     * @return this
     * @throws IllegalArgumentException if the id can't be or is taken, or it would need a secret
     */
    public ControlPlaneBuilder client(String id, String name, ClientMetadata metadata) {
        if (metadata.authentication() == ClientMetadata.Authentication.CLIENT_SECRET) {
            throw new IllegalArgumentException(
                    "client " + id + " proves itself by a secret, give it as a fourth argument");
        }
        return client(ConfiguredClients.of(id, name, metadata));
    }

    /**
     * Registers a client application with a secret in the configuration.
     *
     * @param id 1 to 255 visible ASCII characters, not like a user's or an organization's
     * @param name for the people who are asked for consent
     * @param metadata what it is registered for
     * @param secret at least 20 random characters; only a digest is kept
     * @return this
     * @throws IllegalArgumentException if the id can't be or is taken, or the secret is too short or of no use
     */
    public ControlPlaneBuilder client(String id, String name, ClientMetadata metadata, String secret) {
        return client(ConfiguredClients.of(id, name, metadata, secret));
    }

    private ControlPlaneBuilder client(ClientApplication made) {
        if (clients.putIfAbsent(made.id(), made) != null) {
            throw new IllegalArgumentException("client " + made.id() + " is configured twice");
        }
        return this;
    }

    /**
     * How long what somebody let a client do lasts in any case, however often it is refreshed; 30 days unless said.
     *
     * @param lifetime 1 hour to 1 year
     * @return this
     * @throws IllegalArgumentException if it is out of bounds
     */
    public ControlPlaneBuilder authorizationLifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofHours(1)) < 0 || lifetime.compareTo(Duration.ofDays(366)) > 0) {
            throw new IllegalArgumentException("authorization lifetime must be 1 hour to 1 year");
        }
        this.authorizationLifetime = lifetime;
        return this;
    }

    /**
     * The product's own claims in access and ID tokens; none unless said.
     *
     * @param own for example {@code CustomClaims.of(Set.of("plan"), holder -> Map.of("plan", "pro"))}
     * @return this
     */
    public ControlPlaneBuilder claims(CustomClaims own) {
        this.claims = own;
        return this;
    }

    /**
     * Publishes trust bundles, by which data planes judge tokens and API keys without this control plane. Unless said, there are
     * none.
     *
     * @param file written by {@link io.orgauth.trust.BundleKey#write}; a newer one may be put in its place at any time
     * @return this
     */
    public ControlPlaneBuilder bundleKey(Path file) {
        this.bundleKey = Optional.of(file);
        return this;
    }

    /**
     * How long a data plane that is cut off goes on to admit callers, which is the longest that a revocation can stay unknown to
     * it; 24 hours unless said.
     *
     * @param lifetime 1 minute to 30 days
     * @return this
     */
    public ControlPlaneBuilder bundleLifetime(Duration lifetime) {
        this.bundleLifetime = lifetime;
        return this;
    }

    /**
     * What is remembered, and where.
     *
     * @param remembered the stores
     * @return this
     */
    public ControlPlaneBuilder stores(Stores remembered) {
        this.stores = Optional.of(remembered);
        return this;
    }

    /**
     * Seals the secrets in the stores; required with any durable store.
     *
     * @param key the sealing key
     * @return this
     */
    public ControlPlaneBuilder sealedBy(SealingKey key) {
        this.sealingKey = Optional.of(key);
        return this;
    }

    /**
     * Which protocols identity providers may speak; none unless said.
     *
     * @param spoken each with a name of its own
     * @return this
     */
    public ControlPlaneBuilder protocols(SsoProtocol... spoken) {
        this.protocols = List.of(spoken);
        return this;
    }

    /**
     * What people see while signing in and out; nothing unless said, for a product whose own login page calls {@code signIn()}.
     *
     * @param shown for example the {@code Console} of auth-console
     * @return this
     */
    public ControlPlaneBuilder pages(Pages shown) {
        this.pages = shown;
        return this;
    }

    /**
     * The only door to identity providers; {@link GuardedFetcher#organization()} unless said, as organizations give the URLs.
     *
     * @param door the fetcher, for example one that allows a network of your own
     * @return this
     */
    public ControlPlaneBuilder fetcher(Fetcher door) {
        this.fetcher = Optional.of(door);
        return this;
    }

    /**
     * Delivers invitations, password resets and notices.
     *
     * @param delivery the mailer
     * @return this
     */
    public ControlPlaneBuilder mailer(Mailer delivery) {
        this.mailer = delivery;
        return this;
    }

    /**
     * Looks up the records that prove domains; the system's name servers unless said.
     *
     * @param lookup the look-up
     * @return this
     */
    public ControlPlaneBuilder txtLookup(TxtLookup lookup) {
        this.txtLookup = lookup;
        return this;
    }

    /**
     * What a new password must be; {@link PasswordRules#standard()} unless said.
     *
     * @param rules for example the standard ones with a list of leaked passwords
     * @return this
     */
    public ControlPlaneBuilder passwordRules(PasswordRules rules) {
        this.passwordRules = rules;
        return this;
    }

    /**
     * What the product says about its API keys; {@link ApiKeySettings#STANDARD} unless said.
     *
     * @param settings their prefix, lifetimes and rate
     * @return this
     */
    public ControlPlaneBuilder apiKeys(ApiKeySettings settings) {
        this.apiKeys = settings;
        return this;
    }

    /**
     * Where the events of changes go after the commit, besides the audit chains of the stores; lines of JSON in the log unless
     * said. A failing log takes back no change.
     *
     * @param log the log
     * @return this
     */
    public ControlPlaneBuilder auditLog(AuditLog log) {
        this.auditLog = log;
        return this;
    }

    /**
     * The clock; the system's unless said.
     *
     * @param source the clock
     * @return this
     */
    public ControlPlaneBuilder clock(Clock source) {
        this.clock = source;
        return this;
    }

    /**
     * The source of ids and secrets; a new one unless said.
     *
     * @param source the source
     * @return this
     */
    public ControlPlaneBuilder random(SecureRandom source) {
        this.random = source;
        return this;
    }

    /**
     * What runs the jobs in the background, which take milliseconds; one daemon thread of the control plane's own unless said.
     *
     * @param executor is not shut down when the control plane is closed
     * @return this
     */
    public ControlPlaneBuilder scheduler(ScheduledExecutorService executor) {
        this.scheduler = Optional.of(executor);
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
        String url =
                issuer.orElseThrow(() -> new IllegalStateException("say under which URL it is reached: .issuer(...)"));
        Stores remembered = stores.orElseThrow(() ->
                new IllegalStateException("say what it remembers with: .stores(Stores.inMemory()) or durable ones"));
        if (remembered.durable() && sealingKey.isEmpty()) {
            throw new IllegalStateException(
                    "durable stores hold secrets that must be sealed: add .sealedBy(SealingKey.file(...))");
        }
        return new ControlPlane(this, url, remembered);
    }
}
