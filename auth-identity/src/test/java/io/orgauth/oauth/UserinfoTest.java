package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.OWN_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.SPA;
import static io.orgauth.oauth.OAuthFixture.SPA_ORIGIN;
import static io.orgauth.oauth.OAuthFixture.SPA_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.redeeming;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Userinfo (OpenID Connect Core, 5.3). */
class UserinfoTest {
    private final OAuthFixture plane = new OAuthFixture();

    @AfterEach
    void close() {
        plane.close();
    }

    private String token(String scope) {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = request(OWN, OWN_REDIRECT);
        asked.put("scope", scope);
        return text(plane.tokens(asked), "access_token");
    }

    private HttpResponse asked(String token) {
        return plane.get("/oauth/userinfo", "Authorization", "Bearer " + token);
    }

    @ParameterizedTest
    @CsvSource({
        "openid,sub org_id",
        "openid profile,sub org_id",
        "openid email,sub org_id email email_verified",
        "openid groups,sub org_id groups",
        "openid email groups address phone,sub org_id email email_verified groups",
    })
    void scopes_giveExactlyTheirClaims(String scope, String claims) {
        assertEquals(
                Set.of(claims.split(" ")), Set.copyOf(json(asked(token(scope))).names()));
    }

    @Test
    void token_byGet_byPost_andInTheForm_isTheSame() {
        String token = token("openid email");
        JsonObject byGet = json(asked(token));
        JsonObject byPost = json(plane.answer(HttpRequest.builder("POST", "/auth/oauth/userinfo")
                .header("Authorization", "Bearer " + token)
                .build()));
        JsonObject inTheForm = json(plane.post("/oauth/userinfo", Map.of("access_token", token)));
        assertEquals(byGet, byPost);
        assertEquals(byGet, inTheForm);
        assertEquals("ada@acme.com", text(byGet, "email"));
    }

    @Test
    void token_inTheQuery_isRefused() {
        assertTrue(plane.get("/oauth/userinfo?access_token=" + token("openid")).status() >= 400);
    }

    @Test
    void token_missing_isAChallenge() {
        HttpResponse response = plane.get("/oauth/userinfo");
        assertEquals(401, response.status());
        assertTrue(response.headers()
                .single("WWW-Authenticate")
                .orElseThrow()
                .contains("resource_metadata=\"https://app.example.com/.well-known/oauth-protected-resource/auth\""));
    }

    @Test
    void token_withoutOpenid_isNotEnough() {
        HttpResponse response = asked(token("dataset:read"));
        assertEquals(403, response.status());
        assertTrue(response.headers().single("WWW-Authenticate").orElseThrow().contains("insufficient_scope"));
    }

    @Test
    void token_ofADataPlane_isForThat() {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = request(OWN, OWN_REDIRECT);
        asked.put("resource", OAuthFixture.DATA);
        assertEquals(401, asked(text(plane.tokens(asked), "access_token")).status());
    }

    @Test
    void idToken_isNoAccessToken() {
        plane.signIn(plane.ada, plane.acme);
        String id = text(plane.tokens(request(OWN, OWN_REDIRECT)), "id_token");
        assertEquals(401, asked(id).status());
    }

    @Test
    void session_ended_endsTheToken() {
        String token = token("openid");
        plane.signOut();
        assertEquals(401, asked(token).status());
    }

    @Test
    void pageOfARegisteredOrigin_readsIt() {
        plane.signIn(plane.ada, plane.acme);
        JsonObject tokens =
                json(plane.post("/oauth/token", redeeming(SPA, SPA_REDIRECT, plane.code(request(SPA, SPA_REDIRECT)))));
        String bearer = "Bearer " + text(tokens, "access_token");
        HttpResponse own = plane.get("/oauth/userinfo", "Authorization", bearer, "Origin", SPA_ORIGIN);
        assertEquals(List.of(SPA_ORIGIN), own.headers().all("Access-Control-Allow-Origin"));
        HttpResponse other = plane.get("/oauth/userinfo", "Authorization", bearer, "Origin", "https://evil.example");
        assertEquals(List.of(), other.headers().all("Access-Control-Allow-Origin"));
    }

    @Test
    void preflight_allowsTheHeader_andNoCredentials() {
        HttpResponse response = plane.answer(HttpRequest.builder("OPTIONS", "/auth/oauth/userinfo")
                .header("Origin", SPA_ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .build());
        assertEquals(204, response.status());
        assertTrue(response.headers()
                .single("Access-Control-Allow-Headers")
                .orElseThrow()
                .contains("Authorization"));
        assertEquals(List.of(), response.headers().all("Access-Control-Allow-Credentials"));
    }
}
