package io.orgauth.examples.server;

import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.token.SigningKeys;
import java.net.URI;
import java.util.List;

/** What the issuer says of itself: metadata (RFC 8414; OpenID Connect Discovery 1.0) and its public keys (RFC 7517). */
final class Discovery {
    private final String issuer;
    private final SigningKeys keys;

    Discovery(String issuer, SigningKeys keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    Endpoints endpoints() {
        String path = URI.create(issuer).getPath();
        Endpoint metadata = request -> cached(HttpResponse.json(200, metadata()));
        Endpoint jwks = request -> cached(HttpResponse.of(200, "application/jwk-set+json", keys.jwks()));
        return Endpoints.builder()
                .at("GET", path + "/.well-known/openid-configuration", metadata)
                .at("GET", "/.well-known/oauth-authorization-server" + path, metadata) // RFC 8414, 3.1
                .at("GET", path + "/jwks.json", jwks)
                .build();
    }

    /** Only what there is. An empty list of response types is what says that nobody can sign in here yet. */
    private JsonObject metadata() {
        return JsonObject.builder()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + "/oauth/token")
                .put("jwks_uri", issuer + "/jwks.json")
                .put("response_types_supported", List.of())
                .put("grant_types_supported", List.of("client_credentials"))
                .put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"))
                .put("scopes_supported", List.of(DemoRoles.DATASET_READ.value(), DemoRoles.DATASET_WRITE.value()))
                .put("subject_types_supported", List.of("public"))
                .build();
    }

    /** As long as the keys' own rotation reckons with. */
    private HttpResponse cached(HttpResponse response) {
        return response.with(
                "Cache-Control", "public, max-age=" + keys.jwksCacheTime().toSeconds());
    }
}
