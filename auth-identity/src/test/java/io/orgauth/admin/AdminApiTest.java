package io.orgauth.admin;

import static io.orgauth.controlplane.ControlPlaneFixture.body;
import static io.orgauth.controlplane.ControlPlaneFixture.json;
import static io.orgauth.controlplane.ControlPlaneFixture.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.admin.AdminFixture.Operation;
import io.orgauth.audit.AuditEvent;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.Mail;
import io.orgauth.identity.UserId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdminApiTest {
    private final AdminFixture fixture = new AdminFixture();
    private final ControlPlaneFixture plane = fixture.plane;
    private final String base = "/api/organizations/" + plane.acme.id();

    @AfterEach
    void close() {
        fixture.close();
    }

    static Stream<Operation> creations() {
        return AdminFixture.OPERATIONS.stream()
                .filter(op -> op.method().equals("POST") && !op.takesId() && op.takesBody());
    }

    @ParameterizedTest
    @MethodSource("creations")
    void create_answersWithWhatIsReadAtItsLocation(Operation operation) {
        HttpResponse created = fixture.send(operation, fixture.owner());
        assertEquals(201, created.status(), () -> body(created));
        assertEquals(List.of("no-store"), created.headers().all("Cache-Control"));
        String location = created.headers().single("Location").orElseThrow();
        assertTrue(location.startsWith(ControlPlaneFixture.ISSUER + base + operation.path() + "/"), location);
        JsonObject read = json(ok(get(location.substring(ControlPlaneFixture.ISSUER.length()))));
        for (String name : read.names()) {
            assertEquals(read.value(name), json(created).value(name));
        }
        Set<String> shownOnce = switch (operation.path()) {
            case "/data-planes" -> Set.of("client");
            case "/api-keys" -> Set.of("secret");
            default -> Set.of();
        };
        assertEquals(shownOnce, difference(json(created).names(), read.names()));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void list_byPagesOfOne_givesEachThingOnce(Operation operation) {
        String path = fixture.path(operation);
        List<?> all = items(ok(get(path + "?limit=500")));
        List<Object> single = new ArrayList<>();
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            HttpResponse page = ok(get(path + "?limit=1&after=" + ControlPlaneFixture.encoded(next.get())));
            single.addAll(items(page));
            next = json(page).string("next");
        }
        assertEquals(all, single);
        assertFalse(all.isEmpty());
        assertFalse(json(get(path)).has("next"));
    }

    static Stream<Operation> lists() {
        return AdminFixture.OPERATIONS.stream().filter(Operation::isList);
    }

    @ParameterizedTest
    @MethodSource("deletions")
    void delete_removes_andTheSecondTimeNothingIsThere(Operation operation) {
        HttpResponse first = fixture.send(operation, fixture.owner());
        assertEquals(204, first.status());
        assertEquals(0, first.body().length);
        int second = fixture.send(operation, fixture.owner()).status();
        assertEquals(operation.path().matches("/(clients|api-keys)/.*") ? 204 : 404, second);
    }

    static Stream<Operation> deletions() {
        return AdminFixture.OPERATIONS.stream().filter(op -> op.method().equals("DELETE"));
    }

    @Test
    void organizations_callerOfOne_seesItAlone() {
        List<?> own = items(ok(plane.send("GET", "/api/organizations", fixture.owner(), Optional.empty())));
        assertEquals(1, own.size());
        assertTrue(own.get(0).toString().contains(plane.acme.id().value()));
    }

    @Test
    void organization_rename_changesTheNameAndNotTheSlug() {
        JsonObject renamed = json(ok(patch("", "{\"name\":\"Acme & Söhne\"}")));
        assertEquals("Acme & Söhne", text(renamed, "name"));
        assertEquals("acme", text(renamed, "slug"));
        assertEquals(renamed, json(ok(get(base))));
    }

    @Test
    void member_changed_hasRolesAndStateTogetherOrNeither() {
        String member = "/members/" + fixture.ours.get("member");
        JsonObject changed = json(ok(patch(member, "{\"roles\":[\"viewer\",\"acme-loader\"],\"enabled\":false}")));
        assertEquals(List.of("acme-loader", "viewer"), changed.strings("roles").orElseThrow());
        assertEquals(Optional.of(false), changed.bool("enabled"));
        HttpResponse refused = patch(member, "{\"enabled\":true,\"roles\":[\"nobody\"]}");
        assertEquals(400, refused.status());
        assertEquals(changed, json(ok(get(base + member))));
    }

    @Test
    void member_attributes_areReplacedByAnOwner() {
        String member = "/members/" + fixture.ours.get("member");
        JsonObject changed = json(ok(patch(member, "{\"attributes\":{\"UID\":1001}}")));
        assertEquals("{\"UID\":1001}", Json.text(changed.object("attributes").orElseThrow()));
        assertEquals(changed, json(ok(get(base + member))));
        JsonObject cleared = json(ok(patch(member, "{\"attributes\":{}}")));
        assertEquals(0, cleared.object("attributes").orElseThrow().size());
    }

    @Test
    void member_lastOwner_staysByEveryWay() {
        String owner = "/members/"
                + plane.auth
                        .users()
                        .byEmail(AdminFixture.OWNER)
                        .orElseThrow()
                        .id()
                        .value();
        for (HttpResponse refused : List.of(
                patch(owner, "{\"roles\":[]}"),
                patch(owner, "{\"enabled\":false}"),
                plane.send("DELETE", base + owner, fixture.owner(), Optional.empty()))) {
            assertEquals(409, refused.status());
            assertEquals("last_owner", text(json(refused), "code"));
        }
    }

    @Test
    void invitation_ofSomebodyWhoIsAUser_looksLikeAnyOther() {
        HttpResponse known = post("/invitations", "{\"email\":\"gil@globex.com\",\"roles\":[\"member\"]}");
        HttpResponse unknown = post("/invitations", "{\"email\":\"zoe@globex.com\",\"roles\":[\"member\"]}");
        assertEquals(201, known.status());
        assertEquals(201, unknown.status());
        assertEquals(json(unknown).names(), json(known).names());
        Mail mail = plane.mails.get(plane.mails.size() - 1);
        assertFalse(body(unknown).contains(mail.secret()));
        UserId gil = plane.auth.users().byEmail("gil@globex.com").orElseThrow().id();
        assertEquals(Optional.empty(), plane.auth.members().member(plane.acme.id(), gil));
    }

    @Test
    void client_secret_isShownOnceAndWorks() {
        JsonObject created = json(post("/clients", "{\"name\":\"load\",\"roles\":[\"member\"]}"));
        String secret = text(created, "client_secret");
        String id = text(created, "client_id");
        assertEquals(200, plane.token(form(id, secret)).status());
        for (String path : List.of("/clients", "/clients/" + id, "/audit")) {
            assertFalse(body(get(base + path)).contains(secret), path);
        }
        AuditEvent event = plane.events.get(plane.events.size() - 1);
        assertEquals("client.created", event.action());
        assertFalse(Json.text(event.toJson()).contains(secret));
    }

    @Test
    void client_rotatedSecret_theOneBeforeWorksOnlyWhileItMay() {
        JsonObject created = json(post("/clients", "{\"name\":\"load\",\"roles\":[\"member\"]}"));
        String id = text(created, "client_id");
        String first = text(created, "client_secret");
        JsonObject second = json(post("/clients/" + id + "/secrets", "{\"overlap_seconds\":60}"));
        assertEquals(200, plane.token(form(id, first)).status());
        assertEquals(200, plane.token(form(id, text(second, "client_secret"))).status());
        JsonObject third = json(post("/clients/" + id + "/secrets", "{\"overlap_seconds\":0}"));
        assertEquals(401, plane.token(form(id, first)).status());
        assertEquals(401, plane.token(form(id, text(second, "client_secret"))).status());
        assertEquals(200, plane.token(form(id, text(third, "client_secret"))).status());
    }

    @Test
    void client_rotatedWithoutAnOverlap_isTheLongestThatIsAllowed() {
        String id = fixture.ours.get("client");
        HttpResponse rotated = post("/clients/" + id + "/secrets", "{}");
        assertEquals(201, rotated.status());
        Duration longest = ClientApplications.MAX_OVERLAP;
        assertTrue(body(rotated).contains("\"expires\":\"" + ControlPlaneFixture.NOW.plus(longest) + "\""));
    }

    @Test
    void clientThatMayMint_makesAnotherClient_andOneThatMayNotIsDenied() {
        plane.auth
                .roles()
                .create(
                        plane.acme.id(),
                        "provisioner",
                        ControlPlaneFixture.permissions("clients:write", "credentials:mint", "dataset:read"));
        plane.auth
                .roles()
                .create(plane.acme.id(), "gardener", ControlPlaneFixture.permissions("clients:write", "dataset:read"));
        String body = "{\"name\":\"made by a machine\",\"roles\":[\"member\"]}";
        assertEquals(201, by(clientWith("provisioner"), body).status());
        HttpResponse denied = by(clientWith("gardener"), body);
        assertEquals(403, denied.status());
        assertEquals("recent_sign_in_required", text(json(denied), "code"));
    }

    private HttpResponse by(String token, String body) {
        return plane.send("POST", base + "/clients", Optional.of(token), Optional.of(body));
    }

    private String clientWith(String role) {
        var client = plane.auth.clients().create(plane.acme.id(), role, Set.of(Role.of(role)));
        return text(json(plane.token(form(client.owner().id(), client.secret()))), "access_token");
    }

    @Test
    void dataPlane_created_printsWhatItsConfigurationNeeds() {
        JsonObject made = json(post("/data-planes", "{\"uri\":\"https://d.acme.example\",\"permissions\":[]}"));
        JsonObject configuration = made.object("configuration").orElseThrow();
        assertEquals(ControlPlaneFixture.ISSUER, text(configuration, "issuer"));
        assertEquals(plane.acme.id().value(), text(configuration, "organization"));
        assertEquals("https://d.acme.example", text(configuration, "audience"));
    }

    @Test
    void dataPlane_withAClient_hasOneThatIsForItAlone() {
        JsonObject made = json(
                post("/data-planes", "{\"uri\":\"https://d.acme.example\",\"permissions\":[],\"client\":\"its own\"}"));
        JsonObject client = made.object("client").orElseThrow();
        String id = text(client, "client_id");
        JsonObject read = json(ok(get(base + "/clients/" + id)));
        assertEquals("its own", text(read, "name"));
        assertEquals(List.of("data-plane"), read.strings("roles").orElseThrow());
        assertEquals("https://d.acme.example", text(read, "default_resource"));
        JsonObject token = json(plane.token(form(id, text(client, "client_secret"))));
        assertTrue(token.has("access_token"), () -> Json.text(token));
    }

    @Test
    void dataPlane_withAClientThatCantBe_isNotThereEither() {
        List<Object> before = plane.everything();
        HttpResponse refused =
                post("/data-planes", "{\"uri\":\"https://d.acme.example\",\"permissions\":[],\"client\":\" \"}");
        assertEquals(400, refused.status());
        assertEquals(before, plane.everything());
    }

    @Test
    void domain_withItsRecordInDns_isVerified() {
        String path = base + "/domains/" + fixture.ours.get("domain");
        JsonObject record = json(ok(get(path))).object("record").orElseThrow();
        assertEquals(
                400,
                plane.send("POST", path + "/verify", fixture.owner(), Optional.empty())
                        .status());
        plane.dns.put(text(record, "name"), List.of(text(record, "value")));
        HttpResponse verified = plane.send("POST", path + "/verify", fixture.owner(), Optional.empty());
        assertEquals("verified", text(json(ok(verified)), "state"));
    }

    @Test
    void head_ofAList_hasTheHeadersAndNoBody() {
        HttpResponse head = plane.send("HEAD", base + "/members", fixture.owner(), Optional.empty());
        assertEquals(200, head.status());
        assertEquals(0, head.body().length);
        assertEquals(
                401,
                plane.send("HEAD", base + "/members", Optional.empty(), Optional.empty())
                        .status());
    }

    @Test
    void operations_areAllInTheTable() {
        Set<String> paths = new TreeSet<>();
        AdminFixture.OPERATIONS.forEach(op -> paths.add(fixture.path(op)));
        for (String path : paths) {
            HttpResponse options = plane.send("OPTIONS", path, Optional.empty(), Optional.empty());
            Set<String> offered = new TreeSet<>(
                    List.of(options.headers().single("Allow").orElseThrow().split(", ")));
            offered.removeAll(Set.of("HEAD", "OPTIONS"));
            Set<String> tested = new TreeSet<>();
            AdminFixture.OPERATIONS.stream()
                    .filter(op -> fixture.path(op).equals(path))
                    .forEach(op -> tested.add(op.method()));
            assertEquals(offered, tested, path);
        }
    }

    /** The metadata of an identity provider, or an answer to explain. */
    @Test
    void create_connectionWithALongDocument_isTaken() {
        String url = "https://idp.acme.example/" + "a".repeat(40_000);
        HttpResponse created = post(
                "/connections",
                "{\"protocol\":\"stub\",\"name\":\"Staff\",\"settings\":{\"authorize\":\"" + url
                        + "\"},\"secrets\":{\"secret\":\"between us\"}}");

        assertEquals(201, created.status());
    }

    private static String form(String id, String secret) {
        return "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret;
    }

    private HttpResponse get(String path) {
        return plane.send("GET", path, fixture.owner(), Optional.empty());
    }

    private HttpResponse post(String path, String json) {
        return plane.send("POST", base + path, fixture.owner(), Optional.of(json));
    }

    private HttpResponse patch(String path, String json) {
        return plane.send("PATCH", base + path, fixture.owner(), Optional.of(json));
    }

    private static HttpResponse ok(HttpResponse response) {
        assertEquals(200, response.status(), () -> body(response));
        assertEquals(List.of("no-store"), response.headers().all("Cache-Control"));
        return response;
    }

    private static List<?> items(HttpResponse page) {
        return (List<?>) json(page).toJava().get("items");
    }

    private static Set<String> difference(List<String> more, List<String> less) {
        Set<String> difference = new TreeSet<>(more);
        difference.removeAll(less);
        return difference;
    }
}
