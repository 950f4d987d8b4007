package io.orgauth.controlplane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.audit.AuditEvent;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.AttributeDefinition;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.Member;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attributes of members over HTTP, and where the events of it go. */
class MemberAttributesTest {
    private final List<AuditEvent> logged = new ArrayList<>();
    private final ControlPlane auth = builder().auditLog(logged::add).build();
    private final Organization acme = auth.organizations().create("Acme", "acme.com");
    private final User member = auth.users().create(acme.id(), "member@acme.com", Role.MEMBER);
    private final String owner = token(Role.OWNER);

    private static ControlPlaneBuilder builder() {
        return ControlPlane.builder()
                .issuer("https://app.example.com/auth")
                .attribute(AttributeDefinition.integer("UID"))
                .attribute(AttributeDefinition.integers("SUPPLEMENTARYGROUPS"))
                .attribute(AttributeDefinition.string("unit"))
                .stores(Stores.inMemory());
    }

    @AfterEach
    void close() {
        auth.close();
    }

    @Test
    void patch_declaredAttributes_areAnsweredAndRead() {
        String attributes = "{\"SUPPLEMENTARYGROUPS\":[1000,2000],\"UID\":1001,\"unit\":\"lab\"}";
        HttpResponse answer = patch(owner, "{\"attributes\":" + attributes + "}");
        assertEquals(200, answer.status(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        JsonObject shown = Json.parseObject(answer.body()).object("attributes").orElseThrow();
        assertEquals(attributes, Json.text(shown));
        assertEquals(
                Map.of("SUPPLEMENTARYGROUPS", List.of(1000L, 2000L), "UID", 1001L, "unit", "lab"),
                stored().membership().attributes());
        assertEquals("member.attributes_changed", logged.get(logged.size() - 1).action());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"UID\":0}",
                "{\"UID\":\"1001\"}",
                "{\"UID\":1000.5}",
                "{\"UID\":null}",
                "{\"uid\":1001}",
                "[]",
                "7",
                "\"x\"",
                "{\"UID\":1001,\"UID\":1002}",
                "{\"SUPPLEMENTARYGROUPS\":[1000,null]}",
                "{\"unit\":{}}"
            })
    void patch_wrongAttributes_changesNothing(String attributes) {
        int events = logged.size();
        HttpResponse answer = patch(owner, "{\"enabled\":false,\"attributes\":" + attributes + "}");
        assertEquals(400, answer.status());
        assertTrue(stored().membership().enabled());
        assertEquals(Map.of(), stored().membership().attributes());
        assertEquals(events, logged.size());
    }

    @Test
    void patch_byAdministrator_isRefused() {
        HttpResponse answer = patch(token(Role.ADMIN), "{\"attributes\":{\"UID\":1001}}");
        assertEquals(403, answer.status());
        assertEquals(Map.of(), stored().membership().attributes());
    }

    @Test
    void auditLog_unlessSaid_isLinesOfJsonInTheLog() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.orgauth.audit");
        logger.addHandler(handler);
        try (ControlPlane plain = builder().build()) {
            Organization globex = plain.organizations().create("Globex");
            IssuedSecret<ClientApplication> made = plain.clients().create(globex.id(), "loader", Set.of(Role.MEMBER));
            List<String> own = lines.stream()
                    .filter(line -> line.contains(globex.id().value()))
                    .toList();
            assertEquals(
                    List.of("organization.created", "client.created"),
                    own.stream()
                            .map(line -> Json.parseObject(line.getBytes(StandardCharsets.UTF_8))
                                    .string("action")
                                    .orElseThrow())
                            .toList());
            assertFalse(String.join("\n", lines).contains(made.secret()));
        } finally {
            logger.removeHandler(handler);
        }
    }

    private Member stored() {
        return auth.members().member(acme.id(), member.id()).orElseThrow();
    }

    private String token(Role role) {
        IssuedSecret<ClientApplication> client = auth.clients().create(acme.id(), "robot", Set.of(role));
        String form =
                "grant_type=client_credentials&client_id=" + client.owner().id() + "&client_secret=" + client.secret();
        HttpResponse answer = answer(HttpRequest.builder("POST", "/auth/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .build());
        return Json.parseObject(answer.body()).string("access_token").orElseThrow();
    }

    private HttpResponse patch(String token, String body) {
        String path = "/auth/api/organizations/" + acme.id() + "/members/" + member.id();
        return answer(HttpRequest.builder("PATCH", path)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .build());
    }

    private HttpResponse answer(HttpRequest request) {
        return auth.endpoints().answer(request).orElseThrow();
    }
}
