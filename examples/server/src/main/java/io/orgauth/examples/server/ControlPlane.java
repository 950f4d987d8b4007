package io.orgauth.examples.server;

import io.orgauth.SealingKey;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.servlet.EndpointFilter;
import io.orgauth.token.SigningKeyStore;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The issuer: discovery, keys and the token endpoint. */
final class ControlPlane {
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    private final String issuer;
    private final String dataPlane;
    private final SigningKeys keys;
    private final Time time;

    ControlPlane(String issuer, String dataPlane, SigningKeys keys, Time time) {
        this.issuer = issuer;
        this.dataPlane = dataPlane;
        this.keys = keys;
        this.time = time;
    }

    /** Without a directory, the signing keys are gone when the process is. */
    static SigningKeys signingKeys(Optional<Path> directory, Time time) {
        try {
            return openSigningKeys(directory, time);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new StartException("the signing keys can't be used: " + e.getMessage(), e);
        }
    }

    private static SigningKeys openSigningKeys(Optional<Path> directory, Time time) {
        SigningKeyStore store = directory
                .map(kept -> SigningKeyStore.file(kept.resolve("signing-keys")))
                .orElseGet(SigningKeyStore::inMemory);
        SealingKey sealing =
                directory.map(kept -> sealingKey(kept.resolve("sealing.key"))).orElseGet(SealingKey::inMemory);
        return SigningKeys.builder()
                .store(store)
                .sealedBy(sealing)
                .tokenLifetime(TOKEN_LIFETIME)
                .clock(time.clock())
                .build();
    }

    private static SealingKey sealingKey(Path file) {
        if (!Files.exists(file)) {
            SealingKey.create(file);
        }
        return SealingKey.file(file);
    }

    void serve(Listener listener, RegisteredClients clients) {
        String path = URI.create(issuer).getPath();
        Endpoints endpoints = Endpoints.builder()
                .addAll(new Discovery(issuer, keys).endpoints())
                .at("POST", path + "/oauth/token", tokenEndpoint(clients))
                .at("GET", path + "/health", request -> health())
                .build();
        listener.serve(new EndpointFilter(endpoints), Map.of());
    }

    private TokenEndpoint tokenEndpoint(RegisteredClients clients) {
        TokenIssuer tokens = TokenIssuer.builder()
                .issuer(issuer)
                .allowLoopbackHttp()
                .signingKeys(keys)
                .lifetime(TOKEN_LIFETIME)
                .clock(time.clock())
                .build();
        ClientCredentialsGrant grant = new ClientCredentialsGrant(issuer, dataPlane);
        return new TokenEndpoint(new ClientAuthentication(clients), grant, tokens, TOKEN_LIFETIME);
    }

    private static HttpResponse health() {
        return HttpResponse.json(200, JsonObject.builder().put("status", "ok").build())
                .with("Cache-Control", "no-store");
    }
}
