package io.orgauth.oauth;

import static io.orgauth.controlplane.ControlPlaneFixture.CLI;
import static io.orgauth.controlplane.ControlPlaneFixture.NOW;
import static io.orgauth.controlplane.ControlPlaneFixture.body;
import static io.orgauth.controlplane.ControlPlaneFixture.encoded;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.passwordForm;
import static io.orgauth.controlplane.ControlPlaneFixture.permissions;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.controlplane.ControlPlaneBuilder;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.User;
import io.orgauth.session.AccessPolicyReason;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.sso.ConnectionRecord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A password for a token (RFC 6749, 4.3): who may ask, what it gives, and that it tells nobody anything. */
class PasswordGrantTest {
    private static final String ADA = "ada@acme.com";

    private final ControlPlaneFixture plane = new ControlPlaneFixture();
    private final User ada = plane.person(plane.acme, ADA, Role.ADMIN);
    private final String good = passwordForm(ADA);

    @AfterEach
    void close() {
        plane.close();
    }

    @Test
    void password_ofAMember_isATokenOfAPersonWhoSignedInJustNow() {
        Principal caller = verified(plane.token(good));
        assertEquals(plane.acme.id(), caller.organization());
        assertEquals(ada.id().value(), caller.subject().id());
        assertEquals(Set.of(Role.ADMIN), caller.roles());
        assertEquals(Optional.of(NOW), caller.authentication().time());
        assertEquals(Set.of("pwd"), caller.authentication().methods());
        assertEquals(Optional.of(CLI), caller.claim("client_id"));
        assertEquals(Optional.empty(), caller.claim("email"));
    }

    @Test
    void password_ofAMemberWithAttributes_putsThemIntoTheToken() {
        plane.auth.members().setAttributes(plane.acme.id(), ada.id(), Map.of("UID", 1_001));
        assertEquals(
                Optional.of(Map.of("UID", 1_001L)), verified(plane.token(good)).claim("attributes"));
    }

    @Test
    void password_forADataPlane_isForThatAlone() {
        plane.auth
                .dataPlanes()
                .create(plane.acme.id(), "https://data.acme.example", Set.of(), permissions("dataset:read"));
        HttpResponse response = plane.token(good + "&resource=" + encoded("https://data.acme.example"));
        assertEquals("dataset:read", text(json(response), "scope"));
        assertThrows(InvalidCredentialException.class, () -> verified(response));
    }

