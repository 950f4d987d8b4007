package io.orgauth.oauth;

import static io.orgauth.controlplane.ControlPlaneFixture.encoded;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.permissions;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Client credentials and what all grants share: RFC 6749, 2.3, 3.2, 4.4 and 5; RFC 8707. */
class TokenEndpointTest {
    private static final String DATA = "https://data.acme.example";

    private final ControlPlaneFixture plane = new ControlPlaneFixture();
    private final IssuedSecret<ClientApplication> client =
            plane.auth.clients().create(plane.acme.id(), "load", Set.of(Role.MEMBER, Role.ADMIN));
    private final String id = client.owner().id();
    private final String good = "grant_type=client_credentials&client_id=" + id + "&client_secret=" + client.secret();

    @BeforeEach
    void registerDataPlanes() {
        plane.auth.dataPlanes().create(plane.acme.id(), DATA, Set.of(), permissions("dataset:read", "dataset:write"));
        plane.auth.dataPlanes().create(plane.globex.id(), "https://data.globex.example", Set.of(), Set.of());
    }

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void token_ofAClient_isAsRfc6749Section51Says() {
        HttpResponse response = plane.token(good);
        assertEquals(200, response.status());
        assertEquals(List.of("application/json"), response.headers().all("Content-Type"));
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        assertEquals(List.of("no-cache"), response.headers().all("Pragma"));
        assertEquals("Bearer", text(json(response), "token_type"));
        assertEquals(600, json(response).longValue("expires_in").orElseThrow());
    }

