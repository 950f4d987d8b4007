package io.orgauth.identity;

import static io.orgauth.identity.IdentityReason.INVALID;
import static io.orgauth.identity.IdentityReason.NOT_FOUND;
import static io.orgauth.identity.IdentityReason.OWNERS_ONLY;
import static io.orgauth.identity.IdentityReason.RECENT_SIGN_IN_REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.AccessReason;
import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    private static final Map<String, Object> GOOD =
            Map.of("UID", 1_000, "SUPPLEMENTARYGROUPS", List.of(1_000L, 4_294_967_294L), "unit", "Büro 7");

    private final TwoOrganizations world = new TwoOrganizations();
    private final Members members = world.as(world.owner).members();

    private Map<String, Object> attributes(OrganizationId organization, UserId user) {
        return world.attributes(Subject.of(TwoOrganizations.ISSUER, user.value()), organization);
    }

    @Test
    void setAttributes_declared_areThoseOfTheSubject() {
        world.assertAudited(
                world.signedIn(world.owner),
                "member.attributes_changed",
                () -> members.setAttributes(world.acme, world.member, GOOD));
        Map<String, Object> read = attributes(world.acme, world.member);
        assertEquals(
                Map.of("UID", 1_000L, "SUPPLEMENTARYGROUPS", List.of(1_000L, 4_294_967_294L), "unit", "Büro 7"), read);
        assertEquals(List.of("SUPPLEMENTARYGROUPS", "UID", "unit"), List.copyOf(read.keySet()));
        assertThrows(UnsupportedOperationException.class, () -> read.put("UID", 0L));
    }

    @Test
    void setAttributes_audit_hasTheNumbersAndNoText() {
        members.setAttributes(world.acme, world.member, GOOD);
        String event = Json.text(
                world.events().get(world.events().size() - 1).object("details").orElseThrow());
        assertEquals(
                "{\"attribute.supplementarygroups\":\"1000,4294967294\",\"attribute.uid\":1000,\"attribute.unit\":\"set\"}",
                event);
    }

    @Test
    void setAttributes_replacesAll() {
        members.setAttributes(world.acme, world.member, GOOD);
        members.setAttributes(world.acme, world.member, Map.of("SUPPLEMENTARYGROUPS", List.of()));
        assertEquals(Map.of("SUPPLEMENTARYGROUPS", List.of()), attributes(world.acme, world.member));
    }

    @Test
    void setAttributes_wrongValue_changesNothing() {
        List<Map<String, Object>> wrong = List.of(
                Map.of("UID", 999),
                Map.of("UID", 0),
                Map.of("UID", -1L),
                Map.of("UID", 4_294_967_295L),
                Map.of("UID", Long.MIN_VALUE),
                Map.of("UID", 1000.0),
                Map.of("UID", new BigDecimal("1000")),
                Map.of("UID", "1000"),
                Map.of("UID", true),
                Map.of("UID", List.of(1000)),
                Map.of("UID", Map.of()),
                Map.of("SUPPLEMENTARYGROUPS", 1000),
                Map.of("SUPPLEMENTARYGROUPS", List.of(999)),
                Map.of("SUPPLEMENTARYGROUPS", List.of("1000")),
                Map.of("SUPPLEMENTARYGROUPS", List.of(1000, 1000L)),
                Map.of("SUPPLEMENTARYGROUPS", List.of(List.of(1000))),
                Map.of("SUPPLEMENTARYGROUPS", Arrays.asList(1000, null)),
                Map.of(
                        "SUPPLEMENTARYGROUPS",
                        LongStream.range(1_000, 1_065).boxed().toList()),
                Map.of("unit", ""),
                Map.of("unit", " x"),
                Map.of("unit", "a\nb"),
                Map.of("unit", "x".repeat(201)),
                Map.of("unit", 7),
                Map.of("uid", 1000),
                Map.of("GID", 1000),
                Map.of("sub", "usr_x"),
                Collections.singletonMap("UID", null));
        for (Map<String, Object> values : wrong) {
            world.assertRefused(INVALID, () -> members.setAttributes(world.acme, world.member, values));
            Map<String, Object> oneOfThem = new HashMap<>(values);
            oneOfThem.putIfAbsent("unit", "fine");
            world.assertRefused(INVALID, () -> members.setAttributes(world.acme, world.member, oneOfThem));
        }
    }

    @Test
    void setAttributes_byWhoeverMayNot_changesNothing() {
        // With another's UID, an administrator would read that one's files.
        Members admins = world.as(world.admin).members();
        world.assertRefused(OWNERS_ONLY, () -> admins.setAttributes(world.acme, world.member, GOOD));
        world.assertRefused(OWNERS_ONLY, () -> admins.setAttributes(world.acme, world.admin, GOOD));
        Members narrowed = world.as(world.narrowed(world.owner, AdminPermissions.USERS_WRITE, TwoOrganizations.READ))
                .members();
        world.assertRefused(OWNERS_ONLY, () -> narrowed.setAttributes(world.acme, world.member, GOOD));
        Members plain = world.as(world.member).members();
        world.assertRefused(AccessReason.PERMISSION_MISSING, () -> plain.setAttributes(world.acme, world.member, GOOD));
        Members others =
                world.as(world.signedIn(world.globex, world.stranger.value())).members();
        world.assertRefused(NOT_FOUND, () -> others.setAttributes(world.acme, world.member, GOOD));
        world.assertRefused(NOT_FOUND, () -> others.setAttributes(world.globex, world.member, GOOD));
        Members byKey = world.as(world.apiKey(world.owner)).members();
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> byKey.setAttributes(world.acme, world.member, GOOD));
        world.time.pass(Duration.ofMinutes(11));
        world.assertRefused(RECENT_SIGN_IN_REQUIRED, () -> members.setAttributes(world.acme, world.member, GOOD));
    }

    @Test
    void change_withOneWrongPart_changesNothing() {
        world.assertRefused(
                INVALID,
                () -> members.change(
                        world.acme,
                        world.member,
                        Optional.of(java.util.Set.of(io.orgauth.Role.VIEWER)),
                        Optional.of(false),
                        Optional.of(Map.of("UID", 0))));
    }

    @Test
    void attributes_ofWhoeverMayNotAct_areNone() {
        members.setAttributes(world.acme, world.member, GOOD);
        assertEquals(Map.of(), attributes(world.globex, world.member));
        assertEquals(Map.of(), world.attributes(Subject.of("https://other.example", world.member.value()), world.acme));
        assertEquals(
                Map.of(),
                world.attributes(
                        Subject.of(
                                TwoOrganizations.ISSUER,
                                world.client(world.acme).id()),
                        world.acme));
        members.disable(world.acme, world.member);
        assertEquals(Map.of(), attributes(world.acme, world.member));
    }

    @Test
    void attributes_noLongerDeclaredOrInRange_areLeftOut() {
        Attributes narrowed = new Attributes(
                List.of(AttributeDefinition.integer("UID").within(5_000, 6_000), AttributeDefinition.string("unit")));
        assertEquals(Map.of("unit", "Büro"), narrowed.valid(Map.of("UID", 1_000L, "GID", 1_000L, "unit", "Büro")));
    }

    @Test
    void within_widened_letsLowerNumbersIn() {
        assertEquals(0L, AttributeDefinition.integer("UID").within(0, 10).checked(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> AttributeDefinition.integer("gid").checked(999));
        assertEquals(0L, AttributeDefinition.integer("level").checked(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> AttributeDefinition.integer("level").checked(-1));
    }

    @Test
    void within_impossibleRange_isRefused() {
        AttributeDefinition uid = AttributeDefinition.integer("UID");
        assertThrows(IllegalArgumentException.class, () -> uid.within(2, 1));
        assertThrows(IllegalArgumentException.class, () -> uid.within(0, 1L << 53));
        assertThrows(IllegalArgumentException.class, () -> uid.within(-(1L << 53), 0));
        assertThrows(
                IllegalStateException.class,
                () -> AttributeDefinition.string("unit").within(0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub",
                "SUB",
                "org_id",
                "scope",
                "roles",
                "email",
                "groups",
                "name",
                "attributes",
                "cnf",
                "act",
                "",
                "1a",
                "a b",
                "a\"",
                "-a",
                "a-",
                "a..b",
                "é",
                "a234567890123456789012345678901234567890123456789012"
            })
    void definition_reservedOrMalformedName_isRefusedAtConfiguration(String name) {
        assertThrows(IllegalArgumentException.class, () -> AttributeDefinition.string(name));
        assertThrows(IllegalArgumentException.class, () -> AttributeDefinition.integer(name));
        assertThrows(IllegalArgumentException.class, () -> AttributeDefinition.integers(name));
    }

    @Test
    void model_twoOfOneName_orTooMany_isRefused() {
        AccessModel.Builder model = AccessModel.builder().attribute(AttributeDefinition.integer("UID"));
        assertThrows(IllegalArgumentException.class, () -> model.attribute(AttributeDefinition.string("uid")));
        AccessModel.Builder full = AccessModel.builder();
        for (int i = 0; i < 16; i++) {
            full.attribute(AttributeDefinition.integer("a" + i));
        }
        assertThrows(IllegalArgumentException.class, () -> full.attribute(AttributeDefinition.integer("b")));
    }
}
