package io.orgauth.oauth;

import io.orgauth.Permission;
import io.orgauth.identity.GrantType;
import io.orgauth.json.JsonObject;
import io.orgauth.token.SigningKeyState;
import io.orgauth.token.SigningKeyStatus;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is offered, and nothing that is not (OpenID Connect Discovery, 3; RFC 8414, 2; RFC 9728, 2). */
final class ServerMetadata {
    private static final List<String> CLIENT_AUTHENTICATION =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");
    private static final List<String> CONFIDENTIAL =
            List.of("client_secret_basic", "client_secret_post", "private_key_jwt");
    private static final List<String> ASSERTION_ALGORITHMS =
            List.of("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA");

    private final OAuthContext context;

    ServerMetadata(OAuthContext context) {
        this.context = context;
    }

    JsonObject server() {
        String issuer = context.issuer();
        return JsonObject.builder()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + AuthorizeEndpoint.AUTHORIZE)
                .put("token_endpoint", issuer + OAuthEndpoints.TOKEN)
                .put("userinfo_endpoint", issuer + OAuthEndpoints.USERINFO)
                .put("jwks_uri", issuer + OAuthEndpoints.JWKS)
                .put("introspection_endpoint", issuer + OAuthEndpoints.INTROSPECT)
                .put("revocation_endpoint", issuer + OAuthEndpoints.REVOKE)
                .put("device_authorization_endpoint", issuer + OAuthEndpoints.DEVICE_AUTHORIZATION)
                .put("end_session_endpoint", issuer + OAuthEndpoints.LOGOUT)
                .put("scopes_supported", scopes())
                .put("response_types_supported", List.of("code"))
                .put("response_modes_supported", List.of("query"))
                .put("grant_types_supported", grants())
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", algorithms())
                .put("token_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION)
                .put("token_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS)
                .put("introspection_endpoint_auth_methods_supported", CONFIDENTIAL)
                .put("revocation_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION)
                .put("code_challenge_methods_supported", List.of("S256"))
                .put("prompt_values_supported", List.of("none", "login", "consent", "select_account"))
                .put("claims_supported", claims())
                .put("claims_parameter_supported", false)
                .put("request_parameter_supported", false)
                .put("request_uri_parameter_supported", false)
                .put("authorization_response_iss_parameter_supported", true)
                .build();
    }

    /** The control plane's own API as a resource. */
    JsonObject resource() {
        return JsonObject.builder()
                .put("resource", context.issuer())
                .put("authorization_servers", List.of(context.issuer()))
                .put("bearer_methods_supported", List.of("header"))
                .put("scopes_supported", scopes())
                .build();
    }

    private Set<String> scopes() {
        Set<String> scopes = new TreeSet<>(Scope.WORDS);
        context.model().permissions().stream().map(Permission::value).forEach(scopes::add);
        return scopes;
    }

    private static List<String> claims() {
        return List.of(
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "auth_time",
                "nonce",
                "amr",
                "acr",
                "sid",
                "at_hash",
                "org_id",
                "email",
                "email_verified",
                "groups");
    }

    /** The password grant is named only where the operator has a client for it (RFC 9700, 2.4). */
    private Set<String> grants() {
        Set<String> grants = new TreeSet<>();
        for (GrantType type : GrantType.values()) {
            grants.add(type.value());
        }
        if (!context.takesPasswords()) {
            grants.remove(GrantType.PASSWORD.value());
        }
        grants.add(ApiKeyExchange.GRANT_TYPE);
        return grants;
    }

    private List<String> algorithms() {
        return context.signingKeys().status().stream()
                .filter(key -> key.state() == SigningKeyState.ACTIVE)
                .map(SigningKeyStatus::algorithm)
                .map(algorithm -> algorithm.headerName())
                .distinct()
                .toList();
    }
}
