package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.TV;
import static io.orgauth.oauth.OAuthFixture.assertError;
import static io.orgauth.oauth.OAuthFixture.claims;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Pages.DeviceCodePage;
import io.orgauth.session.Pages.DeviceConsentPage;
import io.orgauth.session.Pages.DeviceDonePage;
import io.orgauth.session.Pages.FailurePage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The device flow (RFC 8628), which is off unless client and organization allow it. */
class DeviceFlowTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private final OAuthFixture plane = new OAuthFixture();

    @AfterEach
    void close() {
        plane.close();
    }

    private JsonObject begun() {
        return json(plane.post("/oauth/device", Map.of("client_id", TV, "scope", "openid dataset:read")));
    }

    private HttpResponse polled(JsonObject device) {
        return plane.post(
                "/oauth/token",
                Map.of("grant_type", GRANT, "client_id", TV, "device_code", text(device, "device_code")));
    }

    private HttpResponse polledLater(JsonObject device) {
        plane.time.pass(Duration.ofSeconds(5));
        return polled(device);
    }

    private void signedIn() {
        plane.allowDevices();
        plane.signIn(plane.ada, plane.acme);
    }

    private DeviceConsentPage typed(String code) {
        plane.get("/device");
        plane.submit(plane.pages.last(DeviceCodePage.class).form(), Map.of("user_code", code));
        return plane.pages.last(DeviceConsentPage.class);
    }

    private void decided(DeviceConsentPage page, String decision) {
        assertEquals(
                200, plane.submit(page.form(), Map.of("decision", decision)).status());
    }

    @Test
    void device_begins_withWhatThePersonNeeds() {
        JsonObject device = begun();
        assertTrue(text(device, "user_code").matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"));
        assertEquals(OAuthFixture.ISSUER + "/device", text(device, "verification_uri"));
        assertEquals(
                OAuthFixture.ISSUER + "/device?user_code=" + text(device, "user_code"),
                text(device, "verification_uri_complete"));
        assertEquals(600, device.longValue("expires_in").getAsLong());
        assertEquals(5, device.longValue("interval").getAsLong());
    }

    @Test
    void device_approved_getsTokensOnce() {
        JsonObject device = begun();
        assertError(polled(device), 400, "authorization_pending");
        signedIn();
        DeviceConsentPage page = typed(
                text(device, "user_code").toLowerCase(java.util.Locale.ROOT).replace("-", " "));
        assertEquals("Television", page.wanted().client());
        assertEquals("Acme", page.wanted().organization());
        assertEquals(List.of("dataset:read"), page.wanted().permissions());
        assertEquals(text(device, "user_code"), page.code());
        decided(page, "approve");
        assertTrue(plane.pages.last(DeviceDonePage.class).approved());
        JsonObject tokens = json(polledLater(device));
        assertEquals("dataset:read", text(claims(text(tokens, "access_token")), "scope"));
        assertEquals(plane.ada.id().value(), text(claims(text(tokens, "id_token")), "sub"));
        assertError(polledLater(device), 400, "invalid_grant");
        json(plane.refresh(TV, text(tokens, "refresh_token")));
    }

    @Test
    void device_denied_isToldSo() {
        JsonObject device = begun();
        signedIn();
        decided(typed(text(device, "user_code")), "deny");
        assertFalse(plane.pages.last(DeviceDonePage.class).approved());
        assertError(polledLater(device), 400, "access_denied");
    }

    @Test
    void device_pollingTooOften_isSlowedDown() {
        JsonObject device = begun();
        assertError(polled(device), 400, "authorization_pending");
        assertError(polled(device), 400, "slow_down");
        assertError(polledLater(device), 400, "slow_down");
        plane.time.pass(Duration.ofSeconds(15));
        assertError(polled(device), 400, "authorization_pending");
    }

    @Test
    void device_after10Minutes_isTooLate() {
        JsonObject device = begun();
        plane.time.pass(Duration.ofMinutes(10));
        assertError(polled(device), 400, "expired_token");
        signedIn();
        plane.get("/device");
        plane.submit(plane.pages.last(DeviceCodePage.class).form(), Map.of("user_code", text(device, "user_code")));
        assertEquals(
                Optional.of("code_not_valid"),
                plane.pages.last(DeviceCodePage.class).problem());
    }

    @Test
    void deviceCode_ofAnotherClient_isRefused() {
        JsonObject device = begun();
        HttpResponse other = plane.post(
                "/oauth/token",
                Map.of("grant_type", GRANT, "client_id", OWN, "device_code", text(device, "device_code")));
        assertError(other, 400, "unauthorized_client");
    }

    @Test
    void deviceCode_thatIsNone_isRefused() {
        assertError(
                plane.post("/oauth/token", Map.of("grant_type", GRANT, "client_id", TV, "device_code", "x")),
                400,
                "invalid_grant");
        assertError(plane.post("/oauth/token", Map.of("grant_type", GRANT, "client_id", TV)), 400, "invalid_request");
    }

    @Test
    void client_thatIsNotAllowed_isRefused() {
        assertError(plane.post("/oauth/device", Map.of("client_id", OWN)), 400, "unauthorized_client");
        assertError(plane.post("/oauth/device", Map.of("client_id", "nobody")), 401, "invalid_client");
        assertError(plane.post("/oauth/device", Map.of("client_id", TV, "scope", "no:such")), 400, "invalid_scope");
    }

    @Test
    void organization_thatDoesNotAllowIt_refuses() {
        JsonObject device = begun();
        plane.signIn(plane.ada, plane.acme);
        plane.get("/device");
        plane.submit(plane.pages.last(DeviceCodePage.class).form(), Map.of("user_code", text(device, "user_code")));
        assertEquals("access_denied", plane.pages.last(FailurePage.class).code());
        assertError(polled(device), 400, "authorization_pending");
    }

    @Test
    void person_notSignedIn_signsInFirst() {
        String location = plane.get("/device?user_code=BCDF-GHJK")
                .headers()
                .single("Location")
                .orElseThrow();
        assertEquals("/auth/sign-in?return_to=%2Fauth%2Fdevice%3Fuser_code%3DBCDF-GHJK", location);
    }

    /** 5.4: the code of a link is shown, to be compared; nothing is allowed by following it. */
    @Test
    void link_withTheCode_submitsNothing() {
        JsonObject device = begun();
        signedIn();
        plane.get("/device?user_code=" + text(device, "user_code"));
        assertEquals(
                Optional.of(text(device, "user_code")),
                plane.pages.last(DeviceCodePage.class).code());
        assertError(polled(device), 400, "authorization_pending");
    }

    @Test
    void codes_guessed_areThrottled() {
        JsonObject device = begun();
        signedIn();
        plane.get("/device");
        DeviceCodePage page = plane.pages.last(DeviceCodePage.class);
        for (int i = 0; i < 10; i++) {
            plane.submit(page.form(), Map.of("user_code", "BBBB-BBBB"));
        }
        plane.submit(page.form(), Map.of("user_code", text(device, "user_code")));
        assertEquals(
                Optional.of("too_many_attempts"),
                plane.pages.last(DeviceCodePage.class).problem());
    }

    @Test
    void decision_ofAnotherSite_isRefused() {
        JsonObject device = begun();
        signedIn();
        DeviceConsentPage page = typed(text(device, "user_code"));
        Map<String, String> typed = new HashMap<>(page.form().hidden());
        typed.put("decision", "approve");
        plane.post(
                "/device/decision",
                typed,
                "Origin",
                "https://evil.example",
                "Cookie",
                "__Host-session=" + plane.cookie().orElseThrow());
        assertEquals("form_not_ours", plane.pages.last(FailurePage.class).code());
        assertError(polled(device), 400, "authorization_pending");
    }

    /** RULES: never owner-level rights, and no sign-in that mints credentials. */
    @Test
    void tokens_ofAnOwner_haveNoOwnersRights() {
        JsonObject device = json(plane.post("/oauth/device", Map.of("client_id", TV)));
        signedIn();
        decided(typed(text(device, "user_code")), "approve");
        JsonObject access = claims(text(json(polledLater(device)), "access_token"));
        String scope = text(access, "scope");
        assertTrue(scope.contains("dataset:write"), scope);
        assertFalse(scope.contains("connections:write"), scope);
        assertFalse(scope.contains("policy:write"), scope);
        assertTrue(access.strings("roles").isEmpty());
        assertTrue(access.value("auth_time").isEmpty());
    }

    @Test
    void organization_namedByTheDevice_isNoOther() {
        JsonObject device = json(plane.post(
                "/oauth/device",
                Map.of("client_id", TV, "organization", plane.globex.id().value())));
        signedIn();
        plane.get("/device");
        HttpResponse response = plane.submit(
                plane.pages.last(DeviceCodePage.class).form(), Map.of("user_code", text(device, "user_code")));
        String location = response.headers().single("Location").orElseThrow();
        assertTrue(location.contains("organization=" + plane.globex.id().value()), location);
    }
}
