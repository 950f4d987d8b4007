package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.audit.AuditEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ProductClientsTest {
    private static final String ISSUER = "https://auth.example.com";

    private final List<AuditEvent> events = new ArrayList<>();
    private final AccessModel model = AccessModel.builder().build();
    private final IdentityService identity = new IdentityService(
            ISSUER,
            Stores.inMemory(),
            model,
            new Surroundings(
                    mail -> {},
                    name -> List.of(),
                    new SecureRandom(),
                    Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC),
                    events::add));
    private final ProductClients clients = identity.operator().productClients();
    private final Organization acme = identity.operator().organizations().create("Acme");

    @Test
    void create_byTheOperator_belongsToNobodyAndHasNoRights() {
        IssuedSecret<ClientApplication> console = clients.create("console");
        assertEquals(Optional.empty(), console.owner().owner());
        assertEquals(
                Optional.empty(),
                identity.grants().current(Subject.of(ISSUER, console.owner().id()), acme.id()));
        assertEquals(List.of(console.owner()), clients.page(Optional.empty(), 10));
    }

    @Test
    void create_publicFirstPartyClient_hasNoSecret() {
        ClientMetadata cli = ClientMetadata.device().asFirstParty().allowing(GrantType.PASSWORD);
        RegisteredClient made = clients.create("cli", cli);
        assertEquals(Optional.empty(), made.secret());
        assertEquals(List.of(), made.client().secrets());
        assertEquals(cli, clients.find(made.client().id()).orElseThrow().metadata());
    }

    @Test
    void register_withoutSecret_endsTheSecretsOfBefore() {
        IssuedSecret<ClientApplication> console = clients.create("console");
        String id = console.owner().id();
        events.clear();
        clients.register(id, ClientMetadata.publicClient("https://app.example/callback"));
        assertEquals(List.of(), clients.find(id).orElseThrow().secrets());
        assertEquals(
                List.of("client.registered"),
                events.stream().map(AuditEvent::action).toList());
        IdentityException refused =
                assertThrows(IdentityException.class, () -> clients.rotateSecret(id, Duration.ZERO));
        assertEquals(IdentityReason.INVALID, refused.reason());
    }

    @Test
    void register_permissionThatNobodyDeclared_isInvalid() {
        ClientMetadata metadata = ClientMetadata.device().limitedTo(Permission.of("dataset:delete"));
        assertInvalid(() -> clients.create("cli", metadata));
        String id = clients.create("console").owner().id();
        assertInvalid(() -> clients.register(id, metadata));
    }

    private static void assertInvalid(Executable attempt) {
        assertEquals(
                IdentityReason.INVALID,
                assertThrows(IdentityException.class, attempt).reason());
    }

    @Test
    void find_asAnOrganizationsClient_isNotThere() {
        String id = clients.create("console").owner().id();
        assertEquals(Optional.empty(), identity.operator().clients().find(acme.id(), id));
        String own = identity.operator()
                .clients()
                .create(acme.id(), "own", Set.of(Role.VIEWER))
                .owner()
                .id();
        assertEquals(Optional.empty(), clients.find(own));
        assertEquals(
                IdentityReason.NOT_FOUND,
                assertThrows(IdentityException.class, () -> clients.disable(own))
                        .reason());
    }

    @Test
    void rotateSecret_withOverlap_leavesBothValidAndNoThird() {
        IssuedSecret<ClientApplication> first = clients.create("console");
        String id = first.owner().id();
        String second = clients.rotateSecret(id, Duration.ofDays(7)).secret();
        assertTrue(isAccepted(id, first.secret()));
        assertTrue(isAccepted(id, second));
        String third = clients.rotateSecret(id, Duration.ofDays(7)).secret();
        assertEquals(false, isAccepted(id, first.secret()));
        assertTrue(isAccepted(id, second));
        assertTrue(isAccepted(id, third));
    }

    @Test
    void rotateSecret_longerThanSevenDays_isInvalid() {
        String id = clients.create("console").owner().id();
        IdentityException refused = assertThrows(
                IdentityException.class,
                () -> clients.rotateSecret(id, Duration.ofDays(7).plusSeconds(1)));
        assertEquals(IdentityReason.INVALID, refused.reason());
    }

    @Test
    void disable_andEnable_countAtTheNextCallAndAreLogged() {
        IssuedSecret<ClientApplication> console = clients.create("console");
        events.clear();
        clients.disable(console.owner().id());
        assertEquals(false, isAccepted(console.owner().id(), console.secret()));
        clients.enable(console.owner().id());
        assertTrue(isAccepted(console.owner().id(), console.secret()));
        assertEquals(
                List.of("client.disabled", "client.enabled"),
                events.stream().map(AuditEvent::action).toList());
    }

    @Test
    void create_byAnOwnerOfAnOrganization_isDenied() {
        Principal owner = Principal.trusted(
                acme.id(),
                Subject.of(ISSUER, "usr_0000000000000000000000"),
                new Grant(model.permissions(), Set.of(Role.OWNER)),
                Authentication.UNKNOWN,
                new CredentialId(CredentialId.Kind.ACCESS_TOKEN, "jti"),
                Map.of());
        ProductClients asOwner = identity.actingFor(owner).productClients();
        String id = clients.create("first").owner().id();
        assertThrows(PermissionDeniedException.class, () -> asOwner.create("console"));
        assertThrows(PermissionDeniedException.class, () -> asOwner.create("console", ClientMetadata.device()));
        assertThrows(PermissionDeniedException.class, () -> asOwner.register(id, ClientMetadata.device()));
        assertEquals(1, clients.page(Optional.empty(), 10).size());
        assertEquals(ClientMetadata.service(), clients.find(id).orElseThrow().metadata());
    }

    private boolean isAccepted(String id, String secret) {
        return clients.find(id)
                .filter(ClientApplication::enabled)
                .filter(client -> client.hasSecret(secret, Instant.parse("2026-11-24T12:00:00Z")))
                .isPresent();
    }
}
