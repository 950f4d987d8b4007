package io.orgauth.admin;

import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.Subject;
import io.orgauth.admin.AdminFixture.Operation;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.token.AccessToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation with every fault: the status, the code, and that nothing is changed by it, the audit and the mail included. */
@TestInstance(Lifecycle.PER_CLASS)
class AdminApiRefusalsTest {
    private static final String FORGED = "eyJhbGciOiJub25lIn0.e30.";
    private static final Set<String> FLAGS = Set.of("enabled", "passwords", "device_codes");
    private static final Set<String> OPTIONAL = Set.of(
            "origins",
            "overlap_seconds",
            "secrets",
            "domains",
            "redirect_uris",
            "post_logout_redirect_uris",
            "allowed_origins",
            "grant_types",
            "token_endpoint_auth_method",
            "jwks",
            "refresh_retry",
            "default_resource",
            "client");

    private final AdminFixture fixture = new AdminFixture();
    private final ControlPlaneFixture plane = fixture.plane;
    private final String forADataPlane = text(
            json(plane.token(
                    ControlPlaneFixture.passwordForm(AdminFixture.OWNER) + "&resource=https%3A%2F%2Fdata.acme.net")),
            "access_token");
    private List<Object> before = List.of();

    @BeforeAll
    void remember() {
        before = plane.everything();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    static Stream<Operation> operations() {
        return AdminFixture.OPERATIONS.stream();
    }

    static Stream<Operation> withBody() {
        return operations().filter(Operation::takesBody);
    }

    static Stream<Operation> withId() {
        return operations().filter(Operation::takesId);
    }

    static Stream<Operation> lists() {
        return operations().filter(Operation::isList);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_withoutToken_isUnauthenticated(Operation operation) {
        HttpResponse response = fixture.send(operation, Optional.empty());
        assertRefused(response, 401, "unauthenticated");
        assertEquals(
                "Bearer resource_metadata=\"https://app.example.com/.well-known/oauth-protected-resource/auth\"",
                response.headers().single("WWW-Authenticate").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_forgedToken_isRefused(Operation operation) {
        assertRefused(fixture.send(operation, Optional.of(FORGED)), 401, "invalid_token");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_tokenForADataPlane_isRefused(Operation operation) {
        assertRefused(fixture.send(operation, Optional.of(forADataPlane)), 401, "invalid_token");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_memberWithoutThePermission_isDenied(Operation operation) {
        boolean own = operation.path().startsWith("/api-keys"); // a member has keys of its own, a viewer has none
        String member = plane.signedIn(own ? AdminFixture.VIEWER : AdminFixture.MEMBER);
        assertRefused(fixture.send(operation, Optional.of(member)), 403, "permission_missing");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_ownerDisabledSinceTheTokenWasMade_isDenied(Operation operation) {
        String disabled = plane.signedIn(AdminFixture.DISABLED);
        assertRefused(fixture.send(operation, Optional.of(disabled)), 403, "rights_changed");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_ownerOfAnotherOrganization_seesWhatIsNotThere(Operation operation) {
        Optional<String> other = Optional.of(plane.signedIn(AdminFixture.OTHER_OWNER));
        HttpResponse present = fixture.send(operation, other);
        HttpResponse unknown = fixture.send(
                operation, AdminFixture.path("org_0000000000000000000000", operation, fixture.ours), other);
        assertRefused(present, 404, "not_found");
        assertArrayEquals(unknown.body(), present.body());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_methodThatThePathHasNot_isNotAllowed(Operation operation) {
        HttpResponse response = plane.send("PUT", fixture.path(operation), fixture.owner(), Optional.of("{}"));
        assertRefused(response, 405, "method_not_allowed");
        assertTrue(response.headers().single("Allow").orElseThrow().contains(operation.method()));
    }

    @ParameterizedTest
    @MethodSource("withId")
    void operation_idOfAnotherOrganization_isAsUnknownAsOneThatNeverWas(Operation operation) {
        String organization = plane.acme.id().value();
        HttpResponse theirs =
                fixture.send(operation, AdminFixture.path(organization, operation, fixture.theirs), fixture.owner());
        assertRefused(theirs, 404, "not_found");
        for (String unknown : List.of("usr_none", "nothing.example", "%C3%A4", "a".repeat(4_000))) {
            HttpResponse none = fixture.send(
                    operation, AdminFixture.path(organization, operation, everyId(unknown)), fixture.owner());
            assertRefused(none, 404, "not_found");
            assertArrayEquals(theirs.body(), none.body());
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void operation_otherContentType_isUnsupported(Operation operation) {
        for (String type :
                List.of("", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=x")) {
            HttpRequest.Builder request =
                    request(operation, AdminFixture.body(operation).orElseThrow());
            HttpResponse response = plane.answer(
                    type.isEmpty()
                            ? request.build()
                            : request.header("Content-Type", type).build());
            assertRefused(response, 415, "unsupported_media_type");
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void operation_bodyThatIsNoObject_isMalformed(Operation operation) {
        String good = AdminFixture.body(operation).orElseThrow();
        String twice = good.substring(0, good.length() - 1) + "," + good.substring(1);
        List<String> bad = List.of(
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "{",
                good + "x",
                good.substring(0, good.length() - 1),
                twice,
                "{'a':1}",
                "{\"name\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}");
        for (String body : bad) {
            assertRefused(send(operation, body), 400, "invalid_request");
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void operation_unknownMember_isInvalid(Operation operation) {
        for (String unknown :
                List.of("organization", "id", "Name", "version", "client_secret", "first_party", "client_id", "")) {
            assertRefused(send(operation, operation.json(with(operation, unknown, "\"x\""))), 400, "invalid");
        }
    }

    static Stream<Arguments> members() {
        return withBody().flatMap(op -> op.body().keySet().stream().map(name -> Arguments.of(op, name)));
    }

    @ParameterizedTest
    @MethodSource("members")
    void operation_memberOfWrongType_isInvalidAndNamed(Operation operation, String name) {
        List<String> wrong = new ArrayList<>(List.of("null", "[[]]", "[1]", "[null]", "1.5", "\"\\u0000\""));
        if (!name.endsWith("_seconds") && !name.equals("expires_in") && !name.equals("refresh_retry")) {
            wrong.addAll(List.of("7", "-1"));
        }
        if (!FLAGS.contains(name)) {
            wrong.addAll(List.of("true", "false"));
        }
        for (String value : wrong) {
            HttpResponse response = send(operation, operation.json(with(operation, name, value)));
            assertRefused(response, 400, "invalid");
        }
        HttpResponse named = send(operation, operation.json(with(operation, name, "null")));
        assertEquals(name, text(json(named), "field"));
    }

    @ParameterizedTest
    @MethodSource("members")
    void operation_oversizedMember_isInvalid(Operation operation, String name) {
        String text = "a".repeat(5_000);
        for (String value : List.of('"' + text + '"', "[\"" + text + "\"]", "9".repeat(18), "[\"x\",\"x\"]")) {
            assertRefused(send(operation, operation.json(with(operation, name, value))), 400, "invalid");
        }
    }

    static Stream<Arguments> required() {
        return members().filter(row -> {
            Operation operation = (Operation) row.get()[0];
            boolean key = operation.path().contains("api-keys") && !row.get()[1].equals("name");
            boolean bound = operation.path().startsWith("/clients") && row.get()[1].equals("permissions");
            boolean optional = bound
                    || key
                    || operation.body().size() > 1 && operation.method().equals("PATCH");
            return !optional && !OPTIONAL.contains(String.valueOf(row.get()[1]));
        });
    }

    @ParameterizedTest
    @MethodSource("required")
    void operation_missingMember_isInvalidAndNamed(Operation operation, String name) {
        Map<String, String> members = new TreeMap<>(operation.body());
        members.remove(name);
        HttpResponse response = send(operation, operation.json(members));
        assertRefused(response, 400, "invalid");
        if (!(members.isEmpty() && operation.path().contains("members"))) {
            assertEquals(name, text(json(response), "field"));
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void change_ofNothing_isInvalid(Operation operation) {
        if (operation.method().equals("PATCH")) {
            assertRefused(send(operation, "{}"), 400, "invalid");
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void list_badParameters_areMalformed(Operation operation) {
        for (String query : List.of(
                "limit=0",
                "limit=501",
                "limit=-1",
                "limit=1e2",
                "limit=",
                "limit=%31%30%30%30",
                "limit=1&limit=1",
                "after=a&after=b",
                "Limit=1",
                "offset=1",
                "after=%00",
                "after=%FF")) {
            HttpResponse response =
                    plane.send("GET", fixture.path(operation) + "?" + query, fixture.owner(), Optional.empty());
            assertRefused(response, 400, "invalid_request");
        }
    }

    @ParameterizedTest(name = "{0} {1}={2}")
    @MethodSource("io.orgauth.admin.AdminValues#thatCantBe")
    void operation_valueThatCantBe_isRefused(String name, String member, String value, int status, String code) {
        Operation operation = operation(name);
        assertRefused(send(operation, operation.json(with(operation, member, value))), status, code);
    }

    static Stream<Arguments> beyondAnAdministrator() {
        return Stream.of(
                Arguments.of("POST /invitations", "roles", "[\"owner\"]", "owners_only"),
                Arguments.of("PATCH /members/{member}", "roles", "[\"owner\"]", "owners_only"),
                Arguments.of("PATCH /members/{member}", "attributes", "{\"UID\":1001}", "owners_only"),
                Arguments.of("POST /clients", "roles", "[\"owner\"]", "owners_only"),
                Arguments.of("PATCH /clients/{client}", "roles", "[\"owner\"]", "owners_only"),
                Arguments.of("POST /clients", "permissions", "[\"credentials:mint\"]", "owners_only"),
                Arguments.of("PATCH /clients/{client}", "permissions", "[\"domains:write\"]", "owners_only"),
                Arguments.of("POST /roles", "permissions", "[\"credentials:mint\"]", "owners_only"),
                Arguments.of("PATCH /roles/{role}", "permissions", "[\"domains:write\"]", "owners_only"),
                Arguments.of("POST /role-mappings", "group", "\"x\"", "permission_missing"),
                Arguments.of("POST /domains", "name", "\"x.example\"", "permission_missing"),
                Arguments.of("PATCH /domains/{domain}", "sso", "\"off\"", "permission_missing"),
                Arguments.of("POST /connections", "name", "\"x\"", "permission_missing"),
                Arguments.of("PATCH /policy", "passwords", "false", "permission_missing"));
    }

    @ParameterizedTest(name = "{0} {1}={2}")
    @MethodSource("beyondAnAdministrator")
    void operation_moreThanTheCallerHolds_isDenied(String name, String member, String value, String code) {
        Operation operation = operation(name);
        String body = operation.json(with(operation, member, value));
        HttpResponse response = plane.send(
                operation.method(),
                fixture.path(operation),
                Optional.of(plane.signedIn(AdminFixture.ADMIN)),
                Optional.of(body));
        assertRefused(response, 403, code);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_thatMints_needsARecentSignIn(Operation operation) {
        boolean mints = operation.method().equals("POST")
                && operation
                        .path()
                        .matches(
                                "/(clients|role-m|domains|data-planes|connections/.*able|connections/.*time|break-g).*|/connections");
        if (mints) {
            assertRefused(fixture.send(operation, Optional.of(staleOwner())), 403, "recent_sign_in_required");
        }
    }

    private String staleOwner() {
        var ada = plane.auth.users().byEmail(AdminFixture.OWNER).orElseThrow();
        Subject subject = Subject.of(ControlPlaneFixture.ISSUER, ada.id().value());
        var rights = plane.auth.grants().current(subject, plane.acme.id()).orElseThrow();
        return plane.signed(AccessToken.builder()
                .organization(plane.acme.id())
                .subject(subject)
                .audience(ControlPlaneFixture.ISSUER)
                .clientId(ControlPlaneFixture.CLI)
                .permissions(rights.permissions())
                .roles(rights.roles())
                .authentication(new Authentication(
                        Optional.of(ControlPlaneFixture.NOW.minusSeconds(601)), Set.of("pwd"), Optional.empty()))
                .build());
    }

    private static Operation operation(String name) {
        return operations().filter(op -> op.toString().equals(name)).findFirst().orElseThrow();
    }

    private static Map<String, String> with(Operation operation, String name, String value) {
        Map<String, String> members = new TreeMap<>(operation.body());
        members.put(name, value);
        return members;
    }

    private Map<String, String> everyId(String value) {
        Map<String, String> ids = new TreeMap<>(fixture.ours);
        ids.replaceAll((kind, id) -> value);
        return ids;
    }

    private HttpResponse send(Operation operation, String body) {
        return plane.send(operation.method(), fixture.path(operation), fixture.owner(), Optional.of(body));
    }

    private HttpRequest.Builder request(Operation operation, String body) {
        return HttpRequest.builder(operation.method(), "/auth" + fixture.path(operation))
                .header("Authorization", "Bearer " + fixture.owner().orElseThrow())
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    private void assertRefused(HttpResponse response, int status, String code) {
        assertEquals(status, response.status(), () -> ControlPlaneFixture.body(response));
        assertEquals(List.of("application/problem+json"), response.headers().all("Content-Type"));
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        assertEquals(code, text(json(response), "code"));
        List<Object> expected = before;
        before = plane.everything(); // one row that changes something must not fail all the others
        assertTrue(expected.equals(before), () -> "changed something: " + response);
    }
}
