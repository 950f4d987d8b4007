package io.orgauth.admin;

import static io.orgauth.controlplane.ControlPlaneFixture.permissions;

import io.orgauth.Authentication;
import io.orgauth.Role;
import io.orgauth.apikey.ApiKeyOwner;
import io.orgauth.controlplane.ControlPlaneFixture;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Organization;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInTrace;
import io.orgauth.json.JsonObject;
import io.orgauth.session.testing.StubSsoProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Two organizations with one thing of every kind each, and every operation of the API on them. */
final class AdminFixture implements AutoCloseable {
    static final String OWNER = "ada@acme.com";
    static final String ADMIN = "bob@acme.com";
    static final String MEMBER = "mia@acme.com";
    static final String VIEWER = "vic@acme.com";
    static final String DISABLED = "dan@acme.com";
    static final String OTHER_OWNER = "gil@globex.com";
    static final String SHARED = "con_shared";
    static final String GROUP = "/staff/Loaders & co";

    final ControlPlaneFixture plane = new ControlPlaneFixture();
    final Map<String, String> ours;
    final Map<String, String> theirs;

    /**
     * One operation: its path below the organization, where {@code {kind}} stands for the id of what is there, and a body that is
     * good, if it takes one.
     */
    record Operation(String method, String path, Map<String, String> body) {
        boolean takesBody() {
            return !body.isEmpty();
        }

        boolean takesId() {
            return path.contains("{");
        }

        boolean isList() {
            return method.equals("GET") && !takesId() && !path.isEmpty() && !path.equals("/policy");
        }

