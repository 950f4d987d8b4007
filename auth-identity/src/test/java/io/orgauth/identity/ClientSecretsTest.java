package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Principal;
import io.orgauth.Role;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** RULES: a secret is shown once, two are valid while one takes over, a superseded one for at most 7 days. */
class ClientSecretsTest {
    private final TwoOrganizations world = new TwoOrganizations();
    private final Principal admin = world.signedIn(world.admin);
    private final ClientApplications clients = world.as(admin).clients();
    private final IssuedSecret<ClientApplication> first = clients.create(world.acme, "robot", Set.of(Role.MEMBER));
    private final String id = first.owner().id();

    private boolean works(String secret) {
        return world.stores
                .clients()
                .byId(id)
                .filter(ClientApplication::enabled)
                .filter(client -> client.hasSecret(secret, world.time.instant()))
                .isPresent();
    }

    private String rotated(Duration overlap) {
        return world.as(world.admin)
                .clients()
                .rotateSecret(world.acme, id, overlap)
                .secret();
    }

    @Test
    void rotation_isAuditedOnce_andBothSecretsWork() {
        IssuedSecret<ClientApplication> second = world.assertAudited(
                admin,
                "client.secret_rotated",
                () -> clients.rotateSecret(world.acme, id, ClientApplications.MAX_OVERLAP));
        assertNotEquals(first.secret(), second.secret());
        assertTrue(works(first.secret()));
        assertTrue(works(second.secret()));
    }

    @Test
    void supersededSecret_afterItsOverlap_isRefused() {
        String second = rotated(ClientApplications.MAX_OVERLAP);
        world.time.pass(Duration.ofDays(7).minusMillis(1));
        assertTrue(works(first.secret()));
        world.time.pass(Duration.ofMillis(1));
        assertFalse(works(first.secret()));
        assertTrue(works(second));
    }

    @Test
    void overlap_ofZero_endsTheSecretAtOnce() {
        String second = rotated(Duration.ZERO);
        assertFalse(works(first.secret()));
        assertTrue(works(second));
        assertEquals(1, clients.find(world.acme, id).orElseThrow().secrets().size());
    }

    @Test
    void overlap_outOfBounds_isInvalid() {
        for (Duration overlap : new Duration[] {
            ClientApplications.MAX_OVERLAP.plusMillis(1), Duration.ofMillis(-1), Duration.ofSeconds(Long.MAX_VALUE)
        }) {
            world.assertRefused(IdentityReason.INVALID, () -> clients.rotateSecret(world.acme, id, overlap));
        }
    }

    @Test
    void rotationsInARow_leaveTwoSecrets() {
        String second = rotated(ClientApplications.MAX_OVERLAP);
        String third = rotated(ClientApplications.MAX_OVERLAP);
        assertFalse(works(first.secret()));
        assertTrue(works(second));
        assertTrue(works(third));
        assertEquals(2, clients.find(world.acme, id).orElseThrow().secrets().size());
    }

    @Test
    void rotationsInARow_extendNoSupersededSecret() {
        String second = rotated(Duration.ofDays(1));
        world.time.pass(Duration.ofHours(23));
        rotated(ClientApplications.MAX_OVERLAP);
        assertFalse(works(first.secret()));
        world.time.pass(ClientApplications.MAX_OVERLAP);
        assertFalse(works(second));
    }

    @Test
    void rotation_withoutOverlapAfterOneWith_endsBoth() {
        String second = rotated(ClientApplications.MAX_OVERLAP);
        String third = rotated(Duration.ZERO);
        assertFalse(works(first.secret()));
        assertFalse(works(second));
        assertTrue(works(third));
    }

    @Test
    void wrongSecret_provesNothing() {
        assertFalse(works(""));
        assertFalse(works(first.secret() + "A"));
        assertFalse(works(first.owner().secrets().get(0).digest().hex()));
        assertFalse(works(first.owner().secrets().get(0).hint()));
    }

    @Test
    void secretOfAnotherClient_provesNothing() {
        IssuedSecret<ClientApplication> other = clients.create(world.acme, "other", Set.of());
        assertFalse(works(other.secret()));
    }

    @Test
    void disabledClient_provesNothing_untilItIsEnabled() {
        world.assertAudited(admin, "client.disabled", () -> clients.disable(world.acme, id));
        assertFalse(works(first.secret()));
        world.assertAudited(admin, "client.enabled", () -> clients.enable(world.acme, id));
        assertTrue(works(first.secret()));
    }

    @Test
    void secret_isInNoText() {
        assertFalse(first.toString().contains(first.secret()));
        assertFalse(first.owner().toString().contains(first.secret()));
        assertFalse(world.events().toString().contains(first.secret()));
        assertFalse(world.events()
                .toString()
                .contains(first.owner().secrets().get(0).digest().hex()));
    }

    @Test
    void rotationOfAClientThatHoldsMore_isRefused() {
        String strong = world.client(world.acme, TwoOrganizations.WRITER).id();
        world.assertRefused(
                IdentityReason.EXCEEDS_OWN_RIGHTS,
                () -> world.as(world.lead).clients().rotateSecret(world.acme, strong, Duration.ZERO));
    }
}
