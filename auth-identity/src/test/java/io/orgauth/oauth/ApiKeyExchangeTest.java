package io.orgauth.oauth;

import static io.orgauth.controlplane.ControlPlaneFixture.ISSUER;
import static io.orgauth.controlplane.ControlPlaneFixture.NOW;
import static io.orgauth.controlplane.ControlPlaneFixture.encoded;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.permissions;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.apikey.ApiKeyLimits;
import io.orgauth.apikey.ApiKeyOwner;
import io.orgauth.apikey.ApiKeyRequest;
import io.orgauth.apikey.IssuedApiKey;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.Organization;
import io.orgauth.identity.User;
import io.orgauth.token.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An API key for an access token (RFC 8693): for one resource that it is good for, for no more and no longer than the key. */
class ApiKeyExchangeTest {
    private static final String DATA = "https://data.acme.example";
    private static final ApiKeyRequest CI = ApiKeyRequest.named("ci");

    private final ControlPlaneFixture plane = new ControlPlaneFixture();
    private final User ada = plane.auth.users().create(plane.acme.id(), "ada@acme.com", Role.MEMBER);
    private final IssuedApiKey key;

    ApiKeyExchangeTest() {
        dataPlane(plane.acme, DATA);
        dataPlane(plane.globex, "https://data.globex.example");
        key = issue(CI);
    }

    private void dataPlane(Organization organization, String uri) {
        plane.auth.dataPlanes().create(organization.id(), uri, Set.of(), permissions("dataset:read", "dataset:write"));
    }

    private IssuedApiKey issue(ApiKeyRequest request) {
        return plane.auth.apiKeys().issue(ada.id(), plane.acme.id(), request);
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private static String form(String secret, String more) {
        return "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=" + secret
                + "&subject_token_type=urn:orgauth:params:oauth:token-type:api-key" + more;
    }

    private HttpResponse exchange(IssuedApiKey issued, String more) {
        return plane.token(form(issued.secret(), more));
    }

    private static String at(String resource) {
        return "&resource=" + encoded(resource);
    }

    private Principal verified(HttpResponse response, String resource) {
        assertEquals(200, response.status(), () -> ControlPlaneFixture.body(response));
        try (TokenVerifier verifier = TokenVerifier.builder()
                .issuer(ISSUER)
                .audience(resource)
                .organization(plane.acme.id().value())
                .keys(plane.auth.signingKeys().keySource())
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build()) {
            return verifier.verify(text(json(response), "access_token"));
        }
    }

    @Test
    void key_isATokenOfItsOwner_thatSaysNothingOfASignIn() {
        HttpResponse response = exchange(key, at(DATA));

        Principal caller = verified(response, DATA);
        assertEquals(ada.id().value(), caller.subject().id());
        assertEquals(permissions("dataset:read"), caller.permissions());
        assertEquals(Set.of(Role.MEMBER), caller.roles());
        assertEquals(Optional.empty(), caller.authentication().time());
        assertEquals(Optional.of(key.key().id()), caller.claim("client_id"));
        assertEquals("urn:ietf:params:oauth:token-type:access_token", text(json(response), "issued_token_type"));
        assertEquals(OptionalLong.of(600), json(response).longValue("expires_in"));
        assertEquals(Optional.of("no-store"), response.headers().single("Cache-Control"));
    }

    @Test
    void scope_narrows_andNeverWidens() {
        IssuedApiKey narrow = issue(CI.limitedTo(ApiKeyLimits.NONE.toPermissions(permissions("dataset:write"))));

        assertEquals(Set.of(), verified(exchange(narrow, at(DATA)), DATA).permissions());
        Principal caller = verified(exchange(key, at(DATA) + "&scope=dataset:read+dataset:write"), DATA);
        assertEquals(permissions("dataset:read"), caller.permissions());
        assertEquals(Set.of(), caller.roles());
    }

    @Test
    void token_endsNoLaterThanTheKey() {
        HttpResponse response = exchange(issue(CI.livingFor(Duration.ofSeconds(90))), at(DATA));

        verified(response, DATA);
        assertEquals(OptionalLong.of(90), json(response).longValue("expires_in"));
    }

    @Test
    void keyForTheControlPlane_ofAClientThatMayMint_isATokenThatMayNot() {
        plane.auth.roles().create(plane.acme.id(), "minter", permissions("clients:write", "credentials:mint"));
        ClientApplication robot = plane.auth
                .clients()
                .create(plane.acme.id(), "robot", Set.of(Role.of("minter")))
                .owner();
        IssuedApiKey minting = plane.auth
                .apiKeys()
                .issue(
                        ApiKeyOwner.of(robot.id()),
                        plane.acme.id(),
                        CI.limitedTo(ApiKeyLimits.NONE.toResources(Set.of(ISSUER))));

        Principal caller = verified(exchange(minting, at(ISSUER)), ISSUER);

        assertEquals(permissions("clients:write"), caller.permissions());
        assertEquals(Set.of(), caller.roles());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', invalid_target",
        "&resource=https://data.globex.example, invalid_target",
        "&resource=https://app.example.com/auth, invalid_target",
        "&resource=https://nobody.example, invalid_target",
        "&resource=%20, invalid_target",
        "&resource=https://data.acme.example&resource=https://data.acme.example, invalid_target",
        "&resource=https://data.acme.example&audience=x, invalid_target",
        "&resource=https://data.acme.example&actor_token=x, invalid_request",
        "&resource=https://data.acme.example&actor_token_type=x, invalid_request",
        "&resource=https://data.acme.example&requested_token_type=x, invalid_request",
        "&resource=https://data.acme.example&scope=nobody:declared, invalid_scope",
        "&resource=https://data.acme.example&client_id=x, invalid_client",
        "&resource=https://data.acme.example&client_secret=x, invalid_client",
    })
    void request_withOneFault_isRefused(String more, String error) {
        assertError(error, exchange(key, more));
    }

    @Test
    void otherTypes_areRefused() {
        String typed = form(key.secret(), at(DATA));
        String jwt = "subject_token_type=urn:ietf:params:oauth:token-type:access_token";
        assertError(
                "invalid_request",
                plane.token(typed.replace("subject_token_type=urn:orgauth:params:oauth:token-type:api-key", jwt)));
        assertError("invalid_client", plane.token(typed, "Basic eDp5"));
    }

    @Test
    void keyThatIsDamagedDeadOrOfWhoMayActNoMore_isRefusedAlike() {
        assertError("invalid_request", plane.token(form(key.secret() + "x", at(DATA))));
        IssuedApiKey dead = issue(CI);
        plane.auth.apiKeys().deactivate(dead.key().id());
        assertError("invalid_request", exchange(dead, at(DATA)));
        plane.auth.members().disable(plane.acme.id(), ada.id());
        assertError("invalid_request", exchange(key, at(DATA)));
    }

    private static void assertError(String error, HttpResponse response) {
        assertEquals(error, text(json(response), "error"));
        assertEquals(error.equals("invalid_client") ? 401 : 400, response.status());
    }
}
