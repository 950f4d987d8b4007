package io.orgauth.oauth;

import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.Gate;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.GrantType;
import io.orgauth.session.BrowserPages;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * The OAuth endpoints of an issuer, with the documents by which clients find them: OAuth 2.1 and OpenID Connect, the code flow with PKCE
 * alone in browsers.
 */
public final class OAuthEndpoints {
    static final String TOKEN = "/oauth/token";
    static final String JWKS = "/.well-known/jwks.json";
    static final String USERINFO = "/oauth/userinfo";
    static final String INTROSPECT = "/oauth/introspect";
    static final String REVOKE = "/oauth/revoke";
    static final String LOGOUT = "/oauth/logout";
    static final String DEVICE_AUTHORIZATION = "/oauth/device";

    private static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";
    private static final String PROTECTED_RESOURCE = "/.well-known/oauth-protected-resource";

    private OAuthEndpoints() {}

    /**
     * The endpoints, relative to the issuer.
     *
     * @param context what they share
     * @param browser what people see
     * @param gate admits access tokens for the issuer itself, of every organization
     * @return the endpoints
     */
    public static Endpoints of(OAuthContext context, BrowserPages browser, Gate gate) {
        ClientAuthentication clients = new ClientAuthentication(context);
        Endpoints.Builder endpoints = Endpoints.builder()
                .at("POST", TOKEN, new TokenEndpoint(clients, grants(context), new ApiKeyExchange(context)))
                .at("POST", DEVICE_AUTHORIZATION, new DeviceAuthorizationEndpoint(context, clients))
                .at("POST", INTROSPECT, new IntrospectionEndpoint(context, clients))
                .at("POST", REVOKE, new RevocationEndpoint(context, clients))
                .at("POST", "/session/token", new SessionTokenEndpoint(context));
        both(endpoints, USERINFO, new UserinfoEndpoint(context, gate));
        both(endpoints, LOGOUT, new LogoutEndpoint(context, browser));
        preflight(endpoints, TOKEN, "POST");
        preflight(endpoints, REVOKE, "POST");
        preflight(endpoints, USERINFO, "GET, POST");
        pages(endpoints, context, browser);
        documents(endpoints, context);
        return endpoints.build();
    }

    private static void both(Endpoints.Builder endpoints, String path, Endpoint endpoint) {
        endpoints.at("GET", path, endpoint).at("POST", path, endpoint);
    }

    private static void preflight(Endpoints.Builder endpoints, String path, String methods) {
        endpoints.at("OPTIONS", path, request -> Cors.preflight(request, methods));
    }

    private static void pages(Endpoints.Builder endpoints, OAuthContext context, BrowserPages browser) {
        AuthorizeEndpoint authorize = new AuthorizeEndpoint(context, browser);
        DevicePages devices = new DevicePages(context, browser);
        both(endpoints, AuthorizeEndpoint.AUTHORIZE, authorize.guarded(authorize::begin));
        endpoints
                .at("GET", AuthorizeEndpoint.CONTINUE, authorize.guarded(authorize::resume))
                .at("POST", AuthorizeEndpoint.DECISION, authorize.guarded(authorize::decide))
                .at("GET", DevicePages.DEVICE, authorize.guarded(devices::ask))
                .at("POST", DevicePages.DEVICE, authorize.guarded(devices::typed))
                .at("POST", DevicePages.DECISION, authorize.guarded(devices::decide));
    }

    private static void documents(Endpoints.Builder endpoints, OAuthContext context) {
        Endpoint metadata = metadata(context);
        endpoints
                .at("GET", JWKS, request -> cached(context, keys(context)))
                .at("GET", "/.well-known/openid-configuration", metadata)
                .at("GET", AUTHORIZATION_SERVER, metadata)
                .at("GET", PROTECTED_RESOURCE, resource(context));
    }

    private static HttpResponse keys(OAuthContext context) {
        return HttpResponse.of(
                200, "application/jwk-set+json", context.signingKeys().jwks());
    }

    /**
     * The metadata where RFC 8414, 3.1 and RFC 9728, 3.1 look for it if the issuer has a path: the well-known name before the path, from the
     * root.
     *
     * @param path the issuer's, not empty
     * @param context what they share
     * @return the endpoints, not to be mounted below the path
     */
    public static Endpoints metadataBefore(String path, OAuthContext context) {
        return Endpoints.builder()
                .at("GET", AUTHORIZATION_SERVER + path, metadata(context))
                .at("GET", PROTECTED_RESOURCE + path, resource(context))
                .build();
    }

    /**
     * Where the control plane describes itself as a resource (RFC 9728, 3).
     *
     * @param issuer its issuer
     * @return the URL for challenges
     */
    public static URI resourceMetadata(String issuer) {
        URI url = URI.create(issuer);
        String path = url.getRawPath() == null || url.getRawPath().equals("/") ? "" : url.getRawPath();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + PROTECTED_RESOURCE + path);
    }

    private static Endpoint metadata(OAuthContext context) {
        ServerMetadata offered = new ServerMetadata(context);
        return request -> cached(context, HttpResponse.json(200, offered.server()));
    }

    private static Endpoint resource(OAuthContext context) {
        ServerMetadata offered = new ServerMetadata(context);
        return request -> cached(context, HttpResponse.json(200, offered.resource()));
    }

    private static Map<GrantType, TokenGrant> grants(OAuthContext context) {
        Map<GrantType, TokenGrant> grants = new EnumMap<>(GrantType.class);
        grants.put(GrantType.CLIENT_CREDENTIALS, new ClientCredentialsGrant(context));
        grants.put(GrantType.AUTHORIZATION_CODE, new AuthorizationCodeGrant(context));
        grants.put(GrantType.REFRESH_TOKEN, new RefreshTokenGrant(context));
        grants.put(GrantType.DEVICE_CODE, new DeviceCodeGrant(context));
        if (context.takesPasswords()) {
            grants.put(GrantType.PASSWORD, new PasswordGrant(context));
        }
        return grants;
    }

    /** Public and the same for everyone; kept no longer than a next key is published before its first use. */
    private static HttpResponse cached(OAuthContext context, HttpResponse response) {
        long seconds = context.signingKeys().jwksCacheTime().toSeconds();
        return Cors.everybody(response.with("Cache-Control", "public, max-age=" + seconds));
    }
}
