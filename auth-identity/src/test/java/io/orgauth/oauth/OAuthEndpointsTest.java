package io.orgauth.oauth;

import static io.orgauth.controlplane.ControlPlaneFixture.ISSUER;
import static io.orgauth.controlplane.ControlPlaneFixture.body;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.controlplane.ControlPlane;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Stores;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discovery (RFC 8414) says what there is, and the JWK Set is public. */
class OAuthEndpointsTest {
    private static final List<String> DOCUMENTS =
            List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server");

    @Test
    void discovery_withoutPasswordGrant_namesNone_andThereIsNone() {
        try (ControlPlane auth =
                ControlPlane.builder().issuer(ISSUER).stores(Stores.inMemory()).build()) {
            for (String document : DOCUMENTS) {
                JsonObject offered = json(get(auth, document));
                assertEquals(
                        List.of(
                                "authorization_code",
                                "client_credentials",
                                "refresh_token",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "urn:ietf:params:oauth:grant-type:token-exchange"),
                        list(offered, "grant_types_supported"));
                assertEquals(
                        List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none"),
                        list(offered, "token_endpoint_auth_methods_supported"));
                assertFalse(body(get(auth, document)).contains("password"));
            }
            HttpResponse refused = auth.endpoints()
                    .answer(HttpRequest.builder("POST", "/auth/oauth/token")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .body(ControlPlaneFixture.passwordForm("a@b.cd").getBytes(StandardCharsets.UTF_8))
                            .build())
                    .orElseThrow();
            assertEquals("unsupported_grant_type", text(json(refused), "error"));
        }
    }

    @Test
    void discovery_withPasswordGrant_namesIt() {
        try (ControlPlaneFixture plane = new ControlPlaneFixture()) {
            JsonObject offered = json(get(plane.auth, DOCUMENTS.get(0)));
            assertTrue(list(offered, "grant_types_supported").contains("password"));
            assertTrue(list(offered, "token_endpoint_auth_methods_supported").contains("none"));
        }
    }

    /** RFC 8414, 3.1; OpenID Connect Discovery appends instead. */
    @Test
    void discovery_issuerWithPath_isBeforeThePathToo() {
        try (ControlPlaneFixture plane = new ControlPlaneFixture()) {
            HttpRequest request = HttpRequest.builder("GET", "/.well-known/oauth-authorization-server/auth")
                    .build();
            HttpResponse before = plane.auth.endpoints().answer(request).orElseThrow();
            assertEquals(json(get(plane.auth, DOCUMENTS.get(1))), json(before));
            assertFalse(plane.auth
                    .endpoints()
                    .owns(HttpRequest.builder("GET", DOCUMENTS.get(1)).build()));
        }
    }

    @Test
    void discovery_everyUrl_isBelowTheIssuerAndAnswered() {
        try (ControlPlaneFixture plane = new ControlPlaneFixture()) {
            JsonObject offered = json(get(plane.auth, DOCUMENTS.get(0)));
            assertEquals(ISSUER, text(offered, "issuer"));
            for (String name : offered.names()) {
                if (name.endsWith("_endpoint") || name.endsWith("_uri")) {
                    URI url = URI.create(text(offered, name));
                    assertTrue(url.toString().startsWith(ISSUER + "/"), name);
                    HttpRequest options =
                            HttpRequest.builder("OPTIONS", url.getRawPath()).build();
                    assertTrue(plane.auth.endpoints().owns(options), name);
                }
            }
        }
    }

    @Test
    void documents_arePublicAndCachedNoLongerThanAKeyIsAnnounced() {
        try (ControlPlaneFixture plane = new ControlPlaneFixture()) {
            for (String document : List.of(DOCUMENTS.get(0), DOCUMENTS.get(1), "/.well-known/jwks.json")) {
                HttpResponse response = get(plane.auth, document);
                assertEquals(200, response.status());
                assertTrue(
                        response.headers().single("Cache-Control").orElseThrow().matches("public, max-age=[1-9]\\d*"));
                assertEquals(List.of("*"), response.headers().all("Access-Control-Allow-Origin"));
            }
        }
    }

    @Test
    void jwks_holdsPublicHalvesOnly() {
        try (ControlPlaneFixture plane = new ControlPlaneFixture()) {
            HttpResponse jwks = get(plane.auth, "/.well-known/jwks.json");
            assertEquals(List.of("application/jwk-set+json"), jwks.headers().all("Content-Type"));
            for (String secret : List.of("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"", "\"k\"")) {
                assertFalse(body(jwks).contains(secret), secret);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://auth.example.com", "https://app.example.com/a/b", "http://localhost:8080/auth"})
    void endpoints_ofAnIssuerWithAnyPath_areBelowIt(String issuer) {
        try (ControlPlane auth = ControlPlane.builder()
                .issuer(issuer)
                .allowLoopbackHttp()
                .stores(Stores.inMemory())
                .build()) {
            String path = URI.create(issuer).getRawPath();
            HttpRequest request =
                    HttpRequest.builder("GET", path + DOCUMENTS.get(0)).build();
            JsonObject offered = json(auth.endpoints().answer(request).orElseThrow());
            assertEquals(issuer + "/oauth/token", text(offered, "token_endpoint"));
        }
    }

    @Test
    void errorCodes_areThoseOfTheSpecifications() {
        List<String> codes =
                List.of(OAuthError.values()).stream().map(OAuthError::code).toList();
        assertEquals(
                List.of(
                        "invalid_request",
                        "invalid_client",
                        "invalid_grant",
                        "unauthorized_client",
                        "unsupported_grant_type",
                        "invalid_scope",
                        "invalid_target",
                        "unsupported_response_type",
                        "request_not_supported",
                        "request_uri_not_supported",
                        "access_denied",
                        "login_required",
                        "consent_required",
                        "authorization_pending",
                        "slow_down",
                        "expired_token",
                        "temporarily_unavailable"),
                codes);
        for (OAuthError error : OAuthError.values()) {
            int status = switch (error) {
                case INVALID_CLIENT -> 401;
                case TEMPORARILY_UNAVAILABLE -> 503;
                default -> 400;
            };
            assertEquals(status, error.response().status());
        }
    }

    private static HttpResponse get(ControlPlane auth, String path) {
        return auth.endpoints()
                .answer(HttpRequest.builder("GET", "/auth" + path).build())
                .orElseThrow();
    }

    private static List<String> list(JsonObject object, String name) {
        return object.strings(name).orElseThrow();
    }
}
