package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.token.SigningKeyStore;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token endpoint without a socket: RFC 6749, 2.3.1, 4.4 and 5.2; RFC 8707, 2. */
class TokenEndpointTest {
    private static final String ISSUER = "https://auth.example.com";
    private static final String DATA_PLANE = "https://data.acme.example";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String BASIC = Web.basic("app_1", SECRET);
    private static final String GRANT = "grant_type=client_credentials";
    private static final SigningKeys KEYS = SigningKeys.builder()
            .store(SigningKeyStore.inMemory())
            .sealedBy(SealingKey.inMemory())
            .tickedByCaller()
            .build();

    private final TokenEndpoint endpoint = new TokenEndpoint(
            new ClientAuthentication(new RegisteredClients(
                    List.of(new RegisteredClient("app_1", OrganizationId.of("org_acme"), Role.MEMBER, SECRET)))),
            new ClientCredentialsGrant(ISSUER, DATA_PLANE),
            TokenIssuer.builder().issuer(ISSUER).signingKeys(KEYS).build(),
            Duration.ofMinutes(10));

    @AfterAll
    static void close() {
        KEYS.close();
    }

    @Test
    void token_basic_isForTheDefaultResource() throws ParseException {
        HttpResponse response = post(BASIC, GRANT);

        assertEquals(200, response.status());
        assertEquals("no-store", response.headers().single("Cache-Control").orElseThrow());
        assertEquals("no-cache", response.headers().single("Pragma").orElseThrow());
        assertEquals("Bearer", json(response).string("token_type").orElseThrow());
        assertEquals(600, json(response).longValue("expires_in").orElseThrow());
        assertEquals(
                "dataset:read dataset:write", json(response).string("scope").orElseThrow());
        JWTClaimsSet claims = claims(response);
        assertEquals(List.of(DATA_PLANE), claims.getAudience());
        assertEquals("app_1", claims.getSubject());
        assertEquals("app_1", claims.getStringClaim("client_id"));
        assertEquals("org_acme", claims.getStringClaim("org_id"));
        assertEquals(List.of("member"), claims.getStringListClaim("roles"));
    }

    @Test
    void token_post_isIssued() {
        assertEquals(
                200,
                post("", GRANT + "&client_id=app_1&client_secret=" + SECRET).status());
    }

    @Test
    void token_basicAndTheSameClientId_isIssued() {
        assertEquals(200, post(BASIC, GRANT + "&client_id=app_1").status());
    }

    @Test
    void token_basicWithEncodedId_isIssued() {
        assertEquals(200, post(Web.basic("app%5F1", SECRET), GRANT).status());
    }

    @Test
    void token_parametersWithoutValue_countAsAbsent() {
        assertEquals(
                200,
                post(BASIC, GRANT + "&scope=&resource=&client_secret=&client_id=")
                        .status());
    }

    @Test
    void token_scope_narrowsAndDropsRoles() throws ParseException {
        HttpResponse response = post(BASIC, GRANT + "&scope=dataset:read+users:write");

        assertEquals("dataset:read", json(response).string("scope").orElseThrow());
        assertEquals("dataset:read", claims(response).getStringClaim("scope"));
        assertFalse(claims(response).getClaims().containsKey("roles"));
    }

    @Test
    void token_resourceOfTheControlPlane_hasNoPermissionsThere() throws ParseException {
        HttpResponse response = post(BASIC, GRANT + "&resource=https%3A%2F%2Fauth.example.com");

        assertEquals(List.of(ISSUER), claims(response).getAudience());
        assertFalse(json(response).has("scope"));
        assertFalse(claims(response).getClaims().containsKey("scope"));
    }

