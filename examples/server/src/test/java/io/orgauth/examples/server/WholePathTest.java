package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.orgauth.Role;
import io.orgauth.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a client's secret to the protected service, over real sockets. */
class WholePathTest {
    private static final TestTime TIME = new TestTime();
    private static final Web WEB = Web.plain();
    private static final String REFUSED = "Bearer error=\"invalid_token\"";

    private static RunningExample example;
    private static DemoOrganization acme;
    private static DemoOrganization globex;

    @BeforeAll
    static void start() {
        example = Examples.whole(TIME.time());
        acme = example.organizations().get(0);
        globex = example.organizations().get(1);
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @Test
    void whoami_clientOfTheFirstOrganization_answersWhoItIs() {
        DemoClient client = acme.client(Role.MEMBER);

        Web.Answer answer = WEB.get(whoami(), token(client));

        assertEquals(200, answer.status());
        JsonObject expected = JsonObject.builder()
                .put("organization", acme.id().value())
                .put("subject", client.id())
                .put("roles", List.of("member"))
                .put("permissions", List.of("dataset:read", "dataset:write"))
                .put("via", "access_token")
                .build();
        assertEquals(expected, answer.json());
    }

    @Test
    void whoami_clientOfTheOtherOrganization_isRefused() {
        assertRefused(token(globex.client(Role.MEMBER)));
    }

    @Test
    void apiKey_fromItsIssueToItsEnd() {
        String admin = WEB.token(example.issuer(), acme.user(Role.ADMIN));
        String api = example.issuer() + "/api/organizations/" + acme.id() + "/api-keys";
        JsonObject made = WEB.postJson(api, admin, "{\"name\": \"ci\"}").json();
        String key = made.string("secret").orElseThrow();
        String id = made.string("id").orElseThrow();

        JsonObject caller = WEB.get(whoami(), key).json();
        assertEquals(acme.id().value(), caller.string("organization").orElseThrow());
        assertEquals("api_key", caller.string("via").orElseThrow());
        assertEquals(
                201, WEB.postJson(datasets(), key, "{\"name\": \"by-a-key\"}").status());
        assertFalse(WEB.get(api, admin).text().contains(key.substring(key.lastIndexOf('_') + 1)));
        assertEquals(400, WEB.get(whoami() + "?key=" + key).status());
        assertEquals(401, WEB.get(api, key).status()); // not for the control plane, which it does not name

        assertEquals(200, change(api + "/" + id, admin, "PATCH", "{\"permissions\": [\"dataset:read\"]}"));
        assertEquals(200, WEB.get(datasets(), key).status());
        assertEquals(403, WEB.postJson(datasets(), key, "{\"name\": \"more\"}").status());
        assertEquals(204, change(api + "/" + id, admin, "DELETE", ""));
        assertRefused(key);
    }

    private static int change(String url, String token, String method, String json) {
        return WEB.send(HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json)))
                .status();
    }

    /** It could not even be told from one that is nobody's. */
    @Test
    void token_otherOrganizationsDataPlane_isAnUnknownTarget() {
        Web.Answer answer =
                WEB.askToken(example.issuer(), globex.client(Role.MEMBER), Map.of("resource", example.dataPlane()));

        assertEquals(400, answer.status());
        assertEquals("invalid_target", answer.json().string("error").orElseThrow());
    }

    @Test
    void whoami_tamperedToken_isRefused() {
        String token = token(acme.client(Role.MEMBER));
        String signature = token.substring(token.lastIndexOf('.') + 1);
        String other = signature.charAt(0) == 'A' ? "B" : "A";

        assertRefused(token.substring(0, token.length() - signature.length()) + other + signature.substring(1));
    }

    @Test
    void whoami_expiredToken_isRefused() {
        String token = token(acme.client(Role.MEMBER));
        assertEquals(200, WEB.get(whoami(), token).status());

        TIME.forward(Duration.ofMinutes(12));

        assertRefused(token);
    }

    @Test
    void whoami_tokenForTheControlPlane_isRefused() {
        assertRefused(WEB.token(example.issuer(), acme.client(Role.MEMBER), Map.of("resource", example.issuer())));
    }

    @Test
    void whoami_withoutCredential_isToldHowToAsk() {
        Web.Answer answer = WEB.get(whoami());

        assertEquals(401, answer.status());
        assertEquals("Bearer " + metadata(), answer.header("WWW-Authenticate"));
        JsonObject described = WEB.get(example.dataPlane() + "/.well-known/oauth-protected-resource")
                .json();
        assertEquals(
                List.of(example.issuer()),
                described.strings("authorization_servers").orElseThrow());
    }

    @Test
    void datasets_viewer_readsAndMayNotWrite() {
        String token = token(acme.client(Role.VIEWER));

        assertEquals(200, WEB.get(datasets(), token).status());
        Web.Answer refused = WEB.postJson(datasets(), token, "{\"name\": \"mnist\"}");
        assertEquals(403, refused.status());
        assertEquals(
                "Bearer error=\"insufficient_scope\", scope=\"dataset:write\", " + metadata(),
                refused.header("WWW-Authenticate"));
    }

    /** By which a program without a token finds the issuer (RFC 9728, 5.1). */
    private static String metadata() {
        return "resource_metadata=\"" + example.dataPlane() + "/.well-known/oauth-protected-resource\"";
    }

    @Test
    void datasets_narrowedToken_mayDoOnlyWhatWasAskedFor() {
        String token = WEB.token(example.issuer(), acme.client(Role.MEMBER), Map.of("scope", "dataset:read"));

        assertEquals(
                403, WEB.postJson(datasets(), token, "{\"name\": \"mnist\"}").status());
        assertEquals(List.of(), WEB.get(whoami(), token).json().strings("roles").orElseThrow());
    }

    @Test
    void datasets_member_createsOnce() {
        String token = token(acme.client(Role.MEMBER));

        assertEquals(
                201, WEB.postJson(datasets(), token, "{\"name\": \"digits\"}").status());
        assertEquals(
                409, WEB.postJson(datasets(), token, "{\"name\": \"digits\"}").status());
        assertEquals(400, WEB.postJson(datasets(), token, "{\"name\": 1}").status());
        assertEquals(
                List.of("digits", "iris", "titanic"),
                WEB.get(datasets(), token).json().strings("datasets").orElseThrow());
    }

    @Test
    void preflight_fromTheControlPlane_isAllowed() {
        Web.Answer answer = preflight(example.issuer());

        assertEquals(204, answer.status());
        assertEquals(example.issuer(), answer.header("Access-Control-Allow-Origin"));
        assertEquals("", answer.header("Access-Control-Allow-Credentials"));
    }

    @Test
    void preflight_fromElsewhere_isRefused() {
        Web.Answer answer = preflight("https://evil.example");

        assertEquals(403, answer.status());
        assertEquals("", answer.header("Access-Control-Allow-Origin"));
    }

    @Test
    void health_anybody_isAnsweredByBothPlanes() {
        assertEquals(200, WEB.get(example.issuer() + "/health").status());
        Web.Answer answer = WEB.get(example.dataPlane() + "/health");
        assertEquals(200, answer.status());
        assertEquals("ok", answer.json().string("status").orElseThrow());
    }

    @Test
    void unknownPath_bothPlanes_isAProblemAndNotAPage() {
        Web.Answer control = WEB.get(example.issuer() + "/nothing");
        Web.Answer data = WEB.get(example.dataPlane() + "/nothing", token(acme.client(Role.MEMBER)));

        for (Web.Answer answer : List.of(control, data)) {
            assertEquals(404, answer.status());
            assertEquals("application/problem+json", answer.header("Content-Type"));
            assertEquals("", answer.header("Server"));
        }
    }

    @Test
    void metadata_bothWellKnownPlaces_saysOnlyWhatThereIs() {
        Web.Answer openid = WEB.get(example.issuer() + "/.well-known/openid-configuration");
        Web.Answer oauth = WEB.get(example.issuer() + "/.well-known/oauth-authorization-server");

        assertEquals(openid.json(), oauth.json());
        assertEquals(example.issuer(), openid.json().string("issuer").orElseThrow());
        assertEquals(
                List.of(
                        "authorization_code",
                        "client_credentials",
                        "password",
                        "refresh_token",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "urn:ietf:params:oauth:grant-type:token-exchange"),
                openid.json().strings("grant_types_supported").orElseThrow());
        assertEquals(
                example.issuer() + "/oauth/authorize",
                openid.json().string("authorization_endpoint").orElseThrow());
        assertEquals("public, max-age=300", openid.header("Cache-Control"));
    }

    @Test
    void jwks_anybody_isCacheableAndHasNoPrivateMember() {
        Web.Answer answer = WEB.get(WEB.metadata(example.issuer(), "jwks_uri"));

        assertEquals("public, max-age=300", answer.header("Cache-Control"));
        for (JsonObject key : answer.json().array("keys").orElseThrow().objects()) {
            assertFalse(key.has("d"));
        }
    }

    @Test
    void tokenEndpoint_get_isNotAllowed() {
        Web.Answer answer = WEB.get(WEB.metadata(example.issuer(), "token_endpoint"));

        assertEquals(405, answer.status());
        assertEquals("OPTIONS, POST", answer.header("Allow"));
    }

    private static String whoami() {
        return example.dataPlane() + "/whoami";
    }

    private static String datasets() {
        return example.dataPlane() + "/datasets";
    }

    private static String token(DemoClient client) {
        return WEB.token(example.issuer(), client);
    }

    private static void assertRefused(String token) {
        Web.Answer answer = WEB.get(whoami(), token);
        assertEquals(401, answer.status());
        assertEquals(REFUSED + ", " + metadata(), answer.header("WWW-Authenticate"));
    }

    private static Web.Answer preflight(String origin) {
        return WEB.send(HttpRequest.newBuilder(URI.create(datasets()))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization, content-type"));
    }
}
