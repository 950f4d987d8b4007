package io.orgauth.controlplane;

import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.User;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of ours may ask about its session, and what pages of others may not. */
class SessionEndpointsTest {
    private final ControlPlaneFixture fixture = new ControlPlaneFixture();
    private final User ada = fixture.auth.users().create(fixture.acme.id(), "ada@acme.com", Role.MEMBER);
    private final BrowserSession browser = BrowserSession.of(fixture, ada, Optional.of(fixture.acme));

    @AfterEach
    void close() {
        fixture.close();
    }

    private BrowserSession another() {
        return BrowserSession.of(fixture, ada, Optional.of(fixture.acme));
    }

    private static List<String> ids(HttpResponse list) {
        return items(list).stream().map(item -> text(item, "id")).toList();
    }

    private static List<JsonObject> items(HttpResponse list) {
        return json(list).array("items").orElseThrow().objects();
    }

    @Test
    void session_signedIn_saysWhoAndWhereAndHow() {
        HttpResponse response = browser.get("/session");

        assertEquals(200, response.status());
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        JsonObject session = json(response);
        assertEquals(fixture.acme.id().value(), text(session, "organization"));
        assertEquals(ada.id().value(), text(session, "subject"));
        assertEquals("ada@acme.com", text(session, "email"));
        assertEquals(Optional.of(List.of("member")), session.strings("roles"));
        assertEquals(browser.csrf(), text(session, "csrf_token"));
        JsonObject way =
                session.array("authentications").orElseThrow().objects().get(0);
        assertEquals("password", text(way, "method"));
        assertEquals(ControlPlaneFixture.NOW.toString(), text(way, "time"));
        assertFalse(ControlPlaneFixture.body(response).contains(browser.secret()));
    }

    @Test
    void session_nobodySignedIn_is401() {
        HttpRequest none = HttpRequest.builder("GET", "/auth/session").build();
        HttpRequest other = HttpRequest.builder("GET", "/auth/session")
                .header("Cookie", "__Host-session=x")
                .build();

        assertEquals(401, fixture.answer(none).status());
        assertEquals(401, fixture.answer(other).status());
    }

    @Test
    void session_noOrganizationEntered_saysWhoAlone() {
        JsonObject session =
                json(BrowserSession.of(fixture, ada, Optional.empty()).get("/session"));

        assertEquals(Optional.empty(), session.string("organization"));
        assertEquals(ada.id().value(), text(session, "subject"));
        assertEquals(Optional.of(List.of()), session.strings("roles"));
    }

    @Test
    void session_organizationDisabled_isNoMoreThere() {
        fixture.auth.organizations().disable(fixture.acme.id());

        JsonObject session = json(browser.get("/session"));

        assertEquals(Optional.empty(), session.string("organization"));
        assertEquals(Optional.of(List.of()), session.strings("roles"));
    }

    @Test
    void session_withAToken_isNotLookedAt() {
        HttpRequest request = browser.bare("GET", "/session")
                .header("Authorization", "Bearer x")
                .build();

        assertEquals(401, fixture.answer(request).status());
    }

