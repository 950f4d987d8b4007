package io.orgauth.oauth;

import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The OAuth endpoints of an issuer, with the documents by which clients find them. */
public final class OAuthEndpoints {
    private static final String TOKEN = "/oauth/token";
    private static final String JWKS = "/.well-known/jwks.json";
    private static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";

    private OAuthEndpoints() {}

    /**
     * The endpoints, relative to the issuer.
     *
     * @param context what they share
     * @return token endpoint, JWK Set and discovery
     */
    public static Endpoints of(OAuthContext context) {
        Map<String, TokenGrant> grants = grants(context);
        Endpoint metadata = metadata(context);
        return Endpoints.builder()
                .at("POST", TOKEN, new TokenEndpoint(grants))
                .at(
                        "GET",
                        JWKS,
                        request -> cached(
                                context,
                                HttpResponse.of(
                                        200,
                                        "application/jwk-set+json",
                                        context.signingKeys().jwks())))
                .at("GET", "/.well-known/openid-configuration", metadata)
                .at("GET", AUTHORIZATION_SERVER, metadata)
                .build();
    }

    /**
     * The endpoint by which a page of the issuer's own origin gets a token for a data plane.
     *
     * @param context what the endpoints share
     * @param sessions whose cookies are accepted there
     * @return the one endpoint, relative to the issuer
     */
    public static Endpoints ofSessions(OAuthContext context, Sessions sessions) {
        return Endpoints.builder()
                .at("POST", "/session/token", new SessionTokenEndpoint(context, sessions))
                .build();
    }

    /**
     * The metadata where RFC 8414, 3.1 looks for it if the issuer has a path: the well-known name before the path, from the root.
     *
     * @param path the issuer's, not empty
     * @param context what they share
     * @return the one endpoint, not to be mounted below the path
     */
    public static Endpoints metadataBefore(String path, OAuthContext context) {
        return Endpoints.builder()
                .at("GET", AUTHORIZATION_SERVER + path, metadata(context))
                .build();
    }

    private static Endpoint metadata(OAuthContext context) {
        JsonObject offered = metadata(context, grants(context).keySet());
        return request -> cached(context, HttpResponse.json(200, offered));
    }

    private static Map<String, TokenGrant> grants(OAuthContext context) {
        Map<String, TokenGrant> grants = new TreeMap<>();
        grants.put("client_credentials", new ClientCredentialsGrant(context));
        grants.put(ApiKeyExchange.GRANT_TYPE, new ApiKeyExchange(context));
        if (!context.passwordGrantClients().isEmpty()) {
            grants.put("password", new PasswordGrant(context));
        }
        return grants;
    }

    /** RFC 8414, 2: what is offered, and nothing that is not. */
    private static JsonObject metadata(OAuthContext context, Set<String> grants) {
        return JsonObject.builder()
                .put("issuer", context.issuer())
                .put("token_endpoint", context.issuer() + TOKEN)
                .put("jwks_uri", context.issuer() + JWKS)
                .put("response_types_supported", List.of())
                .put("grant_types_supported", grants)
                .put(
                        "token_endpoint_auth_methods_supported",
                        List.of("client_secret_basic", "client_secret_post", "none"))
                .build();
    }

    /** Public and the same for everyone; kept no longer than a next key is published before its first use. */
    private static HttpResponse cached(OAuthContext context, HttpResponse response) {
        long seconds = context.signingKeys().jwksCacheTime().toSeconds();
        return response.with("Cache-Control", "public, max-age=" + seconds).with("Access-Control-Allow-Origin", "*");
    }
}
