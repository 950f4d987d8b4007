package io.orgauth.saml;

import io.orgauth.http.FetchException;
import io.orgauth.http.Fetcher;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import io.orgauth.sso.Preset;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoProtocol;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * SAML 2.0 Web Browser SSO as a service provider, for {@code ControlPlane.builder().protocols(...)}.
 *
 * <pre>{@code
 * ControlPlane auth = ControlPlane.builder()
 *     .issuer("https://app.example.com/auth")
 *     .protocols(SamlProtocol.standard())
 *     .stores(stores).sealedBy(key).build();
 * }</pre>
 *
 * <p>Connections are made by {@link SamlConnection}. Immutable and thread-safe.
 */
public final class SamlProtocol implements SsoProtocol {
    static final String NAME = "saml";

    private SamlProtocol() {}

    /**
     * The protocol as its specification has it.
     *
     * @return the protocol
     */
    public static SamlProtocol standard() {
        return new SamlProtocol();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Connection open(ConnectionRecord record, SsoContext context) {
        return new SamlSignIn(record, context);
    }

    /** The entityID: subjects are the identity provider's own. */
    @Override
    public String identityProvider(ConnectionRecord record) {
        return SamlSettings.read(record.settings()).provider().entityId();
    }

    @Override
    public List<Preset> presets() {
        return SamlPresets.ALL;
    }

    @Override
    public List<Finding> lint(ConnectionRecord record, SsoContext context) {
        return orUnreadable(() -> {
            SamlSignIn opened = new SamlSignIn(record, context);
            return SamlLint.of(
                    opened.settings(), opened.serviceProvider(), context.clock().instant());
        });
    }

    @Override
    public List<Finding> explain(ConnectionRecord record, Callback callback, SsoContext context) {
        return orUnreadable(() -> new SamlExplanation(new SamlSignIn(record, context)).of(callback));
    }

    private static List<Finding> orUnreadable(Supplier<List<Finding>> findings) {
        try {
            return findings.get();
        } catch (IllegalArgumentException e) {
            return List.of(new Finding(
                    "settings",
                    Outcome.FAILED,
                    "settings that can be used",
                    String.valueOf(e.getMessage()),
                    "change the connection's settings"));
        }
    }

    /**
     * Looks whether the identity provider's metadata has changed. Run it daily, and store what it vouches for:
     *
     * <pre>{@code
     * ConnectionRecord record = auth.connections().open(id).record();
     * if (saml.refreshed(record, GuardedFetcher.organization().build(), clock) instanceof MetadataRefresh.Vouched vouched) {
     *     auth.connections().change(vouched.record());
     * }
     * }</pre>
     *
     * @param record a connection with a {@code metadata_url}
     * @param door the way to the network; it decides which URLs may be reached
     * @param clock says whether the metadata has expired
     * @return whether it changed, and whether that may be taken without an administrator
     * @throws FetchException if it can't be reached
     * @throws IllegalArgumentException if the settings or the published metadata can't be, or it has expired
     */
    public MetadataRefresh refreshed(ConnectionRecord record, Fetcher door, Clock clock) {
        SamlSettings settings = SamlSettings.read(record.settings());
        URI url = settings.metadataUrl()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the connection says no \"metadata_url\", take the metadata by hand"));
        IdentityProviderMetadata published = IdentityProviderMetadata.parse(
                IdentityProviderMetadata.fetched(url, door), settings.provider().entityId());
        if (published
                .validUntil()
                .map(until -> !clock.instant().isBefore(until))
                .orElse(false)) {
            throw MetadataReader.refused("it has expired");
        }
        return MetadataComparison.of(record, settings.provider(), published);
    }
}