    @ParameterizedTest
    @CsvSource({"cross-site, cors, empty", "same-site, no-cors, script", "cross-site, navigate, iframe"})
    void session_readByAnotherSite_is403(String site, String mode, String destination) {
        HttpRequest request = browser.bare("GET", "/session")
                .header("Sec-Fetch-Site", site)
                .header("Sec-Fetch-Mode", mode)
                .header("Sec-Fetch-Dest", destination)
                .build();

        HttpResponse response = fixture.answer(request);

        assertEquals(403, response.status());
        assertFalse(response.headers().contains("Access-Control-Allow-Origin"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /session/organization",
        "POST, /session/token",
        "DELETE, /session/all",
        "DELETE, /session/others",
        "DELETE, /session/all/ses_x",
        "DELETE, /session/consents/app_x"
    })
    void changes_withoutTokenOriginOrOnAnotherSite_are403AndChangeNothing(String method, String path) {
        String csrf = browser.csrf();
        List<HttpRequest.Builder> attacks = List.of(
                browser.page(method, path),
                browser.bare(method, path).header("X-CSRF-Token", csrf),
                browser.bare(method, path)
                        .header("X-CSRF-Token", csrf)
                        .header("Origin", "https://evil.example")
                        .header("Sec-Fetch-Site", "cross-site"),
                browser.bare(method, path)
                        .header("X-CSRF-Token", csrf)
                        .header("Origin", BrowserSession.ORIGIN)
                        .header("Sec-Fetch-Site", "same-site"),
                browser.page(method, path).header("X-CSRF-Token", another().csrf()));

        for (HttpRequest.Builder attack : attacks) {
            String form = "resource=x&organization=" + fixture.acme.id();
            assertEquals(
                    403,
                    fixture.answer(BrowserSession.body(attack, form).build()).status());
        }

        assertEquals(2, ids(browser.get("/session/all")).size());
    }

    @Test
    void organization_whereTheUserIsAMember_isEnteredWithAnotherCookieAndToken() {
        fixture.auth.users().join(fixture.globex.id(), ada.id(), Role.VIEWER);
        String before = browser.secret();
        String token = browser.csrf();

        HttpResponse response =
                browser.keep(browser.post("/session/organization", "organization=" + fixture.globex.id()));

        assertEquals(200, response.status());
        assertEquals(fixture.globex.id().value(), text(json(response), "organization"));
        assertEquals(Optional.of(List.of("viewer")), json(response).strings("roles"));
        assertNotEquals(before, browser.secret());
        assertNotEquals(token, text(json(response), "csrf_token"));
        assertEquals(browser.csrf(), text(json(response), "csrf_token"));
        String cookie = response.headers().single("Set-Cookie").orElseThrow();
        assertTrue(cookie.endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax"), cookie);
        assertEquals(200, browser.get("/session").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"org_none", "x y", "globex"})
    void organization_thatIsNotTheUsers_is403(String organization) {
        String id = organization.equals("globex") ? fixture.globex.id().value() : organization;

        HttpResponse response =
                browser.post("/session/organization", "organization=" + ControlPlaneFixture.encoded(id));

        assertEquals(403, response.status());
        assertEquals("no_access", text(json(response), "code"));
        assertFalse(response.headers().contains("Set-Cookie"));
        assertEquals(fixture.acme.id().value(), text(json(browser.get("/session")), "organization"));
    }

    @Test
    void organization_notNamed_is400() {
        assertEquals(400, browser.post("/session/organization", "x=y").status());
    }

    @Test
    void all_listsOnesOwn_withoutSecrets() {
        another();
        User bob = fixture.auth.users().create(fixture.acme.id(), "bob@acme.com", Role.OWNER);
        BrowserSession.of(fixture, bob, Optional.of(fixture.acme));

        HttpResponse response = browser.get("/session/all");

        assertEquals(2, ids(response).size());
        List<JsonObject> current = items(response).stream()
                .filter(item -> item.bool("current").orElseThrow())
                .toList();
        assertEquals(1, current.size());
        assertEquals("Firefox", text(current.get(0), "device"));
        assertEquals(fixture.acme.id().value(), text(current.get(0), "organization"));
        assertFalse(ControlPlaneFixture.body(response).contains(browser.secret()));
        assertFalse(ControlPlaneFixture.body(response).contains(browser.csrf()));
    }

    @Test
    void all_ended_signsOutEverywhere() {
        BrowserSession elsewhere = another();

        HttpResponse response = browser.delete("/session/all");

        assertEquals(204, response.status());
        assertEquals(
                Optional.of(
                        "__Host-session=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Lax"),
                response.headers().single("Set-Cookie"));
        assertEquals(401, browser.get("/session").status());
        assertEquals(401, elsewhere.get("/session").status());
    }

    @Test
    void others_ended_thisOneGoesOn() {
        BrowserSession elsewhere = another();

        assertEquals(204, browser.delete("/session/others").status());

        assertEquals(200, browser.get("/session").status());
        assertEquals(401, elsewhere.get("/session").status());
    }

    @Test
    void one_ended_theOthersGoOn() {
        BrowserSession elsewhere = another();
        String id = items(browser.get("/session/all")).stream()
                .filter(item -> !item.bool("current").orElseThrow())
                .map(item -> text(item, "id"))
                .findFirst()
                .orElseThrow();

        HttpResponse response = browser.delete("/session/all/" + id);

        assertEquals(204, response.status());
        assertFalse(response.headers().contains("Set-Cookie"));
        assertEquals(401, elsewhere.get("/session").status());
        assertEquals(200, browser.get("/session").status());
    }

    @Test
    void one_itself_isSignedOut() {
        String id = ids(browser.get("/session/all")).get(0);

        HttpResponse response = browser.delete("/session/all/" + id);

        assertTrue(response.headers().contains("Set-Cookie"));
        assertEquals(401, browser.get("/session").status());
    }

    @Test
    void one_somebodyElses_is404AndGoesOn() {
        User bob = fixture.auth.users().create(fixture.acme.id(), "bob@acme.com", Role.OWNER);
        BrowserSession bobs = BrowserSession.of(fixture, bob, Optional.of(fixture.acme));
        String id = ids(bobs.get("/session/all")).get(0);

        assertEquals(404, browser.delete("/session/all/" + id).status());

        assertEquals(200, bobs.get("/session").status());
    }

    /** The admin API is for tokens: a page that a browser can be made to open must not reach it by cookie. */
    @Test
    void adminApi_byCookie_is401() {
        assertEquals(401, browser.get("/api/organizations").status());
    }
}
