package io.orgauth.trust;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a data plane judge tokens and API keys alone, whether the control plane can be reached or not, until the bundle's
 * not-after; from then on nobody is admitted.
 *
 * <pre>{@code
 * TrustBundle trust = TrustBundle.from(URI.create("https://auth.example.com/organizations/org_acme/trust-bundle"))
 *     .rootKey(pinned).credentials(clientId, clientSecret).keepIn(Path.of("/var/lib/orgauth")).start();
 *
 * AuthFilter filter = AuthFilter.builder()
 *     .accept(trust.tokens("https://data.acme.example")).accept(trust.apiKeys("https://data.acme.example"))
 *     .require("/*", Permission.of("models:read")).build();
 * }</pre>
 *
 * <p>A bundle is believed if a pinned root delegated to the key that signed it, and it is for this issuer, organization and
 * resource, in time, and not older than one before. Thread-safe. Close it to end the asking; what it has goes on to its end.
 */
public final class TrustBundle implements AutoCloseable {
    private static final Duration MAX_TOKEN_LIFETIME = Duration.ofHours(24);

    private final Origin origin;

    // Guarded by this; begun by whoever first says which resource it is for, as a bundle of another one must not be
    // believed.
    private @Nullable LiveBundle live;

    TrustBundle(Origin origin) {
        this.origin = origin;
    }

    /**
     * Bundles of this control plane. Issuer and organization are those in the URL.
     *
     * @param uri {@code <issuer>/organizations/<organization>/trust-bundle}
     * @return a builder
     * @throws IllegalArgumentException if it is no such URL
     */
    public static TrustBundleBuilder from(URI uri) {
        return TrustBundleBuilder.of(uri);
    }

    /**
     * Bundles that somebody copies into this directory, such as a config map, with no network at all. It is looked at every 5
     * seconds.
     *
     * @param directory where {@link SignedBundle#export} has written
     * @return a builder, which needs issuer and organization
     */
    public static TrustBundleBuilder directory(Path directory) {
        return TrustBundleBuilder.of(directory);
    }

    /**
     * Accepts the tokens for this resource: verified with the bundle's keys, and refused if the bundle says that token, session or
     * subject no longer count. Begins to ask for the bundle.
     *
     * @param resource the data plane's own URI, as the control plane has registered it
     * @return an authenticator for a gate or filter
     * @throws IllegalArgumentException if this bundle is for another resource already
     */
    public Authenticator<Credential.Jwt> tokens(String resource) {
        LiveBundle bundle = live(resource);
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(origin.issuer())
                .audience(resource)
                .organization(bundle.organization().value())
                .keys(KeySource.supplied(bundle))
                .clock(bundle.keeper().clock())
                .maxLifetime(MAX_TOKEN_LIFETIME)
                .build();
        return new BundledTokens(verifier, bundle);
    }

    /**
     * Accepts the API keys for this resource, with the rights that their owners had when the bundle was made. Begins to ask for
     * the bundle.
     *
     * @param resource the data plane's own URI, as the control plane has registered it
     * @return an authenticator for a gate or filter
     * @throws IllegalArgumentException if this bundle is for another resource already
     */
    public Authenticator<Credential.ApiKey> apiKeys(String resource) {
        LiveBundle bundle = live(resource);
        return new BundledApiKeys(bundle, bundle.keeper().clock(), resource);
    }

    private synchronized LiveBundle live(String resource) {
        LiveBundle begun = live;
        if (begun == null) {
            begun = origin.open(resource);
            begun.start();
            live = begun;
        }
        if (!begun.resource().equals(resource)) {
            throw new IllegalArgumentException(
                    "this bundle is for \"" + begun.resource() + "\", start another one for \"" + resource + "\"");
        }
        return begun;
    }

    /**
     * How the bundle is doing, for readiness and metrics. Asks nobody.
     *
     * @return its state; unavailable before {@link #tokens} or {@link #apiKeys} was called
     */
    public synchronized TrustHealth health() {
        return Optional.ofNullable(live)
                .map(begun -> begun.keeper().health())
                .orElseGet(() -> new TrustHealth(
                        TrustHealth.State.UNAVAILABLE, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Ends the asking for bundles. Authenticators go on with what there is until it is over. */
    @Override
    public synchronized void close() {
        if (live != null) {
            live.close();
        }
    }

    /** Where it asks. */
    @Override
    public String toString() {
        return "TrustBundle[" + origin.source() + "]";
    }
}
