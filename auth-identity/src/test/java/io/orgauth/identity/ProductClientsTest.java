package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
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
        assertThrows(PermissionDeniedException.class, () -> asOwner.create("console"));
        assertEquals(List.of(), clients.page(Optional.empty(), 10));
    }

    private boolean isAccepted(String id, String secret) {
        return clients.find(id)
                .filter(ClientApplication::enabled)
                .filter(client -> client.hasSecret(secret, Instant.parse("2026-11-24T12:00:00Z")))
                .isPresent();
    }
}
