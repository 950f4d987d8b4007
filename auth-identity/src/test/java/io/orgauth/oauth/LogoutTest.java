package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.SPA;
import static io.orgauth.oauth.OAuthFixture.SPA_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.form;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.redeeming;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.User;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Pages.FailurePage;
import io.orgauth.session.Pages.SignedOutPage;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RP-initiated logout, as the conformance suite asks for it (rp-initiated-logout). */
class LogoutTest {
    private static final String BYE = "https://spa.example.com/bye";

    private final OAuthFixture plane = new OAuthFixture();
    private final String hint = hint();

    private String hint() {
        plane.signIn(plane.ada, plane.acme);
        JsonObject tokens =
                json(plane.post("/oauth/token", redeeming(SPA, SPA_REDIRECT, plane.code(request(SPA, SPA_REDIRECT)))));
        return text(tokens, "id_token");
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private HttpResponse asked(Map<String, String> parameters) {
        return plane.get("/oauth/logout?" + form(parameters));
    }

    private Map<String, String> good() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("id_token_hint", hint);
        parameters.put("post_logout_redirect_uri", BYE);
        parameters.put("state", "a b");
        return parameters;
    }

    private boolean signedIn() {
        return !plane.stores.sessions().ofUser(plane.ada.id()).isEmpty();
    }

    private void assertNothingDone(HttpResponse response) {
        assertEquals(400, plane.pages.last(FailurePage.class).status());
        assertTrue(response.headers().all("Location").isEmpty());
        assertTrue(signedIn());
    }

    @Test
    void logout_withHintAndPlace_endsTheSessionAndGoesThere() {
        HttpResponse response = asked(good());
        assertEquals(BYE + "?state=a+b", response.headers().single("Location").orElseThrow());
        assertTrue(response.headers().single("Set-Cookie").orElseThrow().contains("Max-Age=0"));
        assertTrue(!signedIn());
    }

    @Test
    void logout_posted_isTheSame() {
        HttpResponse response = plane.post(
                "/oauth/logout",
                good(),
                "Cookie",
                "__Host-session=" + plane.cookie().orElseThrow());
        assertEquals(303, response.status());
        assertTrue(!signedIn());
    }

    @Test
    void logout_withoutState_bringsNone() {
        Map<String, String> parameters = good();
        parameters.remove("state");
        assertEquals(BYE, asked(parameters).headers().single("Location").orElseThrow());
    }

    @Test
    void logout_expiredHint_isOne() {
        plane.time.pass(Duration.ofMinutes(30));
        assertEquals(303, asked(good()).status());
        assertTrue(!signedIn());
    }

    @Test
    void logout_hintWithoutPlace_isAPage() {
        asked(Map.of("id_token_hint", hint));
        plane.pages.last(SignedOutPage.class);
        assertTrue(!signedIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", BYE + "?foo=bar", BYE + "/", SPA_REDIRECT})
    void logout_unregisteredPlace_isAPageAndChangesNothing(String place) {
        Map<String, String> parameters = good();
        parameters.put("post_logout_redirect_uri", place);
        assertNothingDone(asked(parameters));
    }

    @Test
    void logout_placeWithoutHint_isAPageAndChangesNothing() {
        Map<String, String> parameters = good();
        parameters.remove("id_token_hint");
        assertNothingDone(asked(parameters));
    }

    @Test
    void logout_hintThatWeDidNotSign_isAPageAndChangesNothing() {
        Map<String, String> parameters = good();
        String none =
                Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes());
        for (String bad : new String[] {
            "rubbish",
            hint + "x",
            none + "." + hint.split("\\.")[1] + ".",
            none + "." + hint.split("\\.")[1] + "." + hint.split("\\.")[2]
        }) {
            parameters.put("id_token_hint", bad);
            assertNothingDone(asked(parameters));
        }
    }

    @Test
    void logout_ofAnotherClientId_isAPageAndChangesNothing() {
        Map<String, String> parameters = good();
        parameters.put("client_id", OAuthFixture.OWN);
        assertNothingDone(asked(parameters));
    }

    @Test
    void logout_withoutHint_asksFirst() {
        for (Map<String, String> parameters : List.of(Map.<String, String>of(), Map.of("state", "x"))) {
            assertEquals(
                    "/auth/sign-out",
                    asked(parameters).headers().single("Location").orElseThrow());
            assertTrue(signedIn());
        }
    }

    @Test
    void logout_whereSomebodyElseIsSignedIn_asksFirst() {
        User mia = plane.auth.users().create(plane.acme.id(), "mia@acme.com", Role.MEMBER);
        plane.signIn(mia, plane.acme);
        assertEquals(
                "/auth/sign-out", asked(good()).headers().single("Location").orElseThrow());
        assertTrue(!plane.stores.sessions().ofUser(mia.id()).isEmpty());
    }
}
