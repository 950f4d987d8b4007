package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RULES: every read and write is by (organization, id), and what is another's looks exactly like what does not exist. */
class ForeignIdsTest {
    private static final OrganizationId UNKNOWN = OrganizationId.of("org_0000000000000000000000");
    private static final UserId NOBODY = new UserId("usr_0000000000000000000000");

    private final TwoOrganizations world = new TwoOrganizations();
    private ActingServices owner = world.operator;

    @BeforeEach
    void signIn() {
        owner = world.as(world.owner);
    }

    /** Both are refused as not found, in the same words, and nothing changes. */
    private <T> void assertAlike(Consumer<T> call, T foreign, T unknown) {
        world.assertRefused(IdentityReason.NOT_FOUND, () -> call.accept(foreign));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> call.accept(unknown));
        assertEquals(message(call, unknown), message(call, foreign));
    }

    private static <T> String message(Consumer<T> call, T id) {
        return String.valueOf(
                assertThrows(IdentityException.class, () -> call.accept(id)).getMessage());
    }

    private <T> void assertBothEmpty(Function<T, Optional<?>> read, T foreign, T unknown) {
        assertEquals(Optional.empty(), read.apply(foreign));
        assertEquals(Optional.empty(), read.apply(unknown));
    }

    @Test
    void organization_anothers_isAsUnknownAsNone() {
        Set<Role> roles = Set.of(Role.MEMBER);
        Optional<String> first = Optional.empty();
        assertAlike(o -> owner.organizations().rename(o, "Mine"), world.globex, UNKNOWN);
        assertAlike(o -> owner.members().list(o, first, 10), world.globex, UNKNOWN);
        assertAlike(o -> owner.members().member(o, world.stranger), world.globex, UNKNOWN);
        assertAlike(o -> owner.members().assign(o, world.stranger, roles), world.globex, UNKNOWN);
        assertAlike(o -> owner.roles().page(o, first, 10), world.globex, UNKNOWN);
        assertAlike(o -> owner.roles().create(o, "mine", Set.of()), world.globex, UNKNOWN);
        assertAlike(o -> owner.roleMappings().page(o, first, 10), world.globex, UNKNOWN);
        assertAlike(o -> owner.roleMappings().put(o, "staff", roles), world.globex, UNKNOWN);
        assertAlike(o -> owner.clients().page(o, first, 10), world.globex, UNKNOWN);
        assertAlike(o -> owner.clients().create(o, "robot", roles), world.globex, UNKNOWN);
        assertAlike(o -> owner.invitations().page(o, first, 10), world.globex, UNKNOWN);
        assertAlike(o -> owner.invitations().invite(o, "a@evil.example", roles), world.globex, UNKNOWN);
        assertAlike(o -> owner.resources().page(o, first, 10), world.globex, UNKNOWN);
        assertAlike(o -> owner.resources().create(o, "https://new.example", Set.of(), Set.of()), world.globex, UNKNOWN);
        assertBothEmpty(o -> owner.organizations().find(o), world.globex, UNKNOWN);
    }

    @Test
    void organizations_ofAPrincipal_areItsOwn() {
        assertEquals(
                world.acme,
                owner.organizations().page(Optional.empty(), 10).stream()
                        .map(Organization::id)
                        .reduce((a, b) -> UNKNOWN)
                        .orElseThrow());
    }

    @Test
    void member_anothers_isAsUnknownAsNone() {
        Members members = owner.members();
        assertAlike(user -> members.assign(world.acme, user, Set.of()), world.stranger, NOBODY);
        assertAlike(
                user -> members.change(world.acme, user, Optional.of(Set.of()), Optional.of(true)),
                world.stranger,
                NOBODY);
        assertAlike(
                user -> members.change(world.acme, user, Optional.empty(), Optional.empty()), world.stranger, NOBODY);
        assertAlike(user -> members.disable(world.acme, user), world.stranger, NOBODY);
        assertAlike(user -> members.enable(world.acme, user), world.stranger, NOBODY);
        assertAlike(user -> members.remove(world.acme, user), world.stranger, NOBODY);
        assertBothEmpty(user -> members.member(world.acme, user), world.stranger, NOBODY);
    }

    @Test
    void role_anothers_isAsUnknownAsNone() {
        Role theirs =
                world.operator.roles().create(world.globex, "auditor", Set.of()).role();
        Role none = Role.of("none");
        assertAlike(role -> owner.roles().change(world.acme, role, Set.of()), theirs, none);
        assertAlike(role -> owner.roles().remove(world.acme, role), theirs, none);
        assertBothEmpty(role -> owner.roles().find(world.acme, role), theirs, none);
    }

    @Test
    void role_anothersGivenToAMember_isInvalid() {
        Role theirs =
                world.operator.roles().create(world.globex, "auditor", Set.of()).role();
        world.assertRefused(
                IdentityReason.INVALID, () -> owner.members().assign(world.acme, world.member, Set.of(theirs)));
        world.assertRefused(
                IdentityReason.INVALID, () -> owner.roleMappings().put(world.acme, "staff", Set.of(theirs)));
        world.assertRefused(IdentityReason.INVALID, () -> owner.clients().create(world.acme, "robot", Set.of(theirs)));
        world.assertRefused(
                IdentityReason.INVALID,
                () -> owner.invitations().invite(world.acme, "new@acme.example", Set.of(theirs)));
    }

    @Test
    void client_anothers_isAsUnknownAsNone() {
        URI uri = world.dataPlane(world.acme, "https://data.acme.example").uri();
        String theirs = world.client(world.globex).id();
        String none = "app_0000000000000000000000";
        ClientApplications clients = owner.clients();
        assertAlike(id -> clients.rotateSecret(world.acme, id, Duration.ZERO), theirs, none);
        assertAlike(id -> clients.assign(world.acme, id, Set.of()), theirs, none);
        assertAlike(id -> clients.rename(world.acme, id, "mine"), theirs, none);
        assertAlike(id -> clients.useByDefault(world.acme, id, uri), theirs, none);
        assertAlike(id -> clients.register(world.acme, id, ClientMetadata.device()), theirs, none);
        assertAlike(id -> clients.disable(world.acme, id), theirs, none);
        assertAlike(id -> clients.enable(world.acme, id), theirs, none);
        assertAlike(
                id -> clients.change(
                        world.acme,
                        id,
                        new ClientChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                theirs,
                none);
        assertBothEmpty(id -> clients.find(world.acme, id), theirs, none);
    }

    @Test
    void client_withAnothersDataPlane_isInvalidLikeNone() {
        URI theirs =
                world.dataPlane(world.globex, "https://data.globex.example").uri();
        String client = world.client(world.acme).id();
        world.assertRefused(IdentityReason.INVALID, () -> owner.clients().useByDefault(world.acme, client, theirs));
        world.assertRefused(
                IdentityReason.INVALID,
                () -> owner.clients().useByDefault(world.acme, client, URI.create("https://none.example")));
    }

    @Test
    void invitation_anothers_isAsUnknownAsNone() {
        String theirs = world.operator
                .invitations()
                .invite(world.globex, "new@globex.example", Set.of())
                .id();
        assertAlike(id -> owner.invitations().withdraw(world.acme, id), theirs, "inv_0000000000000000000000");
    }

    @Test
    void mapping_anothers_isAsUnknownAsNone() {
        world.operator.roleMappings().put(world.globex, "staff", Set.of());
        assertAlike(group -> owner.roleMappings().remove(world.acme, group), "staff", "nobody");
    }

    @Test
    void mapping_ofTheSameGroup_isEachOrganizationsOwn() {
        world.operator.roleMappings().put(world.globex, "staff", Set.of(Role.ADMIN));
        owner.roleMappings().put(world.acme, "staff", Set.of(Role.MEMBER));
        assertEquals(Set.of(Role.ADMIN), RoleMappings.rolesOf(world.stores, world.globex, Set.of("staff")));
        assertEquals(Set.of(Role.MEMBER), RoleMappings.rolesOf(world.stores, world.acme, Set.of("staff", "unmapped")));
    }

    @Test
    void dataPlane_anothers_isAsUnknownAsNone() {
        String theirs =
                world.dataPlane(world.globex, "https://data.globex.example").id();
        String none = "res_0000000000000000000000";
        assertAlike(id -> owner.resources().remove(world.acme, id), theirs, none);
        assertBothEmpty(id -> owner.resources().find(world.acme, id), theirs, none);
    }

    @Test
    void idWithASeparator_reachesNoOtherOrganization() {
        String smuggled = "x\0" + world.globex.value();
        world.assertRefused(IdentityReason.NOT_FOUND, () -> owner.invitations().withdraw(world.acme, smuggled));
        world.assertRefused(IdentityReason.NOT_FOUND, () -> owner.resources().remove(world.acme, smuggled));
        world.operator.invitations().invite(world.globex, "new@globex.example", Set.of());
        for (String after : new String[] {"\uffff", "\0", "zzzz", world.globex.value()}) {
            assertEquals(
                    0,
                    owner.invitations()
                            .page(world.acme, Optional.of(after), 100)
                            .size());
        }
    }
}
