package io.orgauth.controlplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private static final String ISSUER = "https://app.example.com/auth";
    private static final String DATA_PLANE = "https://data.acme.example";

    private final ControlPlane auth = ControlPlane.builder()
            .issuer(ISSUER)
            .permissions("dataset:read", "dataset:write")
            .grant(Role.MEMBER, "dataset:read")
            .stores(Stores.inMemory())
            .build();
    private final Organization acme = auth.organizations().create("Acme", "acme.com");

    @AfterEach
    void close() {
        auth.close();
    }

    @Test
    void token_clientOfTheOrganization_isAdmittedByItsDataPlane() {
        auth.dataPlanes().create(acme.id(), DATA_PLANE, Set.of(), Set.of(Permission.of("dataset:read")));
        IssuedSecret<ClientApplication> client = auth.clients().create(acme.id(), "loader", Set.of(Role.MEMBER));
        auth.clients().useByDefault(acme.id(), client.owner().id(), URI.create(DATA_PLANE));

        JsonObject answer = Json.parseObject(token(client, "").body());

        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(ISSUER)
                .audience(DATA_PLANE)
                .organization(acme.id().value())
                .keys(KeySource.jwks(new String(get("/.well-known/jwks.json").body(), StandardCharsets.UTF_8)))
                .build();
        Principal caller = verifier.verify(answer.string("access_token").orElseThrow());
        assertEquals(client.owner().id(), caller.subject().id());
        assertEquals(Set.of(Permission.of("dataset:read")), caller.permissions());
        assertEquals(Set.of(Role.MEMBER), caller.roles());
        assertEquals("dataset:read", answer.string("scope").orElseThrow());
    }

    @Test
    void token_disabledClient_isRefusedAtTheNextCall() {
        IssuedSecret<ClientApplication> client = auth.clients().create(acme.id(), "loader", Set.of(Role.MEMBER));
        assertEquals(200, token(client, "").status());
        auth.clients().disable(acme.id(), client.owner().id());
        assertEquals(401, token(client, "").status());
    }

    @Test
    void token_otherOrganizationsResource_isInvalidTarget() {
        Organization globex = auth.organizations().create("Globex", "globex.com");
        auth.dataPlanes().create(globex.id(), "https://data.globex.example", Set.of(), Set.of());
        IssuedSecret<ClientApplication> client = auth.clients().create(acme.id(), "loader", Set.of(Role.MEMBER));
        HttpResponse refused = token(client, "&resource=https%3A%2F%2Fdata.globex.example");
        assertEquals(
                "invalid_target",
                Json.parseObject(refused.body()).string("error").orElseThrow());
    }

    @Test
    void signingKeys_removedByTheOperator_areNoLongerPublished() {
        String stolen = keyIds().get(0);

        auth.signingKeys().rotateNow();
        auth.signingKeys().remove(stolen);

        assertFalse(keyIds().contains(stolen));
    }

    private List<String> keyIds() {
        return Json.parseObject(get("/.well-known/jwks.json").body()).array("keys").orElseThrow().objects().stream()
                .map(key -> key.string("kid").orElseThrow())
                .toList();
    }

    @Test
    void build_withoutStores_namesTheCall() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> ControlPlane.builder().issuer(ISSUER).build());
        assertTrue(e.getMessage().contains(".stores("), e.getMessage());
    }

    private HttpResponse token(IssuedSecret<ClientApplication> client, String more) {
        String form = "grant_type=client_credentials&client_id="
                + client.owner().id() + "&client_secret=" + client.secret() + more;
        return answer(HttpRequest.builder("POST", "/auth/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .build());
    }

    private HttpResponse get(String path) {
        return answer(HttpRequest.builder("GET", "/auth" + path).build());
    }

    private HttpResponse answer(HttpRequest request) {
        return auth.endpoints().answer(request).orElseThrow();
    }
}
