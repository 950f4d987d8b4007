package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the greeting tells people to try at the control plane, by the same requests. */
class ControlPlaneSessionTest {
    private static final Web WEB = Web.plain();

    private static RunningExample example;
    private static DemoOrganization acme;
    private static DemoOrganization globex;

    @BeforeAll
    static void start() {
        example = Examples.whole(new TestTime().time());
        acme = example.organizations().get(0);
        globex = example.organizations().get(1);
    }

    @AfterAll
    static void stop() {
        example.close();
    }

    @Test
    void members_admin_areListedWithTheirRoles() {
        List<JsonObject> members = items(WEB.get(api("members"), token(acme, Role.ADMIN)));

        assertEquals(4, members.size());
        for (DemoUser user : acme.users()) {
            JsonObject member = members.stream()
                    .filter(item -> item.string("email").orElseThrow().equals(user.email()))
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of(user.role().key()), member.strings("roles").orElseThrow());
        }
    }

    /** One row for each thing that an admin makes: where, of what, and what the audit calls it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invitations | {\"email\": \"new@partner.example\", \"roles\": [\"viewer\"]} | invitation.created",
                "roles | {\"key\": \"curator\", \"permissions\": [\"dataset:read\"]} | role.created",
                "clients | {\"name\": \"Nightly report\", \"roles\": [\"viewer\"]} | client.created",
            })
    void admin_makesAThing_isListedAndInTheAudit(String collection, String body, String action) {
        String token = token(acme, Role.ADMIN);

        Web.Answer made = WEB.postJson(api(collection), token, body);

        assertEquals(201, made.status());
        String location = made.header("Location");
        String id = location.substring(location.lastIndexOf('/') + 1);
        assertTrue(location.startsWith(api(collection) + "/"), location);
        assertTrue(WEB.get(api(collection), token).text().contains(id));
        JsonObject last = audit(token).get(audit(token).size() - 1);
        assertEquals(action, last.string("action").orElseThrow());
        assertEquals(id, last.object("target").orElseThrow().string("id").orElseThrow());
        assertTrue(last.has("actor"));
    }

    @Test
    void client_madeByAnAdmin_getsTokensAtOnce() {
        JsonObject made = WEB.postJson(
                        api("clients"), token(acme, Role.ADMIN), "{\"name\": \"Import\", \"roles\": [\"member\"]}")
                .json();
        DemoClient client = new DemoClient(
                made.string("client_id").orElseThrow(),
                made.string("client_secret").orElseThrow(),
                Role.MEMBER);

        String token = WEB.token(example.issuer(), client, Map.of("resource", example.dataPlane()));

        assertEquals(200, WEB.get(example.dataPlane() + "/whoami", token).status());
    }

    @ParameterizedTest
    @CsvSource({"member, members", "member, invitations", "member, audit", "viewer, members", "viewer, clients"})
    void reading_withoutThePermission_isForbidden(String role, String collection) {
        assertEquals(403, WEB.get(api(collection), token(acme, Role.of(role))).status());
    }

    @ParameterizedTest
    @CsvSource({"invitations", "roles", "clients"})
    void making_member_isForbiddenAndNothingIsMade(String collection) {
        String admin = token(acme, Role.ADMIN); // each sign-in by password is audited too
        String member = token(acme, Role.MEMBER);
        int before = audit(admin).size();

        Web.Answer answer = WEB.postJson(api(collection), member, body(collection));

        assertEquals(403, answer.status());
        assertEquals(before, audit(admin).size());
    }

    private static String body(String collection) {
        return Map.of(
                        "invitations", "{\"email\": \"x@evil.example\", \"roles\": [\"owner\"]}",
                        "roles", "{\"key\": \"x\", \"permissions\": []}",
                        "clients", "{\"name\": \"x\", \"roles\": []}")
                .get(collection);
    }

    /** The same answer as for an organization that nobody has. */
    @ParameterizedTest
    @CsvSource({"members", "invitations", "roles", "clients", "data-planes", "domains", "role-mappings", "audit"})
    void everything_adminOfTheOtherOrganization_isNotFound(String collection) {
        String token = token(globex, Role.ADMIN);

        Web.Answer foreign = WEB.get(api(collection), token);
        Web.Answer unknown = WEB.get(example.issuer() + "/api/organizations/org_none/" + collection, token);

        assertEquals(404, foreign.status());
        assertEquals(unknown.json(), foreign.json());
    }

    @Test
    void dataPlanes_admin_findsTheOneOfTheDemo() {
        Web.Answer dataPlanes = WEB.get(api("data-planes"), token(acme, Role.ADMIN));

        assertEquals(1, items(dataPlanes).size());
        assertTrue(dataPlanes.text().contains("\"" + example.dataPlane() + "\""), dataPlanes.text());
    }

    @Test
    void personsToken_forTheDataPlane_isAdmittedThereOnly() {
        DemoUser viewer = acme.user(Role.VIEWER);
        String token = WEB.askToken(example.issuer(), viewer, Map.of("resource", example.dataPlane()))
                .json()
                .string("access_token")
                .orElseThrow();

        assertEquals(200, WEB.get(example.dataPlane() + "/datasets", token).status());
        assertEquals(401, WEB.get(api("members"), token).status());
        assertEquals(
                401,
                WEB.get(example.dataPlane() + "/datasets", token(acme, Role.ADMIN))
                        .status());
    }

    @Test
    void password_wrong_isOneAnswerForKnownAndUnknown() {
        Web.Answer wrong = WEB.askToken(
                example.issuer(),
                new DemoUser("viewer@globex.example", "wrong-but-long-enough", Role.VIEWER),
                Map.of());
        Web.Answer unknown = WEB.askToken(
                example.issuer(),
                new DemoUser("nobody@globex.example", "wrong-but-long-enough", Role.VIEWER),
                Map.of());

        assertEquals(400, wrong.status());
        assertEquals("invalid_grant", wrong.json().string("error").orElseThrow());
        assertEquals(wrong.json(), unknown.json());
    }

    @Test
    void passwordGrant_clientOfTheDemo_isNotAllowedIt() {
        Web.Answer answer = WEB.askToken(
                example.issuer(),
                acme.user(Role.ADMIN),
                Map.of("client_id", acme.client(Role.MEMBER).id()));

        assertEquals(401, answer.status());
        assertEquals("invalid_client", answer.json().string("error").orElseThrow());
    }

    @Test
    void lists_neverHoldASecret() {
        String token = token(acme, Role.OWNER);
        for (String collection : List.of("members", "invitations", "roles", "clients", "data-planes", "audit")) {
            String text = WEB.get(api(collection), token).text();
            assertFalse(text.contains("\"client_secret\""), collection);
            acme.users().forEach(user -> assertFalse(text.contains(user.password()), collection));
            acme.clients().forEach(client -> assertFalse(text.contains(client.secret()), collection));
        }
    }

    private static String api(String collection) {
        return example.issuer() + "/api/organizations/" + acme.id() + "/" + collection;
    }

    private static String token(DemoOrganization organization, Role role) {
        return WEB.token(example.issuer(), organization.user(role));
    }

    private static List<JsonObject> items(Web.Answer answer) {
        assertEquals(200, answer.status());
        return answer.json().array("items").orElseThrow().objects();
    }

    private static List<JsonObject> audit(String token) {
        return items(WEB.get(api("audit") + "?limit=500", token)).stream()
                .map(entry -> entry.object("event").orElseThrow())
                .toList();
    }
}
