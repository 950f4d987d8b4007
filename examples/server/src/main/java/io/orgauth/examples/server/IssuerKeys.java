package io.orgauth.examples.server;

import io.orgauth.Authenticator;
import io.orgauth.OrganizationId;
import io.orgauth.http.Fetcher;
import io.orgauth.json.JsonObject;
import io.orgauth.token.KeyHealth;
import io.orgauth.token.KeySource;
import io.orgauth.token.RemoteKeySource;
import io.orgauth.token.TokenVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tokens, by the keys that any issuer publishes; and what else is accepted beside them. Immutable. */
final class IssuerKeys implements Callers {
    private final TokenVerifier verifier;
    private final List<Authenticator<?>> authenticators;

    private IssuerKeys(TokenVerifier verifier, List<Authenticator<?>> authenticators) {
        this.verifier = verifier;
        this.authenticators = List.copyOf(authenticators);
    }

    /** With a directory, a restart works while the issuer is out. */
    static IssuerKeys of(
            String issuer,
            OrganizationId organization,
            String resource,
            Fetcher door,
            Optional<Path> directory,
            Time time) {
        RemoteKeySource keys =
                KeySource.discovery().fetcher(door).clock(time.clock()).ticker(time.ticker());
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(issuer)
                .audience(resource)
                .organization(organization.value())
                .keys(directory.map(keys::keepIn).orElse(keys))
                .clock(time.clock())
                .build();
        return new IssuerKeys(verifier, List.of(verifier));
    }

    /** The same with credentials of another kind. */
    IssuerKeys and(Authenticator<?> other) {
        return new IssuerKeys(verifier, List.of(verifier, other));
    }

    @Override
    public List<Authenticator<?>> authenticators() {
        return authenticators;
    }

    @Override
    public void describe(JsonObject.Builder health) {
        for (KeyHealth keys : verifier.keyHealth().values()) {
            health.put("keys", keys.state().name().toLowerCase(Locale.ROOT));
        }
    }

    @Override
    public void close() {
        verifier.close();
    }
}
