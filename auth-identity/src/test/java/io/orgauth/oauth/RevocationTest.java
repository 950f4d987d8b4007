package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.OWN_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.SPA;
import static io.orgauth.oauth.OAuthFixture.assertError;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.token.TokenReason;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation (RFC 7009) and introspection (RFC 7662): nothing is alive after revoke returned, and only its own client is told. */
class RevocationTest {
    private final OAuthFixture plane = new OAuthFixture();
    private final IssuedSecret<ClientApplication> dataPlane =
            plane.auth.clients().create(plane.acme.id(), "data plane", Set.of(ClientApplications.DATA_PLANE));

    RevocationTest() {
        plane.auth.clients().useByDefault(plane.acme.id(), dataPlane.owner().id(), URI.create(OAuthFixture.DATA));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private JsonObject tokens(String resource) {
        plane.signIn(plane.ada, plane.acme);
        Map<String, String> asked = request(OWN, OWN_REDIRECT);
        asked.put("resource", resource);
        return plane.tokens(asked);
    }

    private HttpResponse revoked(String client, String token) {
        return plane.post("/oauth/revoke", Map.of("client_id", client, "token", token));
    }

    private JsonObject introspected(String token) {
        return json(plane.post(
                "/oauth/introspect",
                Map.of(
                        "client_id", dataPlane.owner().id(),
                        "client_secret", dataPlane.secret(),
                        "token", token)));
    }

    private void assertInactive(String token) {
        assertEquals("{\"active\":false}", new String(Json.write(introspected(token))));
    }

    @Test
    void introspection_ofATokenForTheDataPlane_saysWhatItSays() {
        String token = text(tokens(OAuthFixture.DATA), "access_token");
        JsonObject answer = introspected(token);
        assertEquals(true, answer.bool("active").orElseThrow());
        assertEquals("Bearer", text(answer, "token_type"));
        assertEquals("dataset:read", text(answer, "scope"));
        assertEquals(plane.ada.id().value(), text(answer, "sub"));
    }

    @Test
    void introspection_ofAnythingElse_saysNothing() {
        assertInactive(text(tokens(OAuthFixture.ISSUER), "access_token"));
        JsonObject tokens = tokens(OAuthFixture.DATA);
        assertInactive(text(tokens, "refresh_token"));
        assertInactive(text(tokens, "id_token"));
        assertInactive("rubbish");
        assertInactive(text(tokens, "access_token") + "x");
        plane.time.pass(Duration.ofMinutes(10));
        assertInactive(text(tokens, "access_token"));
    }

    @Test
    void introspection_byAnotherClient_saysNothing() {
        IssuedSecret<ClientApplication> other =
                plane.auth.clients().create(plane.acme.id(), "other", Set.of(Role.MEMBER));
        JsonObject answer = json(plane.post(
                "/oauth/introspect",
                Map.of(
                        "client_id", other.owner().id(),
                        "client_secret", other.secret(),
                        "token", text(tokens(OAuthFixture.DATA), "access_token"))));
        assertEquals("{\"active\":false}", new String(Json.write(answer)));
    }

    @Test
    void introspection_withoutTheSecret_isRefused() {
        String token = text(tokens(OAuthFixture.DATA), "access_token");
        assertError(
                plane.post(
                        "/oauth/introspect",
                        Map.of("client_id", dataPlane.owner().id(), "token", token)),
                401,
                "invalid_client");
        assertError(
                plane.post(
                        "/oauth/introspect",
                        Map.of("client_id", dataPlane.owner().id(), "client_secret", dataPlane.secret())),
                400,
                "invalid_request");
    }

    @Test
    void introspection_ofWhoWasDisabled_saysNothing() {
        User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);
        plane.signIn(mia, plane.acme);
        Map<String, String> asked = request(OWN, OWN_REDIRECT);
        asked.put("resource", OAuthFixture.DATA);
        String token = text(plane.tokens(asked), "access_token");
        assertEquals(true, introspected(token).bool("active").orElseThrow());
        plane.auth.users().disable(mia.id());
        assertInactive(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    void revoking_either_endsBoth(String which) {
        JsonObject tokens = tokens(OAuthFixture.DATA);
        assertEquals(200, revoked(OWN, text(tokens, which)).status());
        assertInactive(text(tokens, "access_token"));
        assertError(plane.refresh(OWN, text(tokens, "refresh_token")), 400, "invalid_grant");
    }

    @Test
    void revoking_anOldRefreshToken_endsTheNewOne() {
        JsonObject first = tokens(OAuthFixture.DATA);
        JsonObject second = json(plane.refresh(OWN, text(first, "refresh_token")));
        assertEquals(200, revoked(OWN, text(first, "refresh_token")).status());
        assertInactive(text(second, "access_token"));
        assertError(plane.refresh(OWN, text(second, "refresh_token")), 400, "invalid_grant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    void revoking_anotherClientsToken_changesNothing(String which) {
        JsonObject tokens = tokens(OAuthFixture.DATA);
        assertEquals(200, revoked(SPA, text(tokens, which)).status());
        assertEquals(
                true, introspected(text(tokens, "access_token")).bool("active").orElseThrow());
        json(plane.refresh(OWN, text(tokens, "refresh_token")));
    }

    @Test
    void revoking_wrongHint_works() {
        JsonObject tokens = tokens(OAuthFixture.DATA);
        Map<String, String> form = new HashMap<>(Map.of("client_id", OWN, "token", text(tokens, "refresh_token")));
        form.put("token_type_hint", "access_token");
        assertEquals(200, plane.post("/oauth/revoke", form).status());
        assertInactive(text(tokens, "access_token"));
    }

    @Test
    void revoking_unknownToken_isFine_andNoTokenIsNot() {
        assertEquals(200, revoked(OWN, "rubbish").status());
        assertError(plane.post("/oauth/revoke", Map.of("client_id", OWN)), 400, "invalid_request");
        assertError(plane.post("/oauth/revoke", Map.of("client_id", "nobody", "token", "x")), 401, "invalid_client");
    }

    @Test
    void revoking_aClientsOwnToken_endsItOnTheControlPlane() {
        IssuedSecret<ClientApplication> client =
                plane.auth.clients().create(plane.acme.id(), "loader", Set.of(Role.ADMIN));
        String token = text(
                json(plane.post(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", client.owner().id(),
                                "client_secret", client.secret()))),
                "access_token");
        Credential.Jwt jwt = (Credential.Jwt) Credential.bearer(token);
        plane.auth.tokens().authenticate(jwt);
        HttpResponse response = plane.post(
                "/oauth/revoke",
                Map.of("client_id", client.owner().id(), "client_secret", client.secret(), "token", token));
        assertEquals(200, response.status());
        InvalidCredentialException refused = assertThrows(
                InvalidCredentialException.class, () -> plane.auth.tokens().authenticate(jwt));
        assertEquals(TokenReason.TOKEN_NOT_ACTIVE, refused.reason());
    }

    /** So that data planes, which ask nobody, refuse what came of it too. */
    @Test
    void revoking_isKeptForTheBundles_andAudited() {
        JsonObject tokens = tokens(OAuthFixture.DATA);
        String id =
                OAuthFixture.claims(text(tokens, "access_token")).string("jti").orElseThrow();
        revoked(OWN, text(tokens, "refresh_token"));
        assertTrue(plane.stores.revocations().contains(plane.acme.id(), id.substring(0, id.indexOf('.'))));
        assertTrue(plane.events.stream().anyMatch(event -> event.action().equals("authorization.revoked")));
    }

    @Test
    void revoking_endsWhatTheTokenDidOnTheControlPlane() {
        JsonObject tokens = tokens(OAuthFixture.ISSUER);
        Credential.Jwt jwt = (Credential.Jwt) Credential.bearer(text(tokens, "access_token"));
        plane.auth.tokens().authenticate(jwt);
        revoked(OWN, text(tokens, "refresh_token"));
        assertThrows(InvalidCredentialException.class, () -> plane.auth.tokens().authenticate(jwt));
    }
}
