package io.orgauth.controlplane;

import static io.orgauth.controlplane.ControlPlaneFixture.NOW;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.Consent;
import io.orgauth.identity.Organization;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One sees and takes back what one lets clients do, where one is, and nothing of others. */
class SessionConsentsTest {
    private static final String DATA = "https://data.acme.com";
    private static final Instant END = NOW.plusSeconds(3_600);

    private final ControlPlaneFixture fixture = new ControlPlaneFixture();
    private final User ada = fixture.auth.users().create(fixture.acme.id(), "ada@acme.com", Role.MEMBER);
    private final User bob = fixture.auth.users().create(fixture.acme.id(), "bob@acme.com", Role.OWNER);
    private final BrowserSession browser = BrowserSession.of(fixture, ada, Optional.of(fixture.acme));
    private final String shop = fixture.auth
            .clients()
            .create(fixture.acme.id(), "Shop", Set.of(), ClientMetadata.web("https://shop.acme.com/callback"))
            .client()
            .id();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void consented(User user, OrganizationId organization, String client) {
        fixture.stores
                .consents()
                .put(new Consent(user.id(), organization, client, DATA, Set.of("openid", "dataset:read"), NOW));
    }

    private void authorized(String id, User user, OrganizationId organization, String client, Instant end) {
        SignInProof proof = new SignInProof(SignInMethod.PASSWORD, NOW, Authentication.UNKNOWN, Optional.empty());
        fixture.stores
                .authorizations()
                .insert(new Authorization(
                        id,
                        organization,
                        user.id(),
                        client,
                        Set.of("openid", "offline_access"),
                        Set.of(),
                        proof,
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        "sealed",
                        7,
                        new Authorization.Times(NOW.minusSeconds(60), NOW, end)));
    }

    private boolean isAlive(String authorization) {
        return fixture.stores.authorizations().find(authorization).isPresent();
    }

    private static List<JsonObject> items(HttpResponse list) {
        assertEquals(200, list.status());
        return json(list).array("items").orElseThrow().objects();
    }

    private static JsonObject parsed(String json) {
        return Json.parseObject(json.getBytes(UTF_8));
    }

    @Test
    void list_saysWhoMayDoWhatAndSinceWhen() {
        consented(ada, fixture.acme.id(), shop);
        authorized("aut_1", ada, fixture.acme.id(), shop, END);
        authorized("aut_2", ada, fixture.acme.id(), ControlPlaneFixture.CLI, END);
        HttpResponse response = browser.get("/session/consents");
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        String expected = """
                {"client":"%s","name":"Shop",\
                "consents":[{"resource":"https://data.acme.com","scope":["dataset:read","openid"],"time":"%s"}],\
                "authorizations":[{"scope":["offline_access","openid"],"offline":true,"created":"%s","last_used":"%s"}]}""";
        JsonObject ofShop = parsed(expected.formatted(shop, NOW, NOW.minusSeconds(60), NOW));
        assertEquals(
                Set.of(shop, ControlPlaneFixture.CLI),
                Set.copyOf(items(response).stream()
                        .map(item -> text(item, "client"))
                        .toList()));
        assertTrue(items(response).contains(ofShop), () -> ControlPlaneFixture.body(response));
        assertTrue(items(response).stream().allMatch(item -> item.has("name")), "a configured client has a name too");
        assertFalse(
                ControlPlaneFixture.body(response).contains("aut_"), "an authorization's id is a part of its tokens");
    }

    @Test
    void list_isOfOneUserAndTheActiveOrganization_andOfWhatHasNotEnded() {
        fixture.auth.users().join(fixture.globex.id(), ada.id(), Role.VIEWER);
        consented(bob, fixture.acme.id(), shop);
        consented(ada, fixture.globex.id(), shop);
        authorized("aut_1", bob, fixture.acme.id(), shop, END);
        authorized("aut_2", ada, fixture.globex.id(), shop, END);
        authorized("aut_3", ada, fixture.acme.id(), shop, NOW);
        assertEquals(List.of(), items(browser.get("/session/consents")));
        BrowserSession elsewhere = BrowserSession.of(fixture, ada, Optional.of(fixture.globex));
        assertEquals(1, items(elsewhere.get("/session/consents")).size());
    }

    @Test
    void withoutAnOrganization_thereIsNothing() {
        consented(ada, fixture.acme.id(), shop);
        BrowserSession nowhere = BrowserSession.of(fixture, ada, Optional.empty());
        assertEquals(List.of(), items(nowhere.get("/session/consents")));
        assertEquals(404, nowhere.delete("/session/consents/" + shop).status());
        assertEquals(
                1, fixture.stores.consents().of(ada.id(), fixture.acme.id()).size());
    }

    @Test
    void withdraw_endsAllOfThatClient_andNothingElse() {
        Organization globex = fixture.globex;
        fixture.auth.users().join(globex.id(), ada.id(), Role.VIEWER);
        consented(ada, fixture.acme.id(), shop);
        authorized("aut_1", ada, fixture.acme.id(), shop, END);
        authorized("aut_2", ada, fixture.acme.id(), shop, END);
        authorized("aut_other_client", ada, fixture.acme.id(), "app_other", END);
        authorized("aut_other_user", bob, fixture.acme.id(), shop, END);
        authorized("aut_other_organization", ada, globex.id(), shop, END);
        consented(ada, globex.id(), shop);
        fixture.events.clear();

        assertEquals(204, browser.delete("/session/consents/" + shop).status());

        assertFalse(isAlive("aut_1") || isAlive("aut_2"));
        assertTrue(isAlive("aut_other_client") && isAlive("aut_other_user") && isAlive("aut_other_organization"));
        assertEquals(
                0, fixture.stores.consents().of(ada.id(), fixture.acme.id()).size());
        assertEquals(1, fixture.stores.consents().of(ada.id(), globex.id()).size());
        assertEquals(
                List.of("consent.withdrawn"),
                fixture.events.stream().map(AuditEvent::action).toList());
        String event = Json.text(fixture.events.get(0).toJson());
        assertTrue(
                event.contains(ada.id().value()) && event.contains(shop) && event.contains("\"authorizations\":2"),
                event);
        assertEquals(200, browser.get("/session").status(), "the session goes on");
    }

    @Test
    void withdraw_whatOneNeverAllowed_is404AndLeavesNoEvent() {
        consented(bob, fixture.acme.id(), shop);
        fixture.events.clear();
        for (String client : List.of(shop, "app_none", "%C3%A4")) {
            assertEquals(404, browser.delete("/session/consents/" + client).status());
        }
        assertEquals(List.of(), fixture.events);
        assertEquals(
                1, fixture.stores.consents().of(bob.id(), fixture.acme.id()).size());
    }

    /** Whoever has lost their rights there can still end what acts for them. */
    @Test
    void withdraw_byWhoMayNotActThereAnyMore_ends() {
        authorized("aut_1", ada, fixture.acme.id(), shop, END);
        fixture.auth.organizations().disable(fixture.acme.id());
        assertEquals(204, browser.delete("/session/consents/" + shop).status());
        assertFalse(isAlive("aut_1"));
    }

    @Test
    void withoutSession_is401() {
        HttpRequest none = HttpRequest.builder("GET", "/auth/session/consents").build();
        assertEquals(401, fixture.answer(none).status());
    }
}
