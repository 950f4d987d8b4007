package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.Invitation;
import io.orgauth.identity.InvitationStore;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link InvitationStore} does. */
public abstract class InvitationStoreContract extends OwnedStoreContract<Invitation> {
    /** For subclasses. */
    protected InvitationStoreContract() {}

    @Override
    InvitationStore store(Stores stores) {
        return stores.invitations();
    }

    @Override
    Invitation value(OrganizationId organization, int number) {
        return invitation(organization, number, secret(organization, number));
    }

    @Override
    Invitation changed(Invitation value) {
        return new Invitation(
                value.organization(),
                value.id(),
                value.email(),
                Set.of(Role.of("role_" + value.version())),
                value.inviter(),
                value.digest(),
                value.expires(),
                value.version() + 1);
    }

    private static Invitation invitation(OrganizationId organization, int number, SecretDigest digest) {
        return new Invitation(
                organization,
                "inv_" + number,
                EmailAddress.of("person" + number + "@example.com"),
                Set.of(Role.MEMBER, Role.VIEWER),
                Optional.of(
                        Subject.of("https://app.example.com/auth", user(number).value())),
                digest,
                Instant.parse("2026-01-01T00:00:00Z"),
                1);
    }

    private static SecretDigest secret(OrganizationId organization, int number) {
        return digest(organization.equals(ACME) ? number : 1_000 + number);
    }

    @Test
    void byDigest_isLeftWhereItIs_inTheLastState() {
        store().insert(value(ACME, 1));
        store().insert(value(GLOBEX, 1));
        store().replace(changed(value(ACME, 1)));
        assertEquals(Optional.of(changed(value(ACME, 1))), store(stores()).byDigest(secret(ACME, 1)));
        assertEquals(Optional.of(value(GLOBEX, 1)), store(stores()).byDigest(secret(GLOBEX, 1)));
        assertTrue(store(stores()).byDigest(secret(ACME, 2)).isEmpty());
        assertEquals(1, all(ACME).size());
    }

    @Test
    void byDigest_removed_isEmpty() {
        store().insert(value(ACME, 1));
        store().remove(ACME, value(ACME, 1).id());
        assertTrue(store(stores()).byDigest(secret(ACME, 1)).isEmpty());
    }

    @Test
    void insert_takenDigest_changesNothing() {
        store().insert(value(ACME, 1));
        assertFalse(store().insert(invitation(GLOBEX, 2, secret(ACME, 1))));
        assertTrue(all(GLOBEX).isEmpty());
        assertEquals(Optional.of(value(ACME, 1)), store(stores()).byDigest(secret(ACME, 1)));
    }

    @Test
    void consume_once_isGone() {
        store().insert(value(ACME, 1));
        store().insert(value(ACME, 2));
        assertEquals(Optional.of(value(ACME, 1)), store(stores()).consume(secret(ACME, 1)));
        assertTrue(store(stores()).consume(secret(ACME, 1)).isEmpty());
        assertEquals(List.of(value(ACME, 2)), all(ACME));
    }

    @Test
    void consume_8Threads_oneGetsIt() throws Exception {
        store().insert(value(ACME, 1));
        List<Optional<Invitation>> got = together(thread -> store(stores()).consume(secret(ACME, 1)));
        assertEquals(1, got.stream().flatMap(Optional::stream).count());
        assertTrue(all(ACME).isEmpty());
    }

    @Test
    void removeExpired_takesTheOldestOfAllOrganizations_andAtMostTheLimit() {
        Instant end = value(ACME, 1).expires();
        assertTrue(store().insert(ending(value(ACME, 1), end.plusSeconds(1))));
        assertTrue(store().insert(value(GLOBEX, 2)));
        assertTrue(store().insert(ending(value(ACME, 3), end.plusSeconds(2))));
        assertEquals(0, store(stores()).removeExpired(end, 10));
        assertEquals(1, store(stores()).removeExpired(end.plusSeconds(2), 1));
        assertTrue(all(GLOBEX).isEmpty());
        assertTrue(store(stores()).byDigest(secret(GLOBEX, 2)).isEmpty());
        assertEquals(1, store(stores()).removeExpired(end.plusSeconds(2), 10));
        assertEquals(List.of(ending(value(ACME, 3), end.plusSeconds(2))), all(ACME));
    }

    private static Invitation ending(Invitation value, Instant expires) {
        return new Invitation(
                value.organization(),
                value.id(),
                value.email(),
                value.roles(),
                value.inviter(),
                value.digest(),
                expires,
                value.version());
    }
}
