package io.orgauth.controlplane;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.audit.AuditEvent;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.AttributeDefinition;
import io.orgauth.identity.ClientMetadata;
import io.orgauth.identity.GrantType;
import io.orgauth.identity.Mail;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.session.testing.StubSsoProtocol;
import io.orgauth.token.AccessToken;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A control plane with two organizations and their people, driven by requests only. */
public final class ControlPlaneFixture implements AutoCloseable {
    public static final String ISSUER = "https://app.example.com/auth";
    public static final String CLI = "acme-cli";
    public static final String PASSWORD = "four words and a verb";
    public static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final SealingKey sealingKey = SealingKey.inMemory();
    private final Map<String, String> tokens = new HashMap<>();
    public final List<Mail> mails = new CopyOnWriteArrayList<>();
    public final List<AuditEvent> events = new CopyOnWriteArrayList<>();
    public final Map<String, List<String>> dns = new HashMap<>();
    public final Stores stores = Stores.inMemory();
    public final ControlPlane auth;
    public final Organization acme;
    public final Organization globex;
    private final SigningKeys signingKeys;
    private final TokenIssuer issuer;

    public ControlPlaneFixture() {
        auth = ControlPlane.builder()
                .issuer(ISSUER)
                .permissions("dataset:read", "dataset:write")
                .grant(Role.MEMBER, "dataset:read")
                .attribute(AttributeDefinition.integer("UID"))
                .stores(stores)
                .sealedBy(sealingKey)
                .protocols(new StubSsoProtocol())
                .mailer(mails::add)
                .auditLog(events::add)
                .txtLookup(name -> dns.getOrDefault(name, List.of()))
                .client(
                        CLI,
                        "Acme on the command line",
                        ClientMetadata.publicClient("http://127.0.0.1/callback")
                                .asFirstParty()
                                .allowing(GrantType.PASSWORD, GrantType.DEVICE_CODE))
                .clock(clock)
                .build();
        acme = auth.organizations().create("Acme", "acme.com");
        globex = auth.organizations().create("Globex", "globex.com");
        signingKeys = SigningKeys.builder()
                .store(stores.signingKeys())
                .sealedBy(sealingKey)
                .clock(clock)
                .build();
        issuer = TokenIssuer.builder()
                .issuer(ISSUER)
                .signingKeys(signingKeys)
                .clock(clock)
                .build();
    }

    public User person(Organization organization, String email, Role... roles) {
        User made = auth.users().create(organization.id(), email, roles);
        auth.passwords().set(made.id(), PASSWORD);
        return made;
    }

    public HttpResponse send(String method, String path, Optional<String> token, Optional<String> json) {
        HttpRequest.Builder request = HttpRequest.builder(method, "/auth" + path);
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        json.ifPresent(
                body -> request.header("Content-Type", "application/json").body(body.getBytes(StandardCharsets.UTF_8)));
        return answer(request.build());
    }

    public HttpResponse answer(HttpRequest request) {
        return auth.endpoints().answer(request).orElseThrow();
    }

    /** A form to the token endpoint, with an {@code Authorization} header if one is given. */
    public HttpResponse token(String form, String... authorization) {
        HttpRequest.Builder request = HttpRequest.builder("POST", "/auth/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8));
        for (String header : authorization) {
            request.header("Authorization", header);
        }
        return answer(request.build());
    }

    /** The token of a person who has just typed the password; kept, as a password is costly on purpose. */
    public String signedIn(String email) {
        return tokens.computeIfAbsent(email, e -> text(json(token(passwordForm(e))), "access_token"));
    }

    public static String passwordForm(String email) {
        return "grant_type=password&client_id=" + CLI + "&username=" + encoded(email) + "&password="
                + encoded(PASSWORD);
    }

    /** A token that says whatever a test wants it to say. */
    public String signed(AccessToken token) {
        return issuer.issue(token);
    }

    public static JsonObject json(HttpResponse response) {
        return Json.parseObject(response.body());
    }

    public static String text(JsonObject object, String name) {
        return object.string(name).orElseThrow();
    }

    public static String body(HttpResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static Set<Permission> permissions(String... values) {
        return Set.of(values).stream().map(Permission::of).collect(Collectors.toSet());
    }

    /** Everything that is stored and that a request could change. */
    public List<Object> everything() {
        List<Object> all = new ArrayList<>(stores.organizations().page(Optional.empty(), 1_000));
        all.addAll(stores.users().page(Optional.empty(), 1_000));
        for (OrganizationId id : List.of(acme.id(), globex.id())) {
            all.addAll(stores.memberships().page(id, Optional.empty(), 1_000));
            all.addAll(stores.roles().page(id, Optional.empty(), 1_000));
            all.addAll(stores.roleMappings().page(id, Optional.empty(), 1_000));
            all.addAll(stores.invitations().page(id, Optional.empty(), 1_000));
            all.addAll(stores.clients().page(Optional.of(id), Optional.empty(), 1_000));
            all.addAll(stores.apiKeys().page(id, Optional.empty(), 1_000));
            all.addAll(stores.resources().page(id, Optional.empty(), 1_000));
            all.addAll(stores.domains().page(id, Optional.empty(), 1_000));
            all.addAll(stores.domainSso().page(id, Optional.empty(), 1_000));
            all.addAll(stores.connections().page(Optional.of(id), Optional.empty(), 1_000));
            all.addAll(stores.policies().page(id, Optional.empty(), 1_000));
            all.addAll(stores.breakGlass().page(id, Optional.empty(), 1_000));
            all.addAll(stores.audit().page(id, 0, 1_000));
        }
        all.addAll(mails);
        return all;
    }

    @Override
    public void close() {
        signingKeys.close();
        auth.close();
    }
}
