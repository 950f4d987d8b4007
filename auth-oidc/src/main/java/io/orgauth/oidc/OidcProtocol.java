package io.orgauth.oidc;

import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Preset;
import io.orgauth.sso.SsoContext;
import io.orgauth.sso.SsoProtocol;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * OpenID Connect as a protocol of connections: {@code ControlPlane.builder().protocols(OidcProtocol.standard())}.
 *
 * <p>Immutable and thread-safe.
 */
public final class OidcProtocol implements SsoProtocol {
    static final String NAME = "oidc";

    private final LongSupplier ticker;

    private OidcProtocol(LongSupplier ticker) {
        this.ticker = ticker;
    }

    /**
     * The protocol as it comes; everything that differs is a connection's setting.
     *
     * @return the protocol
     */
    public static OidcProtocol standard() {
        return new OidcProtocol(System::nanoTime);
    }

    /**
     * The same, with the ages of metadata and keys measured by this.
     *
     * @param ticker nanoseconds that never run back, {@link System#nanoTime()} unless said
     * @return the changed protocol
     */
    public OidcProtocol ticker(LongSupplier ticker) {
        return new OidcProtocol(ticker);
    }

    /** Always {@code oidc}. */
    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Connection open(ConnectionRecord record, SsoContext context) {
        return RelyingParty.of(record, context, ticker);
    }

    /**
     * {@inheritDoc} For a shared connection the issuer alone, as subjects of Microsoft have their tenant in them and those of Google
     * are unique: the operator may admit further ones.
     */
    @Override
    public String identityProvider(ConnectionRecord record) {
        OidcSettings settings = OidcSettings.of(record);
        return settings.isShared()
                ? settings.issuer()
                : settings.issuer() + settings.realms().stream().sorted().toList();
    }

    /** {@inheritDoc} A preset's key is the value of the setting {@code provider}. */
    @Override
    public List<Preset> presets() {
        return Presets.ALL;
    }

    /** {@inheritDoc} It asks the provider for its metadata and keys; what failed there is told as "unreachable" only. */
    @Override
    public List<Finding> lint(ConnectionRecord record, SsoContext context) {
        return Lint.of(record, context);
    }

    /** {@inheritDoc} It asks nobody, as anybody can bring a callback. */
    @Override
    public List<Finding> explain(ConnectionRecord record, Callback callback, SsoContext context) {
        return Explanation.of(record, callback, context);
    }
}
