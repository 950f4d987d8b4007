package io.orgauth.examples.server;

import io.orgauth.Authenticator;
import io.orgauth.json.JsonObject;
import io.orgauth.trust.TrustBundle;
import io.orgauth.trust.TrustHealth;
import java.util.List;
import java.util.Locale;

/** Tokens and API keys, by the trust bundle of the control plane. */
final class BundledTrust implements Callers {
    private final TrustBundle bundle;
    private final String resource;

    BundledTrust(TrustBundle bundle, String resource) {
        this.bundle = bundle;
        this.resource = resource;
    }

    @Override
    public List<Authenticator<?>> authenticators() {
        return List.of(bundle.tokens(resource), bundle.apiKeys(resource));
    }

    @Override
    public void describe(JsonObject.Builder health) {
        TrustHealth now = bundle.health();
        health.put("bundle", now.state().name().toLowerCase(Locale.ROOT));
        now.age().ifPresent(age -> health.put("bundle_age_seconds", age.toSeconds()));
        now.revocationDelay().ifPresent(delay -> health.put("revocation_delay_seconds", delay.toSeconds()));
        now.lastError().ifPresent(code -> health.put("bundle_error", code));
    }

    @Override
    public void close() {
        bundle.close();
    }
}
