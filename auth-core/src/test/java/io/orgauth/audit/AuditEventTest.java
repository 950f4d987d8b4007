package io.orgauth.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.AccessReason;
import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final OrganizationId ACME = OrganizationId.of("org_acme");
    private static final Subject ADA = Subject.of("https://auth.example.com", "usr_ada");
    private static final CredentialId KEY = new CredentialId(CredentialId.Kind.API_KEY, "key_1");

    private static AuditEvent.Builder event() {
        return AuditEvent.builder(NOON, "api_key.issued", AuditEvent.Outcome.SUCCEEDED);
    }

    private static String json(AuditEvent.Builder builder) {
        return Json.text(builder.build().toJson());
    }

    private static String detail(AuditDetail detail) {
        return Json.text(
                event().detail("d", detail).build().toJson().object("details").orElseThrow());
    }

    @Test
    void toJson_leastEvent_hasTimeActionOutcome() {
        assertEquals(
                "{\"time\":\"2026-11-24T12:00:00Z\",\"action\":\"api_key.issued\",\"outcome\":\"succeeded\"}",
                json(event()));
    }

    @Test
    void toJson_wholeEvent_keepsItsOrder() {
        Principal ada = Principal.trusted(ACME, ADA, Grant.NONE, Authentication.UNKNOWN, KEY, Map.of("email", "x"));
        AuditEvent.Builder whole = AuditEvent.builder(NOON, "role.assigned", AuditEvent.Outcome.REFUSED)
                .detail("roles", AuditDetail.roles(Set.of(Role.OWNER, Role.ADMIN)))
                .detail("count", AuditDetail.of(2))
                .request("req-1")
                .reason(AccessReason.PERMISSION_MISSING)
                .target("user", "usr_bob")
                .connection("con_okta")
                .actor(ada);

        assertEquals(
                "{\"time\":\"2026-11-24T12:00:00Z\",\"action\":\"role.assigned\",\"outcome\":\"refused\","
                        + "\"organization\":\"org_acme\",\"actor\":{\"issuer\":\"https://auth.example.com\","
                        + "\"subject\":\"usr_ada\",\"credential\":{\"kind\":\"api_key\",\"id\":\"key_1\"},"
                        + "\"connection\":\"con_okta\"},\"target\":{\"kind\":\"user\",\"id\":\"usr_bob\"},"
                        + "\"reason\":\"permission_missing\",\"request\":\"req-1\","
                        + "\"details\":{\"roles\":[\"admin\",\"owner\"],\"count\":2}}",
                json(whole));
    }

    @Test
    void toJson_connectionWithoutSubject_isAnActor() {
        String actor = Json.text(
                event().connection("con_1").build().toJson().object("actor").orElseThrow());

        assertEquals("{\"connection\":\"con_1\"}", actor);
    }

    @Test
    void details_areTyped() {
        assertEquals("{\"d\":7}", detail(AuditDetail.of(7)));
        assertEquals("{\"d\":true}", detail(AuditDetail.of(true)));
        assertEquals("{\"d\":\"2026-11-24T12:00:00Z\"}", detail(AuditDetail.of(NOON)));
        assertEquals("{\"d\":90}", detail(AuditDetail.of(Duration.ofMillis(90_999))));
        assertEquals("{\"d\":\"permission_missing\"}", detail(AuditDetail.of(AccessReason.PERMISSION_MISSING)));
        assertEquals("{\"d\":\"org_acme\"}", detail(AuditDetail.of(ACME)));
        assertEquals(
                "{\"d\":{\"issuer\":\"https://auth.example.com\",\"subject\":\"usr_ada\"}}",
                detail(AuditDetail.of(ADA)));
        assertEquals(
                "{\"d\":[\"a:read\",\"b:read\"]}",
                detail(AuditDetail.permissions(Set.of(Permission.of("b:read"), Permission.of("a:read")))));
        assertEquals("{\"d\":\"required\"}", detail(AuditDetail.word("required")));
        assertEquals("{\"d\":\"key_1\"}", detail(AuditDetail.id("key_1")));
    }

    @Test
    void details_areBounded() {
        Set<Permission> most = IntStream.range(0, AuditDetail.MAX_ELEMENTS)
                .mapToObj(i -> Permission.of("p" + i))
                .collect(Collectors.toSet());
        AuditDetail.permissions(most);
        most.add(Permission.of("one_more"));
        AuditEvent.Builder full = event();
        for (int i = 0; i < AuditEvent.MAX_DETAILS; i++) {
            full.detail("d" + i, AuditDetail.of(i));
        }

        assertThrows(IllegalArgumentException.class, () -> AuditDetail.permissions(most));
        assertThrows(IllegalArgumentException.class, () -> full.detail("more", AuditDetail.of(1)));
        full.build();
    }

    @Test
    void detail_twice_fails() {
        AuditEvent.Builder builder = event().detail("d", AuditDetail.of(1));

        assertThrows(IllegalArgumentException.class, () -> builder.detail("d", AuditDetail.of(1)));
    }

    /** A forged line, a look-alike or a sentence: no place for any of them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "A", "a b", "a\nb", "a\r\n{\"action\":\"x\"}", "a.", ".a", "a..b", "1a", "\u00e9", "a\u202eb"
            })
    void word_malformed_fails(String word) {
        assertThrows(
                IllegalArgumentException.class, () -> AuditEvent.builder(NOON, word, AuditEvent.Outcome.SUCCEEDED));
        assertThrows(IllegalArgumentException.class, () -> AuditDetail.word(word));
        assertThrows(IllegalArgumentException.class, () -> event().detail(word, AuditDetail.of(1)));
        assertThrows(IllegalArgumentException.class, () -> event().target(word, "id"));
        assertThrows(IllegalArgumentException.class, () -> event().reason(() -> word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "\u00e9", "\u0000", "a\u007f"})
    void id_malformed_fails(String id) {
        assertThrows(IllegalArgumentException.class, () -> AuditDetail.id(id));
        assertThrows(IllegalArgumentException.class, () -> event().target("user", id));
        assertThrows(IllegalArgumentException.class, () -> event().connection(id));
        assertThrows(IllegalArgumentException.class, () -> event().request(id));
    }

    @Test
    void words_andIds_areBounded() {
        AuditDetail.word("a".repeat(64));
        AuditDetail.id("a".repeat(255));

        assertThrows(IllegalArgumentException.class, () -> AuditDetail.word("a".repeat(65)));
        assertThrows(IllegalArgumentException.class, () -> AuditDetail.id("a".repeat(256)));
    }

    @Test
    void build_refusalWithoutReason_fails() {
        AuditEvent.Builder builder = AuditEvent.builder(NOON, "session.started", AuditEvent.Outcome.REFUSED);

        assertThrows(IllegalStateException.class, builder::build);
        builder.reason(AccessReason.PERMISSION_MISSING).build();
    }

    @Test
    void event_isAValue() {
        AuditEvent event = event().organization(ACME).build();

        assertEquals(event().organization(ACME).build(), event);
        assertEquals(event().organization(ACME).build().hashCode(), event.hashCode());
        assertNotEquals(event().build(), event);
        assertNotEquals(event, (Object) "event");
        assertEquals(NOON, event.time());
        assertEquals("api_key.issued", event.action());
        assertEquals(AuditEvent.Outcome.SUCCEEDED, event.outcome());
        assertEquals(Optional.of(ACME), event.organization());
        assertEquals(Optional.empty(), event().build().organization());
        assertEquals("AuditEvent[api_key.issued succeeded]", event.toString());
    }

    @Test
    void detail_isAValueThatRedactsItself() {
        assertEquals(AuditDetail.id("x"), AuditDetail.id("x"));
        assertEquals(AuditDetail.id("x").hashCode(), AuditDetail.id("x").hashCode());
        assertNotEquals(AuditDetail.id("x"), AuditDetail.id("y"));
        assertNotEquals(AuditDetail.id("x"), (Object) "x");
        assertFalse(AuditDetail.id("sensitive").toString().contains("sensitive"));
    }
}
