package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.OWN_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.WEB;
import static io.orgauth.oauth.OAuthFixture.WEB_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.assertError;
import static io.orgauth.oauth.OAuthFixture.claims;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.redeeming;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.User;
import io.orgauth.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens (RFC 6749, 6; RFC 9700, 4.14): one use each, everything checked again, and the end of all of them for a thief. */
class RefreshTokenTest {
    private final OAuthFixture plane = new OAuthFixture();
    private final User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);

    @AfterEach
    void close() {
        plane.close();
    }

    private Map<String, String> asking(String scope) {
        Map<String, String> asked = request(OWN, OWN_REDIRECT);
        asked.put("scope", scope);
        return asked;
    }

    private JsonObject begun(String scope) {
        plane.signIn(mia, plane.acme);
        return plane.tokens(asking(scope));
    }

    private JsonObject refreshed(JsonObject tokens) {
        return json(plane.refresh(OWN, text(tokens, "refresh_token")));
    }

    private void assertEnded(JsonObject tokens) {
        assertError(plane.refresh(OWN, text(tokens, "refresh_token")), 400, "invalid_grant");
    }

    @Test
    void refresh_givesTheNextOne_andAnIdTokenOfTheSamePerson() {
        JsonObject first = begun("openid dataset:read");
        plane.time.pass(Duration.ofMinutes(5));
        JsonObject second = refreshed(first);
        assertNotEquals(text(first, "refresh_token"), text(second, "refresh_token"));
        JsonObject before = claims(text(first, "id_token"));
        JsonObject after = claims(text(second, "id_token"));
        for (String name : Set.of("iss", "sub", "aud", "auth_time", "org_id")) {
            assertEquals(before.value(name), after.value(name), name);
        }
        assertTrue(after.value("nonce").isEmpty());
        refreshed(second);
    }

    @Test
    void refresh_usedTwice_endsEverything() {
        JsonObject first = begun("openid");
        JsonObject second = refreshed(first);
        assertEnded(first);
        assertEnded(second);
        HttpResponse userinfo = plane.get("/oauth/userinfo", "Authorization", "Bearer " + text(second, "access_token"));
        assertEquals(401, userinfo.status());
    }

    @Test
    void refresh_ofAnotherClient_isRefusedAndChangesNothing() {
        JsonObject first = begun("openid");
        assertError(plane.refresh(OAuthFixture.SPA, text(first, "refresh_token")), 400, "invalid_grant");
        refreshed(first);
    }

    @Test
    void refresh_tamperedWith_isRefusedAndChangesNothing() {
        JsonObject first = begun("openid");
        String token = text(first, "refresh_token");
        for (String changed : Set.of(
                token.substring(0, token.length() - 1),
                token + "A",
                token.replace(".1.", ".2."),
                token.replace(".1.", ".0."),
                "x",
                token.replace("aut_", "AUT_"))) {
            assertError(plane.refresh(OWN, changed), 400, "invalid_grant");
        }
        refreshed(first);
    }

    @Test
    void scope_narrower_isGiven_andMoreIsRefused() {
        JsonObject first = begun("openid dataset:read");
        Map<String, String> form = new java.util.HashMap<>(
                Map.of("grant_type", "refresh_token", "client_id", OWN, "refresh_token", text(first, "refresh_token")));
        form.put("scope", "dataset:read dataset:write");
        assertError(plane.post("/oauth/token", form), 400, "invalid_scope");
        form.put("scope", "dataset:read email");
        assertError(plane.post("/oauth/token", form), 400, "invalid_scope");
        form.put("scope", "dataset:read");
        JsonObject narrowed = json(plane.post("/oauth/token", form));
        assertEquals("dataset:read", text(claims(text(narrowed, "access_token")), "scope"));
    }

    @Test
    void rights_areThoseOfNow() {
        JsonObject first = begun("dataset:read");
        plane.auth.members().assign(plane.acme.id(), mia.id(), Set.of(Role.VIEWER));
        JsonObject second = refreshed(first);
        assertEquals("", text(second, "scope"));
        plane.auth.members().assign(plane.acme.id(), mia.id(), Set.of(Role.ADMIN));
        assertEquals("dataset:read", text(refreshed(second), "scope"), "never more than was allowed");
    }

    @Test
    void session_ended_endsIt() {
        JsonObject first = begun("openid");
        plane.signOut();
        assertEnded(first);
    }

    @Test
    void session_ended_offlineAccessGoesOn() {
        JsonObject first = begun("openid offline_access");
        plane.signOut();
        refreshed(first);
    }

    @Test
    void session_endedByAnAdministrator_endsOfflineAccessToo() {
        JsonObject first = begun("openid offline_access");
        String session = plane.stores.sessions().ofUser(mia.id()).get(0).id();
        plane.auth.actingFor(owner()).sessions().end(plane.acme.id(), session);
        assertEnded(first);
    }

    private io.orgauth.Principal owner() {
        plane.forgetCookie();
        plane.signIn(plane.ada, plane.acme);
        JsonObject tokens = plane.tokens(asking("openid"));
        return plane.auth.tokens().authenticate((io.orgauth.Credential.Jwt)
                io.orgauth.Credential.bearer(text(tokens, "access_token")));
    }

    @Test
    void session_thatGotAnotherId_keepsIt() {
        JsonObject first = begun("openid");
        plane.time.pass(Duration.ofMinutes(1));
        plane.signIn(mia, plane.acme);
        refreshed(first);
    }

    @Test
    void session_isUsedByIt() {
        JsonObject tokens = begun("openid");
        for (int i = 0; i < 4; i++) {
            plane.time.pass(Duration.ofMinutes(40));
            tokens = refreshed(tokens);
        }
        plane.time.pass(Duration.ofMinutes(60));
        assertEnded(tokens);
    }

    @Test
    void person_disabled_endsIt() {
        JsonObject first = begun("openid offline_access");
        plane.auth.users().disable(mia.id());
        assertEnded(first);
        plane.auth.users().enable(mia.id());
        assertEnded(first);
    }

    @Test
    void membership_removed_endsIt() {
        JsonObject first = begun("openid offline_access");
        plane.auth.members().remove(plane.acme.id(), mia.id());
        assertEnded(first);
    }

    @Test
    void organization_disabled_endsIt() {
        JsonObject first = begun("openid offline_access");
        plane.auth.organizations().disable(plane.acme.id());
        assertEnded(first);
    }

    @Test
    void lifetime_isAbsolute() {
        JsonObject tokens = begun("openid offline_access");
        for (int day = 0; day < 29; day++) {
            plane.time.pass(Duration.ofDays(1));
            tokens = refreshed(tokens);
        }
        plane.time.pass(Duration.ofDays(1));
        assertEnded(tokens);
    }

    @Test
    void clientWithoutRefreshTokens_getsNone() {
        ClientMetadata once = new ClientMetadata(
                ClientMetadata.Authentication.CLIENT_SECRET,
                Set.of(GrantType.AUTHORIZATION_CODE),
                ClientMetadata.web(WEB_REDIRECT).uris(),
                Optional.empty(),
                Optional.empty(),
                true,
                Duration.ZERO);
        try (OAuthFixture other = new OAuthFixture(once)) {
            JsonObject tokens = web(other);
            assertFalse(tokens.string("refresh_token").isPresent());
        }
    }

    private static JsonObject web(OAuthFixture other) {
        other.signIn(other.ada, other.acme);
        Map<String, String> form = redeeming(WEB, WEB_REDIRECT, other.code(request(WEB, WEB_REDIRECT)));
        form.put("client_secret", OAuthFixture.SECRET);
        return json(other.post("/oauth/token", form));
    }

    private static HttpResponse again(OAuthFixture other, JsonObject tokens) {
        return other.post(
                "/oauth/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        WEB,
                        "client_secret",
                        OAuthFixture.SECRET,
                        "refresh_token",
                        text(tokens, "refresh_token")));
    }

    @Test
    void retry_withinTheWindow_givesTheSameSuccessor() {
        ClientMetadata patient = ClientMetadata.web(WEB_REDIRECT).retryingWithin(Duration.ofSeconds(10));
        try (OAuthFixture other = new OAuthFixture(patient)) {
            JsonObject first = web(other);
            JsonObject second = json(again(other, first));
            other.time.pass(Duration.ofSeconds(10));
            JsonObject repeated = json(again(other, first));
            assertEquals(text(second, "refresh_token"), text(repeated, "refresh_token"));
            JsonObject third = json(again(other, second));
            assertError(again(other, first), 400, "invalid_grant");
            assertError(again(other, third), 400, "invalid_grant");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void retry_afterTheWindow_endsEverything(int window) {
        ClientMetadata patient = ClientMetadata.web(WEB_REDIRECT).retryingWithin(Duration.ofSeconds(window));
        try (OAuthFixture other = new OAuthFixture(patient)) {
            JsonObject first = web(other);
            JsonObject second = json(again(other, first));
            other.time.pass(Duration.ofSeconds(window).plusMillis(1));
            assertError(again(other, first), 400, "invalid_grant");
            assertError(again(other, second), 400, "invalid_grant");
        }
    }
}