    @Test
    void password_withScope_isNarrowed() {
        Principal caller = verified(plane.token(good + "&scope=users:read"));
        assertEquals(permissions("users:read"), caller.permissions());
        assertEquals(Set.of(), caller.roles());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("client_id=" + CLI, "", 401, "invalid_client"),
                Arguments.of("client_id=" + CLI, "client_id=", 401, "invalid_client"),
                Arguments.of("client_id=" + CLI, "client_id=other", 401, "invalid_client"),
                Arguments.of("client_id=" + CLI, "client_id=ACME-CLI", 401, "invalid_client"),
                Arguments.of("client_id=" + CLI, "client_id=" + CLI + "&client_id=" + CLI, 400, "invalid_request"),
                Arguments.of("client_id=" + CLI, "client_id=" + CLI + "&client_secret=x", 401, "invalid_client"),
                Arguments.of("username=", "other=", 400, "invalid_request"),
                Arguments.of("username=", "username=&other=", 400, "invalid_request"),
                Arguments.of("username=", "username=a%40b.cd&username=", 400, "invalid_request"),
                Arguments.of("password=four", "other=four", 400, "invalid_request"),
                Arguments.of("password=four", "password=&other=four", 400, "invalid_request"),
                Arguments.of("password=four", "password=five", 400, "invalid_grant"),
                Arguments.of("password=four", "password=FOUR", 400, "invalid_grant"),
                Arguments.of("password=four", "password=" + "a".repeat(500_000), 400, "invalid_grant"),
                Arguments.of("username=ada", "username=nobody", 400, "invalid_grant"),
                Arguments.of("username=ada", "username=" + "a".repeat(100_000), 400, "invalid_grant"),
                Arguments.of("username=ada", "username=%27or%201%3D1--", 400, "invalid_grant"),
                Arguments.of("grant_type=", "organization=org_other&grant_type=", 400, "invalid_grant"),
                Arguments.of("grant_type=", "organization={globex}&grant_type=", 400, "invalid_grant"),
                Arguments.of("grant_type=", "organization=%20&grant_type=", 400, "invalid_grant"),
                Arguments.of("grant_type=", "organization=a&organization=a&grant_type=", 400, "invalid_request"),
                Arguments.of("grant_type=", "resource=https://x.example&grant_type=", 400, "invalid_target"),
                Arguments.of("grant_type=", "scope=nothing:known&grant_type=", 400, "invalid_scope"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("refused")
    void password_badRequest_isRefusedWithItsCode(String part, String instead, int status, String error) {
        String form =
                good.replace(part, instead.replace("{globex}", plane.globex.id().value()));
        assertError(plane.token(form), status, error);
    }

    @Test
    void password_withAnAuthorizationHeader_isNoPublicClient() {
        assertError(plane.token(good, "Basic YTpi"), 400, "invalid_request");
        String basic = Base64.getEncoder().encodeToString((CLI + ":x").getBytes(StandardCharsets.US_ASCII));
        assertError(plane.token(good, "Basic " + basic), 401, "invalid_client");
    }

    @Test
    void password_whateverIsWrongWithAPerson_isTheSameAnswer() {
        User blocked = plane.person(plane.acme, "blocked@acme.com", Role.MEMBER);
        plane.auth.users().disable(blocked.id());
        User outside = plane.person(plane.acme, "outside@acme.com", Role.MEMBER);
        plane.auth.members().disable(plane.acme.id(), outside.id());
        User former = plane.person(plane.acme, "former@acme.com", Role.MEMBER);
        plane.auth.members().remove(plane.acme.id(), former.id());
        plane.auth.users().create(plane.acme.id(), "unset@acme.com", Role.MEMBER);
        HttpResponse unknown = plane.token(passwordForm("nobody@acme.com"));
        assertError(unknown, 400, "invalid_grant");
        for (String email : List.of("blocked@acme.com", "outside@acme.com", "former@acme.com", "unset@acme.com")) {
            HttpResponse response = plane.token(passwordForm(email));
            assertEquals(body(unknown), body(response), email);
            assertEquals(unknown.headers().names(), response.headers().names());
        }
    }

    @Test
    void password_guessedTooOften_isRefusedEvenIfRight_inTheSameWords() {
        HttpResponse wrong = plane.token(good.replace("four", "five"));
        for (int i = 1; i < 5; i++) {
            plane.token(good.replace("four", "five"));
        }
        HttpResponse locked = plane.token(good);
        assertError(locked, 400, "invalid_grant");
        assertEquals(body(wrong), body(locked));
    }

    @Test
    void password_organizationDisabled_isRefusedAtTheNextCall() {
        plane.auth.organizations().disable(plane.acme.id());
        assertError(plane.token(good), 400, "invalid_grant");
    }

    @Test
    void password_memberOfTwo_mustSayWhich() {
        plane.auth.users().join(plane.globex.id(), ada.id(), Role.VIEWER);
        assertError(plane.token(good), 400, "invalid_request");
        for (OrganizationId id : List.of(plane.acme.id(), plane.globex.id())) {
            Principal caller = verified(plane.token(good + "&organization=" + id));
            assertEquals(id, caller.organization());
            assertEquals(id.equals(plane.acme.id()) ? Set.of(Role.ADMIN) : Set.of(Role.VIEWER), caller.roles());
        }
    }

    @Test
    void password_memberOfTwoOneDisabled_isNotGuessedEither() {
        plane.auth.users().join(plane.globex.id(), ada.id(), Role.VIEWER);
        plane.auth.organizations().disable(plane.globex.id());
        assertError(plane.token(good), 400, "invalid_request");
        assertError(plane.token(good + "&organization=" + plane.globex.id()), 400, "invalid_grant");
        assertEquals(200, plane.token(good + "&organization=" + plane.acme.id()).status());
    }

    @Test
    void password_wrongOne_isNotToldHowManyOrganizationsThereAre() {
        plane.auth.users().join(plane.globex.id(), ada.id(), Role.VIEWER);
        assertError(plane.token(good.replace("four", "five")), 400, "invalid_grant");
    }

    @Test
    void password_clientOfAnOrganization_mayNotUseIt() {
        var client = plane.auth.clients().create(plane.acme.id(), "load", Set.of(Role.MEMBER));
        assertError(plane.token(good.replace(CLI, client.owner().id())), 401, "invalid_client");
        assertError(
                plane.token(good.replace(CLI, client.owner().id()) + "&client_secret=" + client.secret()),
                400,
                "unauthorized_client");
    }

    @Test
    void password_ofAMember_isAuditedInTheOrganizationsChain() {
        assertEquals(200, plane.token(good).status());
        assertEquals(List.of("sign_in.succeeded"), signIns());
        assertTrue(plane.stores.audit().page(plane.acme.id(), 0, 1_000).stream()
                .anyMatch(entry -> entry.event().contains("sign_in.succeeded")));
    }

    @Test
    void password_thatIsWrong_isAuditedInNoChain() {
        int before = plane.stores.audit().page(plane.acme.id(), 0, 1_000).size();
        assertError(plane.token(good.replace("four", "five")), 400, "invalid_grant");
        assertEquals(List.of("sign_in.refused"), signIns());
        assertEquals(
                before, plane.stores.audit().page(plane.acme.id(), 0, 1_000).size());
    }

    @Test
    void password_whereTheDomainRequiresItsProvider_looksLikeAWrongOne() {
        HttpResponse wrong = plane.token(good.replace("four", "five"));
        User owner = plane.auth.users().create(plane.acme.id(), "owner@acme.com", Role.OWNER);
        plane.auth.breakGlassOwners().issue(plane.acme.id(), owner.id());
        ConnectionRecord okta = StubSsoProtocol.connection("https://idp.acme.com")
                .organization(plane.acme.id())
                .build();
        plane.auth.connections().add(okta, Domain.of("acme.com"));
        assertEquals(200, plane.token(good).status());
        plane.auth
                .connections()
                .bind(plane.acme.id(), Domain.of("acme.com"), okta.id(), DomainSso.Mode.REQUIRED, Optional.empty());
        plane.events.clear();
        HttpResponse refused = plane.token(good);
        assertError(refused, 400, "invalid_grant");
        assertEquals(body(wrong), body(refused));
        assertEquals(
                Optional.of(AccessPolicyReason.SSO_REQUIRED.code()),
                plane.events.get(0).toJson().string("reason"));
    }

    private List<String> signIns() {
        return plane.events.stream()
                .map(AuditEvent::action)
                .filter(action -> action.startsWith("sign_in."))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "usr_a", "org_a", "a b", "\u00e4", "a\n"})
    void client_idThatCantBeAClients_isRefused(String id) {
        ControlPlaneBuilder builder = ControlPlane.builder();
        ClientMetadata metadata =
                ClientMetadata.publicClient("https://app.example.com/callback").asFirstParty();
        assertThrows(IllegalArgumentException.class, () -> builder.client(id, "x", metadata));
    }

    private Principal verified(HttpResponse response) {
        assertEquals(200, response.status(), () -> body(response));
        return plane.auth.tokens().authenticate(jwt(text(json(response), "access_token")));
    }

    private static Credential.Jwt jwt(String token) {
        return (Credential.Jwt) Credential.bearer(token);
    }

    private static void assertError(HttpResponse response, int status, String error) {
        assertEquals(error, text(json(response), "error"));
        assertEquals(status, response.status());
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        assertFalse(json(response).has("access_token"));
    }
}
