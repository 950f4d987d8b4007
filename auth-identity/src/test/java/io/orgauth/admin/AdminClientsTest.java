package io.orgauth.admin;

import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of every kind by the admin API, in the words of RFC 7591. */
class AdminClientsTest {
    private static final String SPA = """
            {"name":"spa","redirect_uris":["https://spa.acme.example/callback"],"token_endpoint_auth_method":"none",\
            "allowed_origins":["https://spa.acme.example"]}""";

    private final AdminFixture fixture = new AdminFixture();
    private final ControlPlaneFixture plane = fixture.plane;
    private final String clients = "/api/organizations/" + plane.acme.id() + "/clients";

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse send(String method, String path, String who, String body) {
        return plane.send(method, path, Optional.of(plane.signedIn(who)), Optional.of(body));
    }

    private JsonObject made(String body) {
        HttpResponse response = send("POST", clients, AdminFixture.OWNER, body);
        assertEquals(201, response.status(), () -> ControlPlaneFixture.body(response));
        return json(response);
    }

    private JsonObject patched(JsonObject client, String body) {
        HttpResponse response = send("PATCH", path(client), AdminFixture.OWNER, body);
        assertEquals(200, response.status(), () -> ControlPlaneFixture.body(response));
        return json(response);
    }

    private String path(JsonObject client) {
        return clients + "/" + text(client, "client_id");
    }

    private static List<String> strings(JsonObject json, String name) {
        return json.strings(name).orElseThrow();
    }

    @Test
    void create_withNameAndRoles_isAServiceAsEver() {
        JsonObject service = made("{\"name\":\"load\",\"roles\":[\"member\"]}");
        assertEquals(List.of("client_credentials"), strings(service, "grant_types"));
        assertEquals("client_secret_basic", text(service, "token_endpoint_auth_method"));
        assertEquals(List.of(), strings(service, "redirect_uris"));
        assertEquals(Optional.of(false), service.bool("first_party"));
        assertFalse(service.has("permissions") || service.has("jwks") || service.has("default_resource"));
        assertTrue(service.has("client_secret"));
        assertEquals(0, service.longValue("refresh_retry").orElseThrow());
    }

    @Test
    void create_publicClient_needsNoRoles_andGetsNoSecret() {
        JsonObject spa = made(SPA);
        assertFalse(spa.has("client_secret"));
        assertEquals(List.of(), spa.array("secrets").orElseThrow().values());
        assertEquals("none", text(spa, "token_endpoint_auth_method"));
        assertEquals(List.of("authorization_code", "refresh_token"), strings(spa, "grant_types"));
        assertEquals(List.of("https://spa.acme.example"), strings(spa, "allowed_origins"));
        HttpResponse rotated = send("POST", path(spa) + "/secrets", AdminFixture.OWNER, "{}");
        assertEquals(400, rotated.status());
    }

    @Test
    void create_device_isForTheDeviceGrant() {
        JsonObject device = made("""
                {"name":"cli","grant_types":["urn:ietf:params:oauth:grant-type:device_code","refresh_token"],\
                "token_endpoint_auth_method":"none"}""");
        assertEquals(
                ClientMetadata.device(),
                plane.stores
                        .clients()
                        .byId(text(device, "client_id"))
                        .orElseThrow()
                        .metadata());
    }

    @Test
    void create_withSecretByPost_isTheSameAsByBasic() {
        JsonObject web = made("""
                {"name":"web","redirect_uris":["https://a.example/"],"token_endpoint_auth_method":"client_secret_post"}""");
        assertEquals("client_secret_basic", text(web, "token_endpoint_auth_method"));
        assertTrue(web.has("client_secret"));
    }

    @Test
    void create_byAnAdministratorWithoutPermissions_saysWhichItGot() {
        JsonObject spa = json(send("POST", clients, AdminFixture.ADMIN, SPA));
        assertTrue(strings(spa, "permissions").contains("dataset:read"));
        assertFalse(strings(spa, "permissions").contains("connections:write"));
    }

    @Test
    void create_saysWhatOnlyTheOperatorMay_isRefused() {
        for (String more : List.of("\"first_party\":true", "\"first_party\":false", "\"grant_types\":[\"password\"]")) {
            HttpResponse refused =
                    send("POST", clients, AdminFixture.OWNER, SPA.substring(0, SPA.length() - 1) + "," + more + "}");
            assertEquals(400, refused.status(), more);
            assertEquals("invalid", text(json(refused), "code"));
        }
    }

    @Test
    void change_ofOneMember_leavesTheOthers() {
        JsonObject spa = made(SPA);
        JsonObject changed = patched(
                spa,
                "{\"redirect_uris\":[\"https://new.acme.example/\",\"com.acme.app:/callback\"],\"refresh_retry\":10}");
        assertEquals(List.of("com.acme.app:/callback", "https://new.acme.example/"), strings(changed, "redirect_uris"));
        assertEquals(10, changed.longValue("refresh_retry").orElseThrow());
        assertEquals(strings(spa, "allowed_origins"), strings(changed, "allowed_origins"));
        assertEquals(strings(spa, "grant_types"), strings(changed, "grant_types"));
        assertEquals("none", text(changed, "token_endpoint_auth_method"));
        assertEquals(changed, json(send("PATCH", path(spa), AdminFixture.OWNER, "{\"name\":\"spa\"}")));
    }

    @Test
    void change_toKeysAndBack_takesKeysAndSecretsAlong() {
        JsonObject web = made("{\"name\":\"web\",\"redirect_uris\":[\"https://a.example/\"]}");
        JsonObject signing =
                patched(web, "{\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":" + AdminFixture.JWKS + "}");
        assertEquals(
                Json.parseObject(AdminFixture.JWKS.getBytes(StandardCharsets.UTF_8)),
                signing.object("jwks").orElseThrow());
        assertEquals(List.of(), signing.array("secrets").orElseThrow().values());
        JsonObject same = patched(web, "{\"token_endpoint_auth_method\":\"private_key_jwt\"}");
        assertTrue(same.has("jwks"));
        JsonObject back = patched(web, "{\"token_endpoint_auth_method\":\"client_secret_basic\"}");
        assertFalse(back.has("jwks"));
        HttpResponse secret = send("POST", path(web) + "/secrets", AdminFixture.OWNER, "{}");
        assertEquals(201, secret.status());
    }

    @Test
    void change_ofWhoOwnersTrust_byAnAdministrator_isDenied() {
        JsonObject spa = made(SPA);
        HttpResponse denied =
                send("PATCH", path(spa), AdminFixture.ADMIN, "{\"redirect_uris\":[\"https://evil.example/\"]}");
        assertEquals(403, denied.status());
        assertEquals("owners_only", text(json(denied), "code"));
    }

    @Test
    void change_ofAFirstPartyClient_isDenied() {
        String id = plane.auth
                .clients()
                .create(
                        plane.acme.id(),
                        "portal",
                        Set.of(),
                        ClientMetadata.publicClient("https://portal.acme.example/")
                                .asFirstParty())
                .client()
                .id();
        HttpResponse denied = send(
                "PATCH", clients + "/" + id, AdminFixture.OWNER, "{\"redirect_uris\":[\"https://evil.example/\"]}");
        assertEquals(403, denied.status());
        HttpResponse read = plane.send(
                "GET", clients + "/" + id, Optional.of(plane.signedIn(AdminFixture.OWNER)), Optional.empty());
        assertEquals(Optional.of(true), json(read).bool("first_party"));
    }
}
