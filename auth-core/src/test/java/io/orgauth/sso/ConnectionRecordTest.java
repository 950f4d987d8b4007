package io.orgauth.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A record says whose it is and what the protocol needs, and shows no secret. */
class ConnectionRecordTest {
    private static final JsonObject SETTINGS =
            JsonObject.builder().put("issuer", "https://idp.example").build();

    @Test
    void record_hasWhatWasSaid() {
        ConnectionRecord record = ConnectionRecord.builder("oidc")
                .id("con_abcd")
                .organization(OrganizationId.of("org_acme"))
                .name("Acme staff")
                .settings(SETTINGS)
                .secret("client_secret", "between us")
                .build();
        assertEquals("con_abcd", record.id());
        assertEquals(Optional.of(OrganizationId.of("org_acme")), record.organization());
        assertEquals("oidc", record.protocol());
        assertEquals("Acme staff", record.name());
        assertEquals(SETTINGS, record.settings());
        assertEquals(Optional.of("between us"), record.secret("client_secret"));
        assertEquals(Optional.empty(), record.secret("other"));
        assertEquals(Map.of("client_secret", "between us"), record.secrets());
        assertEquals("ConnectionRecord[oidc con_abcd]", record.toString());
    }

    @Test
    void record_ofWhichLittleWasSaid_isSharedAndNamedAfterItsProtocol() {
        ConnectionRecord record = ConnectionRecord.builder("saml").build();
        assertEquals(Optional.empty(), record.organization());
        assertEquals("saml", record.name());
        assertEquals(Set.of(), record.secrets().keySet());
    }

    @Test
    void id_ofANewRecord_isRandomAndOfOneLength() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String id = ConnectionRecord.builder("saml").build().id();
            assertTrue(id.matches("con_[a-z0-9]{25}"), id);
            assertTrue(ids.add(id));
        }
    }

    @Test
    void build_malformedPart_isRefused() {
        for (String protocol : List.of("", "SAML", "2saml", "a b", "a".repeat(33))) {
            assertRefused(ConnectionRecord.builder(protocol));
        }
        for (String id : List.of("", "con_", "con_abc", "app_abcd", "con_ab/cd", "con_" + "a".repeat(65))) {
            assertRefused(ConnectionRecord.builder("saml").id(id));
        }
        for (String name : List.of("", "  ", "a\nb", "a\u0000", "a\u202eb", "a\u2028b", "a".repeat(101))) {
            assertRefused(ConnectionRecord.builder("saml").name(name));
        }
        assertRefused(ConnectionRecord.builder("saml").secret("key", ""));
        assertFalse(ConnectionRecord.builder("saml")
                .name("a".repeat(100))
                .build()
                .name()
                .isEmpty());
    }

    private static void assertRefused(ConnectionRecord.Builder builder) {
        assertThrows(IllegalArgumentException.class, builder::build);
    }
}
