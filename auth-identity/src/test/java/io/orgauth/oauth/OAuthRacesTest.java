package io.orgauth.oauth;

import static io.orgauth.oauth.OAuthFixture.OWN;
import static io.orgauth.oauth.OAuthFixture.OWN_REDIRECT;
import static io.orgauth.oauth.OAuthFixture.TV;
import static io.orgauth.oauth.OAuthFixture.json;
import static io.orgauth.oauth.OAuthFixture.redeeming;
import static io.orgauth.oauth.OAuthFixture.request;
import static io.orgauth.oauth.OAuthFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.session.Pages.DeviceCodePage;
import io.orgauth.session.Pages.DeviceConsentPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same code, refresh token or device code from 8 threads at once: one winner, and nothing alive after a reuse or a revocation. */
class OAuthRacesTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = Boolean.getBoolean("orgauth.full") ? 1_000 : 50;

    private final OAuthFixture plane = new OAuthFixture();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void close() {
        threads.shutdownNow();
        plane.close();
    }

    private <T> List<T> together(Callable<T> step) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> {
                start.await();
                return step.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get());
        }
        return results;
    }

    private JsonObject oneWinner(List<HttpResponse> responses) {
        List<HttpResponse> won =
                responses.stream().filter(response -> response.status() == 200).toList();
        assertEquals(1, won.size());
        return json(won.get(0));
    }

    private void assertDead(String client, JsonObject tokens) {
        assertEquals(400, plane.refresh(client, text(tokens, "refresh_token")).status());
        HttpResponse userinfo = plane.get("/oauth/userinfo", "Authorization", "Bearer " + text(tokens, "access_token"));
        assertEquals(401, userinfo.status());
    }

    @Test
    void code_from8Threads_hasOneWinner_whoseTokensEnd() throws Exception {
        plane.signIn(plane.ada, plane.acme);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> form = redeeming(OWN, OWN_REDIRECT, plane.code(request(OWN, OWN_REDIRECT)));
            assertDead(OWN, oneWinner(together(() -> plane.post("/oauth/token", form))));
        }
    }

    @Test
    void refreshToken_from8Threads_hasOneWinner_whoseTokensEnd() throws Exception {
        plane.signIn(plane.ada, plane.acme);
        for (int round = 0; round < ROUNDS; round++) {
            String token = text(plane.tokens(request(OWN, OWN_REDIRECT)), "refresh_token");
            assertDead(OWN, oneWinner(together(() -> plane.refresh(OWN, token))));
        }
    }

    @Test
    void deviceCode_from8Threads_hasOneWinner() throws Exception {
        plane.allowDevices();
        plane.signIn(plane.ada, plane.acme);
        for (int round = 0; round < ROUNDS; round++) {
            JsonObject device = json(plane.post("/oauth/device", Map.of("client_id", TV, "scope", "openid")));
            plane.get("/device");
            plane.submit(plane.pages.last(DeviceCodePage.class).form(), Map.of("user_code", text(device, "user_code")));
            plane.submit(plane.pages.last(DeviceConsentPage.class).form(), Map.of("decision", "approve"));
            plane.time.pass(Duration.ofSeconds(5));
            Map<String, String> form = Map.of(
                    "grant_type",
                    "urn:ietf:params:oauth:grant-type:device_code",
                    "client_id",
                    TV,
                    "device_code",
                    text(device, "device_code"));
            oneWinner(together(() -> plane.post("/oauth/token", form)));
        }
    }

    @Test
    void revocation_whileRefreshing_leavesNothingAlive() throws Exception {
        plane.signIn(plane.ada, plane.acme);
        for (int round = 0; round < ROUNDS; round++) {
            String token = text(plane.tokens(request(OWN, OWN_REDIRECT)), "refresh_token");
            Future<HttpResponse> refreshing = threads.submit(() -> plane.refresh(OWN, token));
            assertEquals(
                    200,
                    plane.post("/oauth/revoke", Map.of("client_id", OWN, "token", token))
                            .status());
            HttpResponse refreshed = refreshing.get();
            if (refreshed.status() == 200) {
                assertDead(OWN, json(refreshed));
            }
            assertTrue(plane.stores.authorizations().ofUser(plane.ada.id()).isEmpty());
        }
    }
}
