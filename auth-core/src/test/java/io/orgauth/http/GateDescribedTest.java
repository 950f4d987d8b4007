package io.orgauth.http;

import static io.orgauth.http.FakeAuthenticator.READ;
import static io.orgauth.http.FakeAuthenticator.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protected resource metadata (RFC 9728): a program that has no token finds out where they come from. */
class GateDescribedTest {
    private static final String ISSUER = "https://auth.example.com";

    /** Admits nobody, at a resource of its own. */
    private record At(String uri) implements Authenticator<Credential.Jwt> {
        @Override
        public Class<Credential.Jwt> accepts() {
            return Credential.Jwt.class;
        }

        @Override
        public Principal authenticate(Credential.Jwt credential) {
            throw new IllegalStateException("nobody presents anything here");
        }

        @Override
        public Optional<OrganizationId> organization() {
            return Optional.of(FakeAuthenticator.ACME);
        }

        @Override
        public Optional<String> resource() {
            return Optional.of(uri).filter(text -> !text.isEmpty());
        }
    }

    private static Gate.Builder at(String resource) {
        return Gate.builder().accept(new At(resource)).authorizationServer(ISSUER);
    }

    private static HttpResponse answered(Gate gate, String method, String target) {
        return ((Decision.Answer)
                        gate.decide(HttpRequest.builder(method, target).build()))
                .response();
    }

    @ParameterizedTest
    @CsvSource({
        "https://data.acme.example,/.well-known/oauth-protected-resource",
        "https://data.acme.example/,/.well-known/oauth-protected-resource",
        "https://data.acme.example/models/v1,/.well-known/oauth-protected-resource/models/v1",
        "http://127.0.0.1:8081,/.well-known/oauth-protected-resource"
    })
    void metadata_isAnsweredWhereTheSpecificationPutsIt(String resource, String path) {
        Gate gate = at(resource)
                .require("GET", "/datasets", READ)
                .require("POST", "/datasets", WRITE)
                .build();
        HttpResponse response = answered(gate, "GET", path);
        assertEquals(200, response.status());
        JsonObject document = Json.parseObject(response.body());
        assertEquals(resource, document.string("resource").orElseThrow());
        assertEquals(List.of(ISSUER), document.strings("authorization_servers").orElseThrow());
        assertEquals(
                List.of(READ.value(), WRITE.value()),
                document.strings("scopes_supported").orElseThrow());
        assertEquals(
                List.of("header"), document.strings("bearer_methods_supported").orElseThrow());
        assertEquals(List.of("*"), response.headers().all("Access-Control-Allow-Origin"));
        assertEquals(200, answered(gate, "GET", path + "?x=1").status());
    }

    @Test
    void challenge_namesTheMetadata() {
        HttpResponse refused = answered(at("https://data.acme.example/models").build(), "GET", "/models/1");
        assertEquals(401, refused.status());
        assertEquals(
                "Bearer resource_metadata=\"https://data.acme.example/.well-known/oauth-protected-resource/models\"",
                refused.headers().single("WWW-Authenticate").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/.well-known/oauth-protected-resource",
        "GET,/.well-known/oauth-protected-resource/",
        "GET,/.well-known/oauth-protected-resource/other",
        "GET,/.well-known/OAuth-protected-resource",
        "GET,/.well-known/openid-configuration"
    })
    void anythingElse_needsAPrincipal(String method, String path) {
        assertEquals(
                401,
                answered(at("https://data.acme.example").build(), method, path).status());
    }

    @Test
    void withoutAnAuthorizationServer_thereIsNone() {
        Gate gate = Gate.builder().accept(new At("https://data.acme.example")).build();
        assertEquals(
                401,
                answered(gate, "GET", "/.well-known/oauth-protected-resource").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "urn:data", "http://data.acme.example", "https://data.acme.example/#x"})
    void resource_thatHasNoPlace_failsWhenBuilt(String resource) {
        assertTrue(assertThrows(RuntimeException.class, () -> at(resource).build())
                        .getMessage()
                        .contains("described")
                || resource.isEmpty());
    }

    @Test
    void nobodyAdmitted_failsWhenBuilt() {
        Gate.Builder open = Gate.builder().allowAnonymous("/*").anyResource().authorizationServer(ISSUER);
        assertThrows(IllegalStateException.class, open::build);
    }
}
