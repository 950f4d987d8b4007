package io.orgauth.controlplane;

import static io.orgauth.controlplane.ControlPlaneFixture.ISSUER;
import static io.orgauth.controlplane.ControlPlaneFixture.NOW;
import static io.orgauth.controlplane.ControlPlaneFixture.body;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.permissions;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.User;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /session/token}: from a session to a data plane, and to nothing else. */
class SessionTokenTest {
    private static final String DATA_PLANE = "https://data.acme.example";
    private static final String OTHERS = "https://data.globex.example";

    private final ControlPlaneFixture fixture = new ControlPlaneFixture();
    private final User ada = fixture.auth.users().create(fixture.acme.id(), "ada@acme.com", Role.MEMBER);
    private final BrowserSession browser = BrowserSession.of(fixture, ada, Optional.of(fixture.acme));

    @BeforeEach
    void dataPlanes() {
        fixture.auth
                .dataPlanes()
                .create(fixture.acme.id(), DATA_PLANE, Set.of(), permissions("dataset:read", "dataset:write"));
        fixture.auth.dataPlanes().create(fixture.globex.id(), OTHERS, Set.of(), permissions("dataset:read"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse token(String resource) {
        return browser.post("/session/token", "resource=" + ControlPlaneFixture.encoded(resource));
    }

    private void assertError(String error, HttpResponse response) {
        assertEquals(400, response.status());
        assertEquals(error, text(json(response), "error"));
    }

    private Principal verified(OrganizationId organization, String token) {
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(ISSUER)
                .audience(DATA_PLANE)
                .organization(organization.value())
                .keys(KeySource.jwks(
                        body(fixture.send("GET", "/.well-known/jwks.json", Optional.empty(), Optional.empty()))))
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
        try (verifier) {
            return verifier.verify(token);
        }
    }

    @Test
    void token_forTheOrganizationsDataPlane_isAdmittedThere() {
        HttpResponse response = token(DATA_PLANE);

        assertEquals(200, response.status(), () -> body(response));
        assertEquals(Optional.of("no-store"), response.headers().single("Cache-Control"));
        Principal caller = verified(fixture.acme.id(), text(json(response), "access_token"));
        assertEquals(ada.id().value(), caller.subject().id());
        assertEquals(permissions("dataset:read"), caller.permissions());
        assertEquals(Set.of(Role.MEMBER), caller.roles());
        assertEquals(Optional.of(NOW), caller.authentication().time());
        assertEquals(Optional.of(ISSUER), caller.claim("client_id"));
        assertEquals(sessionId(), caller.claim("sid"));
    }

    private Optional<Object> sessionId() {
        return fixture.auth.sessions().find(browser.secret()).map(session -> session.id());
    }

    @Test
    void token_answer_hasNoRefreshTokenAndNoOtherOrigin() {
        HttpResponse response = token(DATA_PLANE);

        assertEquals(
                List.of("access_token", "token_type", "expires_in", "scope"),
                json(response).names());
        assertFalse(response.headers().contains("Access-Control-Allow-Origin"));
    }

    @Test
    void token_scopeNamed_isNarrowedToIt() {
        fixture.auth.members().assign(fixture.acme.id(), ada.id(), Set.of(Role.ADMIN));

        HttpResponse response = browser.post(
                "/session/token", "scope=dataset:read&resource=" + ControlPlaneFixture.encoded(DATA_PLANE));

        assertEquals("dataset:read", text(json(response), "scope"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ISSUER, OTHERS, "https://unknown.example", "not a uri", DATA_PLANE + "/"})
    void token_forAnythingElse_isAnInvalidTarget(String resource) {
        assertError("invalid_target", token(resource));
    }

    @Test
    void token_noneOrTwoResources_isAnInvalidTarget() {
        String encoded = "resource=" + ControlPlaneFixture.encoded(DATA_PLANE);

        assertError("invalid_target", browser.post("/session/token", ""));
        assertError("invalid_target", browser.post("/session/token", encoded + "&" + encoded));
    }

    @Test
    void token_parametersInTheUrl_areRefused() {
        assertError(
                "invalid_request",
                browser.post("/session/token?resource=" + ControlPlaneFixture.encoded(DATA_PLANE), ""));
    }

    @Test
    void token_organizationEnteredSince_isForThatOne() {
        fixture.auth.users().join(fixture.globex.id(), ada.id(), Role.MEMBER);
        browser.keep(browser.post("/session/organization", "organization=" + fixture.globex.id()));

        assertError("invalid_target", token(DATA_PLANE));
        assertEquals(200, token(OTHERS).status());
    }

    @Test
    void token_browserThatDoesNotSayWhereThePageIsFrom_is403() {
        HttpRequest request = BrowserSession.body(
                        browser.bare("POST", "/session/token")
                                .header("Origin", BrowserSession.ORIGIN)
                                .header("X-CSRF-Token", browser.csrf()),
                        "resource=" + ControlPlaneFixture.encoded(DATA_PLANE))
                .build();

        assertEquals(403, fixture.answer(request).status());
    }

    @Test
    void token_besideAnAuthorizationHeader_is401() {
        HttpRequest request = browser.form("/session/token", "resource=" + ControlPlaneFixture.encoded(DATA_PLANE))
                .header("X-CSRF-Token", browser.csrf())
                .header("Authorization", "Bearer x")
                .build();

        assertEquals(401, fixture.answer(request).status());
    }

    @Test
    void token_sessionThatMayNotActAnyMore_is401() {
        fixture.auth.organizations().disable(fixture.acme.id());
        assertEquals(401, token(DATA_PLANE).status());

        browser.delete("/session/all");
        assertEquals(401, token(DATA_PLANE).status());
    }

    @Test
    void token_noOrganizationEntered_is401() {
        BrowserSession nowhere = BrowserSession.of(fixture, ada, Optional.empty());

        HttpResponse response = nowhere.post("/session/token", "resource=" + ControlPlaneFixture.encoded(DATA_PLANE));

        assertEquals(401, response.status());
    }

    @Test
    void token_hasTheMembersAttributes() {
        fixture.auth.members().setAttributes(fixture.acme.id(), ada.id(), Map.of("UID", 1001));

        Principal caller = verified(fixture.acme.id(), text(json(token(DATA_PLANE)), "access_token"));

        assertEquals(Optional.of(Map.of("UID", 1001L)), caller.claim("attributes"));
    }
}