        /** The good body with these members instead. */
        String json(Map<String, String> members) {
            StringBuilder json = new StringBuilder();
            members.forEach((name, value) -> json.append(json.isEmpty() ? "{" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            return json.isEmpty() ? "{}" : json.append('}').toString();
        }

        @Override
        public String toString() {
            return method + " " + (path.isEmpty() ? "/" : path);
        }
    }

    AdminFixture() {
        plane.person(plane.acme, OWNER, Role.OWNER);
        plane.person(plane.acme, ADMIN, Role.ADMIN);
        plane.person(plane.acme, MEMBER, Role.MEMBER);
        plane.person(plane.acme, VIEWER, Role.VIEWER);
        plane.person(plane.acme, DISABLED, Role.OWNER);
        plane.person(plane.globex, OTHER_OWNER, Role.OWNER);
        plane.auth
                .connections()
                .addShared(StubSsoProtocol.connection("https://shared.example")
                        .id(SHARED)
                        .build());
        ours = thingsOf(plane.acme, "acme", OWNER);
        theirs = thingsOf(plane.globex, "globex", OTHER_OWNER);
        List.of(OWNER, ADMIN, MEMBER, VIEWER, DISABLED, OTHER_OWNER).forEach(plane::signedIn);
        var dan = plane.auth.users().byEmail(DISABLED).orElseThrow();
        plane.auth.members().disable(plane.acme.id(), dan.id());
    }

    /** The public key of RFC 7517, A.1. */
    static final String JWKS = """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"1","alg":"ES256",\
            "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",\
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}""";

    static final List<Operation> OPERATIONS = List.of(
            get(""),
            new Operation("PATCH", "", Map.of("name", "\"Acme Ltd\"")),
            get("/members"),
            get("/members/{member}"),
            new Operation(
                    "PATCH",
                    "/members/{member}",
                    Map.of("roles", "[\"viewer\"]", "enabled", "false", "attributes", "{\"UID\":1001}")),
            delete("/members/{member}"),
            get("/invitations"),
            new Operation("POST", "/invitations", Map.of("email", "\"new@example.org\"", "roles", "[\"member\"]")),
            get("/invitations/{invitation}"),
            delete("/invitations/{invitation}"),
            get("/roles"),
            new Operation("POST", "/roles", Map.of("key", "\"reader\"", "permissions", "[\"dataset:read\"]")),
            get("/roles/{role}"),
            new Operation("PATCH", "/roles/{role}", Map.of("permissions", "[\"dataset:write\"]")),
            delete("/roles/{role}"),
            get("/clients"),
            new Operation("POST", "/clients", client("nightly load", Map.of("roles", "[\"member\"]"))),
            get("/clients/{client}"),
            new Operation(
                    "PATCH",
                    "/clients/{client}",
                    client("hourly load", Map.of("roles", "[\"viewer\"]", "enabled", "false"))),
            delete("/clients/{client}"),
            new Operation("POST", "/clients/{client}/secrets", Map.of("overlap_seconds", "3600")),
            new Operation("POST", "/clients/{client}/api-keys", Map.of("name", "\"nightly\"", "expires_in", "60")),
            get("/api-keys"),
            new Operation(
                    "POST",
                    "/api-keys",
                    Map.of(
                            "name", "\"ci pipeline\"",
                            "permissions", "[\"dataset:read\"]",
                            "resources", "[\"https://data.acme.net\"]",
                            "expires_in", "3600")),
            get("/api-keys/{key}"),
            new Operation(
                    "PATCH",
                    "/api-keys/{key}",
                    Map.of(
                            "name", "\"cd pipeline\"",
                            "permissions", "[\"dataset:read\"]",
                            "resources", "[\"https://data.acme.net\"]",
                            "expires", "\"2026-05-02T08:00:00Z\"")),
            delete("/api-keys/{key}"),
            new Operation("POST", "/api-keys/{key}/rotation", Map.of("overlap_seconds", "3600")),
            get("/role-mappings"),
            new Operation("POST", "/role-mappings", Map.of("group", "\"Operators\"", "roles", "[\"viewer\"]")),
            get("/role-mappings/{mapping}"),
            delete("/role-mappings/{mapping}"),
            get("/data-planes"),
            new Operation(
                    "POST",
                    "/data-planes",
                    Map.of(
                            "uri", "\"https://more.acme.example\"",
                            "origins", "[\"https://app.acme.example\"]",
                            "permissions", "[\"dataset:read\"]",
                            "client", "\"its own\"")),
            get("/data-planes/{plane}"),
            delete("/data-planes/{plane}"),
            get("/domains"),
            new Operation("POST", "/domains", Map.of("name", "\"acme.org\"")),
            get("/domains/{domain}"),
            new Operation("POST", "/domains/{domain}/verify", Map.of()),
            new Operation(
                    "PATCH",
                    "/domains/{domain}",
                    Map.of("sso", "\"off\"", "connection", '"' + SHARED + '"', "realm", "\"acme.net\"")),
            delete("/domains/{domain}"),
            get("/connections"),
            new Operation(
                    "POST",
                    "/connections",
                    Map.of(
                            "protocol", "\"stub\"",
                            "name", "\"Staff\"",
                            "settings", "{\"authorize\":\"https://more.acme.example\"}",
                            "secrets", "{\"secret\":\"between us\"}",
                            "domains", "[\"acme.net\"]")),
            get("/connections/{connection}"),
            new Operation(
                    "PATCH",
                    "/connections/{connection}",
                    Map.of(
                            "name", "\"Staff\"",
                            "settings", "{\"authorize\":\"https://acme.example\"}",
                            "secrets", "{\"secret\":\"a new one\"}")),
            new Operation("POST", "/connections/{connection}/enable", Map.of()),
            new Operation("POST", "/connections/{connection}/disable", Map.of()),
            new Operation("POST", "/connections/{connection}/just-in-time", Map.of("roles", "[\"viewer\"]")),
            get("/connections/{connection}/lint"),
            new Operation("POST", "/connections/{connection}/explain", Map.of("parameters", "{\"answer\":\"pasted\"}")),
            delete("/connections/{connection}"),
            get("/policy"),
            new Operation(
                    "PATCH",
                    "/policy",
                    Map.of(
                            "passwords", "true",
                            "device_codes", "true",
                            "session_idle_seconds", "600",
                            "session_lifetime_seconds", "3600",
                            "sso_max_age_seconds", "86400")),
            get("/break-glass"),
            get("/break-glass/{owner}"),
            new Operation("POST", "/break-glass/{owner}", Map.of()),
            delete("/break-glass/{owner}"),
            get("/sign-ins"),
            get("/sign-ins/{sign-in}"),
            get("/sessions"),
            delete("/sessions/{session}"),
            get("/audit"));

    /** A client with all that can be said about one. */
    private static Map<String, String> client(String name, Map<String, String> more) {
        Map<String, String> body = new HashMap<>(more);
        body.put("name", '"' + name + '"');
        body.put("redirect_uris", "[\"https://app.acme.example/callback\"]");
        body.put("post_logout_redirect_uris", "[\"https://app.acme.example/\"]");
        body.put("allowed_origins", "[\"https://app.acme.example\"]");
        body.put("grant_types", "[\"authorization_code\",\"refresh_token\",\"client_credentials\"]");
        body.put("token_endpoint_auth_method", "\"private_key_jwt\"");
        body.put("jwks", JWKS);
        body.put("permissions", "[\"dataset:read\"]");
        body.put("refresh_retry", "5");
        body.put("default_resource", "\"https://data.acme.net\"");
        return body;
    }

    private static Operation get(String path) {
        return new Operation("GET", path, Map.of());
    }

    private static Operation delete(String path) {
        return new Operation("DELETE", path, Map.of());
    }

    private Map<String, String> thingsOf(Organization organization, String name, String email) {
        var auth = plane.auth;
        String domain = name + ".net";
        auth.domains().claim(organization.id(), domain);
        auth.roles().create(organization.id(), name + "-loader", permissions("dataset:read"));
        auth.roleMappings().put(organization.id(), GROUP + name, Set.of(Role.VIEWER));
        String client = auth.clients()
                .create(organization.id(), "load", Set.of(Role.MEMBER))
                .owner()
                .id();
        Map<String, String> things = new HashMap<>(signInOf(organization, name, email));
        things.put(
                "member",
                auth.users()
                        .create(organization.id(), "other@" + domain, Role.MEMBER)
                        .id()
                        .value());
        things.put(
                "invitation",
                auth.invitations()
                        .invite(organization.id(), "guest@" + domain, Set.of(Role.VIEWER))
                        .id());
        things.put("role", name + "-loader");
        things.put("client", client);
        things.put(
                "key",
                auth.apiKeys()
                        .issue(ApiKeyOwner.of(client), organization.id(), "nightly")
                        .key()
                        .id());
        things.put("mapping", base64url(GROUP + name));
        things.put(
                "plane",
                auth.dataPlanes()
                        .create(organization.id(), "https://data." + domain, Set.of(), permissions("dataset:read"))
                        .id());
        things.put("domain", domain);
        things.put("session", session(organization, "signed-in@" + domain));
        return things;
    }

    private Map<String, String> signInOf(Organization organization, String name, String email) {
        var owner = plane.auth.users().byEmail(email).orElseThrow().id();
        String connection = plane.auth
                .connections()
                .add(StubSsoProtocol.connection("https://" + name + ".example")
                        .organization(organization.id())
                        .build())
                .id();
        plane.auth.breakGlassOwners().issue(organization.id(), owner);
        String trace = "trc_" + name;
        plane.stores
                .signInTraces()
                .put(new SignInTrace(
                        trace,
                        Optional.of(organization.id()),
                        ControlPlaneFixture.NOW,
                        Optional.of(connection),
                        Optional.of(owner),
                        "signed_in",
                        JsonObject.builder().put("steps", 3).build()));
        return Map.of("connection", connection, "owner", owner.value(), "sign-in", trace);
    }

    private String session(Organization organization, String email) {
        SignInProof password = new SignInProof(
                SignInMethod.PASSWORD, ControlPlaneFixture.NOW, Authentication.UNKNOWN, Optional.empty());
        return plane.auth
                .sessions()
                .begin(
                        plane.auth.users().create(organization.id(), email, Role.MEMBER),
                        Optional.of(organization.id()),
                        password,
                        Optional.empty(),
                        "Firefox")
                .session()
                .id();
    }

    static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The path of an operation in an organization, with these ids in it. */
    static String path(String organization, Operation operation, Map<String, String> ids) {
        String path = operation.path();
        for (var id : ids.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        return "/api/organizations/" + organization + path;
    }

    String path(Operation operation) {
        return path(plane.acme.id().value(), operation, ours);
    }

    /** The operation as it should be, by somebody. */
    HttpResponse send(Operation operation, Optional<String> token) {
        return send(operation, path(operation), token);
    }

    HttpResponse send(Operation operation, String path, Optional<String> token) {
        return plane.send(operation.method(), path, token, body(operation));
    }

    static Optional<String> body(Operation operation) {
        return operation.takesBody() ? Optional.of(operation.json(new TreeMap<>(operation.body()))) : Optional.empty();
    }

    Optional<String> owner() {
        return Optional.of(plane.signedIn(OWNER));
    }

    @Override
    public void close() {
        plane.close();
    }
}