    /** Each row differs from a good request in one thing. */
    @ParameterizedTest
    @CsvSource({
        "unsupported_grant_type, grant_type=password",
        "invalid_request,        scope=dataset:read",
        "invalid_request,        grant_type=",
        "invalid_request,        grant_type=client_credentials&grant_type=client_credentials",
        "invalid_request,        grant_type=client_credentials&scope=dataset:read&scope=dataset:write",
        "invalid_request,        grant_type=client_credentials&client_id=app_2",
        "invalid_request,        grant_type=client_credentials&client_secret=x",
        "invalid_request,        grant_type=client_credentials&x=%zz",
        "invalid_scope,          grant_type=client_credentials&scope=users:write",
        "invalid_scope,          grant_type=client_credentials&scope=dataset:*",
        "invalid_scope,          grant_type=client_credentials&scope=dataset:read++dataset:write",
        "invalid_target,         grant_type=client_credentials&resource=https%3A%2F%2Fother.example",
        "invalid_target,         grant_type=client_credentials&resource=https%3A%2F%2Fdata.acme.example%2F",
        "invalid_target,         grant_type=client_credentials&resource=https%3A%2F%2Fdata.acme.example&resource=https%3A%2F%2Fdata.acme.example",
    })
    void token_oneFault_isRefusedByItsCode(String code, String form) {
        assertRefused(400, code, post(BASIC, form));
    }

    @Test
    void token_anyWrongClient_isRefusedByOneAnswer() {
        List<HttpResponse> refused = List.of(
                post("", GRANT),
                post(Web.basic("app_1", "wrong"), GRANT),
                post(Web.basic("app_2", SECRET), GRANT),
                post(Web.basic("app_nobody", SECRET), GRANT),
                post(Web.basic("app_1%", SECRET), GRANT),
                post("Basic", GRANT),
                post("Basic ???", GRANT),
                post("Basic YXBw", GRANT),
                post("Bearer x", GRANT),
                post("", GRANT + "&client_id=app_1"),
                post("", GRANT + "&client_id=app_1&client_secret="),
                post("", GRANT + "&client_id=app_1&client_secret=wrong"));

        for (HttpResponse response : refused) {
            assertRefused(401, "invalid_client", response);
            assertEquals(
                    "Basic realm=\"orgauth\"",
                    response.headers().single("WWW-Authenticate").orElseThrow());
            assertEquals(json(refused.get(0)), json(response));
        }
    }

    @Test
    void token_parametersInTheUrl_areRefused() {
        HttpRequest request = request("/oauth/token?" + GRANT, GRANT)
                .header("Authorization", BASIC)
                .build();

        assertRefused(400, "invalid_request", endpoint.answer(request));
    }

    @Test
    void token_jsonBody_isRefused() {
        HttpRequest request = HttpRequest.builder("POST", "/oauth/token")
                .header("Authorization", BASIC)
                .header("Content-Type", "application/json")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .build();

        assertRefused(400, "invalid_request", endpoint.answer(request));
    }

    @Test
    void token_twoAuthorizationHeaders_areRefused() {
        HttpRequest request = request("/oauth/token", GRANT)
                .header("Authorization", BASIC)
                .header("Authorization", BASIC)
                .build();

        assertRefused(400, "invalid_request", endpoint.answer(request));
    }

    private static void assertRefused(int status, String code, HttpResponse response) {
        assertEquals(status, response.status());
        assertEquals(code, json(response).string("error").orElseThrow());
        assertEquals("no-store", response.headers().single("Cache-Control").orElseThrow());
    }

    private HttpResponse post(String authorization, String form) {
        HttpRequest.Builder request = request("/oauth/token", form);
        return endpoint.answer(
                authorization.isEmpty()
                        ? request.build()
                        : request.header("Authorization", authorization).build());
    }

    private static HttpRequest.Builder request(String target, String form) {
        return HttpRequest.builder("POST", target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject json(HttpResponse response) {
        return Json.parseObject(response.body());
    }

    private static JWTClaimsSet claims(HttpResponse response) throws ParseException {
        return SignedJWT.parse(json(response).string("access_token").orElseThrow())
                .getJWTClaimsSet();
    }
}