    @Test
    void token_ofAClient_saysWhoWhereAndWhatNow() {
        Principal caller = verified(plane.token(good), ControlPlaneFixture.ISSUER);
        assertEquals(plane.acme.id(), caller.organization());
        assertEquals(id, caller.subject().id());
        assertEquals(Set.of(Role.MEMBER, Role.ADMIN), caller.roles());
        assertEquals(
                Optional.of(ControlPlaneFixture.NOW), caller.authentication().time());
        assertEquals(Set.of(), caller.authentication().methods());
        assertEquals(Optional.of(id), caller.claim("client_id"));
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("grant_type=", "", "invalid_request"),
                Arguments.of("grant_type=client_credentials&", "", "invalid_request"),
                Arguments.of(
                        "grant_type=client_credentials", "grant_type=CLIENT_CREDENTIALS", "unsupported_grant_type"),
                Arguments.of("grant_type=client_credentials", "grant_type=implicit", "unsupported_grant_type"),
                Arguments.of("grant_type=client_credentials", "grant_type=a%20b", "unsupported_grant_type"),
                Arguments.of("$", "&grant_type=client_credentials", "invalid_request"),
                Arguments.of("$", "&client_id=x", "invalid_request"),
                Arguments.of("$", "&client_secret=x", "invalid_request"),
                Arguments.of("$", "&scope=a&scope=b", "invalid_request"),
                Arguments.of("$", "&scope=&scope=", "invalid_request"),
                Arguments.of("$", "&other=1&other=2", "invalid_request"),
                Arguments.of("$", "&scope=%zz", "invalid_request"),
                Arguments.of("$", "&scope=%FF", "invalid_request"),
                Arguments.of("$", "&scope=%00", "invalid_request"),
                Arguments.of("$", "&=x", "invalid_request"),
                Arguments.of("$", "&x=1".repeat(300), "invalid_request"),
                Arguments.of("$", "&" + "x".repeat(300) + "=1", "invalid_request"),
                Arguments.of("$", "&scope=dataset%3Adelete", "invalid_scope"),
                Arguments.of("$", "&scope=dataset:read%20%20dataset:write", "invalid_scope"),
                Arguments.of("$", "&scope=+dataset:read", "invalid_scope"),
                Arguments.of("$", "&scope=dataset:read%09dataset:write", "invalid_scope"),
                Arguments.of("$", "&scope=*", "invalid_scope"),
                Arguments.of("$", "&scope=%22", "invalid_scope"),
                Arguments.of("$", "&scope=" + "a".repeat(10_000), "invalid_scope"),
                Arguments.of("$", "&resource=https://data.globex.example", "invalid_target"),
                Arguments.of("$", "&resource=https://nobody.example", "invalid_target"),
                Arguments.of("$", "&resource=" + DATA + "/", "invalid_target"),
                Arguments.of("$", "&resource=" + DATA + "%23x", "invalid_target"),
                Arguments.of("$", "&resource=not+a+uri", "invalid_target"),
                Arguments.of("$", "&resource=" + DATA + "&resource=" + DATA, "invalid_target"),
                Arguments.of(
                        "$",
                        "&resource=" + DATA + "&resource=" + encoded(ControlPlaneFixture.ISSUER),
                        "invalid_target"),
                Arguments.of("$", "&resource=https://" + "a".repeat(10_000), "invalid_target"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("malformed")
    void token_badParameter_isRefusedWithItsCode(String part, String instead, String error) {
        String form = part.equals("$") ? good + instead : good.replace(part, instead);
        assertError(plane.token(form), 400, error);
    }

    static Stream<Arguments> unauthenticated() {
        return Stream.of(
                Arguments.of("", "client_secret=wrong"),
                Arguments.of("client_id=", "client_secret="),
                Arguments.of("client_id={id}", ""),
                Arguments.of("client_id={id}", "client_secret="),
                Arguments.of("client_id={id}", "client_secret=wrong"),
                Arguments.of("client_id={id}", "client_secret={secret}x"),
                Arguments.of("client_id={id}", "client_secret=%20{secret}"),
                Arguments.of("client_id=app_0000000000000000000000", "client_secret={secret}"),
                Arguments.of("client_id=usr_0000000000000000000000", "client_secret={secret}"),
                Arguments.of("client_id={id}x", "client_secret={secret}"),
                Arguments.of("client_id=" + "a".repeat(10_000), "client_secret=" + "b".repeat(10_000)),
                Arguments.of("client_id=acme-cli", "client_secret={secret}"));
    }

    @ParameterizedTest
    @MethodSource("unauthenticated")
    void token_byParameters_withoutTheSecret_isOneAnswer(String clientId, String secret) {
        String form = "grant_type=client_credentials&" + clientId + "&" + secret;
        assertInvalidClient(plane.token(form.replace("{id}", id).replace("{secret}", client.secret())));
    }

    @Test
    void token_byBasic_isFormEncodedBeforeItIsJoined() {
        String encodedId = "%61" + id.substring(1);
        for (String scheme : List.of("Basic ", "basic ", "BASIC ")) {
            assertEquals(200, basic(scheme, id + ":" + client.secret(), "").status());
        }
        assertEquals(200, basic("Basic ", encodedId + ":" + client.secret(), "").status());
        assertEquals(
                200,
                basic("Basic ", id + ":" + client.secret(), "&client_id=" + id).status());
        assertEquals(
                200,
                basic("Basic ", id + ":" + client.secret(), "&client_secret=").status());
    }

    static Stream<String> badBasic() {
        return Stream.of(
                "",
                "{id}",
                "{id}:",
                ":{secret}",
                "{id}:wrong",
                "{id}:{secret}:",
                "{id}%3A{secret}",
                "{id}:%zz",
                "{id}:%",
                "{id}:%-1",
                "{id}:{secret}+",
                "{id}\u0000:{secret}",
                "\u00ff:{secret}");
    }

    @ParameterizedTest
    @MethodSource("badBasic")
    void token_byBasic_withoutTheSecret_isOneAnswer(String credentials) {
        String filled = credentials.replace("{id}", id).replace("{secret}", client.secret());
        assertInvalidClient(basic("Basic ", filled, ""));
    }

    @Test
    void token_headerThatIsNoBasic_isInvalidClient_evenWithGoodParameters() {
        String pair = Base64.getEncoder().encodeToString((id + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));
        for (String header : List.of(
                "Bearer x",
                "Basic",
                "Basic " + pair.charAt(0) + "!",
                "Basic  " + pair,
                "Digest " + pair,
                "Basic " + pair + ", Basic " + pair)) {
            assertInvalidClient(plane.token(good, header));
        }
    }

    @Test
    void token_twoAuthentications_areRefused() {
        String pair = id + ":" + client.secret();
        assertError(basic("Basic ", pair, "&client_secret=" + client.secret()), 400, "invalid_request");
        assertError(basic("Basic ", pair, "&client_id=app_other"), 400, "invalid_request");
        String header = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        assertError(plane.token("grant_type=client_credentials", header, header), 400, "invalid_request");
    }

    @Test
    void token_parametersInTheUrl_areRefused() {
        for (String query : List.of("?client_secret=" + client.secret(), "?grant_type=client_credentials", "?x")) {
            HttpResponse response = plane.answer(request("/auth/oauth/token" + query)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .build());
            assertError(response, 400, "invalid_request");
        }
    }

    @Test
    void token_otherContentTypeOrMethod_isRefused() {
        for (String type : List.of("application/json", "multipart/form-data", "text/plain")) {
            assertError(
                    plane.answer(request("/auth/oauth/token")
                            .header("Content-Type", type)
                            .build()),
                    400,
                    "invalid_request");
        }
        assertError(plane.answer(request("/auth/oauth/token").build()), 400, "invalid_request");
        HttpResponse get = plane.answer(
                HttpRequest.builder("GET", "/auth/oauth/token?" + good).build());
        assertEquals(405, get.status());
        assertEquals(List.of("OPTIONS, POST"), get.headers().all("Allow"));
    }

    @Test
    void token_parameterWithoutValue_countsAsOmitted() {
        HttpResponse response = plane.token(good + "&scope=&resource=");
        assertEquals(text(json(plane.token(good)), "scope"), text(json(response), "scope"));
        assertEquals(ControlPlaneFixture.ISSUER, audience(response));
    }

    @Test
    void token_unknownParameter_isIgnored() {
        assertEquals(
                200, plane.token(good + "&audience=https://elsewhere.example").status());
    }

    @Test
    void token_resource_isTheOneAudienceAndWhatMeansSomethingThere() {
        HttpResponse response = plane.token(good + "&resource=" + encoded(DATA));
        Principal caller = verified(response, DATA);
        assertEquals(permissions("dataset:read", "dataset:write"), caller.permissions());
        assertEquals("dataset:read dataset:write", text(json(response), "scope"));
        assertEquals(Set.of(Role.MEMBER, Role.ADMIN), caller.roles());
    }

    @Test
    void token_withoutResource_isForTheDefault_andTheIssuerCanStillBeNamed() {
        plane.auth.clients().useByDefault(plane.acme.id(), id, URI.create(DATA));
        assertEquals(DATA, audience(plane.token(good)));
        String issuer = "&resource=" + encoded(ControlPlaneFixture.ISSUER);
        assertEquals(ControlPlaneFixture.ISSUER, audience(plane.token(good + issuer)));
    }

    @Test
    void token_defaultResourceThatWasRemoved_isInvalidTarget() {
        plane.auth.clients().useByDefault(plane.acme.id(), id, URI.create(DATA));
        plane.auth
                .dataPlanes()
                .page(plane.acme.id(), Optional.empty(), 10)
                .forEach(resource -> plane.auth.dataPlanes().remove(plane.acme.id(), resource.id()));
        assertError(plane.token(good), 400, "invalid_target");
    }

    @Test
    void token_scope_narrowsDropsRolesAndNeverWidens() {
        Principal caller = verified(plane.token(good + "&scope=dataset:read"), ControlPlaneFixture.ISSUER);
        assertEquals(permissions("dataset:read"), caller.permissions());
        assertEquals(Set.of(), caller.roles());
        HttpResponse more = plane.token(good + "&scope=dataset:read+credentials:mint");
        assertEquals("dataset:read", text(json(more), "scope"));
        HttpResponse none = plane.token(good + "&scope=credentials:mint");
        assertEquals("", text(json(none), "scope"));
        assertEquals(Set.of(), verified(none, ControlPlaneFixture.ISSUER).permissions());
    }

    @Test
    void token_scopeThatNamesEverythingHeld_isStillNarrowed_soHasNoRoles() {
        String everything = text(json(plane.token(good)), "scope");
        Principal caller = verified(plane.token(good + "&scope=" + encoded(everything)), ControlPlaneFixture.ISSUER);
        assertEquals(Set.of(), caller.roles());
    }

    @Test
    void token_scopeOfOpenIdOnly_namesNoPermission() {
        HttpResponse response = plane.token(good + "&scope=openid+profile+email+offline_access");
        assertEquals(text(json(plane.token(good)), "scope"), text(json(response), "scope"));
    }

    @Test
    void token_scopeAtADataPlane_isNeverWhatMeansNothingThere() {
        HttpResponse response = plane.token(good + "&scope=users:read+dataset:read&resource=" + encoded(DATA));
        assertEquals("dataset:read", text(json(response), "scope"));
    }

    @Test
    void token_tooLongForAHeader_isRefused_andOneForLessIsMade() {
        StringBuilder names = new StringBuilder();
        Set<Role> roles = new LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            String key = "role-" + i + "-" + "x".repeat(50);
            plane.auth.roles().create(plane.acme.id(), key, permissions("dataset:read"));
            roles.add(Role.of(key));
            names.append(key);
        }
        plane.auth.clients().assign(plane.acme.id(), id, roles);
        assertTrue(names.length() > 6_144);
        assertError(plane.token(good), 400, "invalid_scope");
        assertEquals("dataset:read", text(json(plane.token(good + "&scope=dataset:read")), "scope"));
    }

    @Test
    void token_supersededSecret_worksUntilItsEnd() {
        plane.auth.clients().rotateSecret(plane.acme.id(), id, Duration.ofDays(7));
        assertEquals(200, plane.token(good).status());
        plane.auth.clients().rotateSecret(plane.acme.id(), id, Duration.ofDays(7));
        assertInvalidClient(plane.token(good));
    }

    @Test
    void token_disabledClientOrOrganization_isRefusedAtTheNextCall() {
        plane.auth.clients().disable(plane.acme.id(), id);
        assertInvalidClient(plane.token(good));
        plane.auth.clients().enable(plane.acme.id(), id);
        assertEquals(200, plane.token(good).status());
        plane.auth.organizations().disable(plane.acme.id());
        assertError(plane.token(good), 400, "invalid_grant");
        plane.auth.organizations().enable(plane.acme.id());
        assertEquals(200, plane.token(good).status());
    }

    @Test
    void token_clientOfEveryOrganization_hasNoRightsOfItsOwn() {
        ClientApplication owned = client.owner();
        plane.stores
                .clients()
                .insert(new ClientApplication(
                        "app_everywhere",
                        Optional.empty(),
                        "tool",
                        owned.roles(),
                        Optional.empty(),
                        owned.secrets(),
                        owned.metadata(),
                        true,
                        1));
        assertError(plane.token(good.replace(id, "app_everywhere")), 400, "unauthorized_client");
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.builder("POST", target).body(good.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse basic(String scheme, String credentials, String more) {
        byte[] bytes = credentials.getBytes(StandardCharsets.ISO_8859_1);
        return plane.token(
                "grant_type=client_credentials" + more,
                scheme + Base64.getEncoder().encodeToString(bytes));
    }

    private static void assertInvalidClient(HttpResponse response) {
        assertError(response, 401, "invalid_client");
        assertEquals(List.of("Basic realm=\"token\""), response.headers().all("WWW-Authenticate"));
        assertEquals(
                "{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}",
                ControlPlaneFixture.body(response));
    }

    private static void assertError(HttpResponse response, int status, String error) {
        assertEquals(error, text(json(response), "error"));
        assertEquals(status, response.status());
        assertEquals(List.of("application/json"), response.headers().all("Content-Type"));
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        assertFalse(json(response).has("access_token"));
    }

    private String audience(HttpResponse response) {
        return List.of(ControlPlaneFixture.ISSUER, DATA).stream()
                .filter(audience -> isFor(response, audience))
                .findFirst()
                .orElseThrow();
    }

    private boolean isFor(HttpResponse response, String audience) {
        try {
            verified(response, audience);
            return true;
        } catch (InvalidCredentialException e) {
            return false;
        }
    }

    private Principal verified(HttpResponse response, String audience) {
        HttpResponse jwks = plane.answer(
                HttpRequest.builder("GET", "/auth/.well-known/jwks.json").build());
        try (TokenVerifier verifier = TokenVerifier.builder()
                .issuer(ControlPlaneFixture.ISSUER)
                .audience(audience)
                .organization(plane.acme.id().value())
                .keys(KeySource.jwks(ControlPlaneFixture.body(jwks)))
                .clock(Clock.fixed(ControlPlaneFixture.NOW, ZoneOffset.UTC))
                .build()) {
            return verifier.verify(text(json(response), "access_token"));
        }
    }
}
