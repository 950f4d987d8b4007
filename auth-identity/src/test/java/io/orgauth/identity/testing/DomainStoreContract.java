package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainClaim;
import io.orgauth.identity.DomainClaim.State;
import io.orgauth.identity.DomainStore;
import io.orgauth.identity.Stores;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link DomainStore} does. */
public abstract class DomainStoreContract extends OwnedStoreContract<DomainClaim> {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected DomainStoreContract() {}

    @Override
    DomainStore store(Stores stores) {
        return stores.domains();
    }

    @Override
    DomainClaim value(OrganizationId organization, int number) {
        return new DomainClaim(
                organization,
                "d" + number + ".example",
                "challenge_" + organization,
                State.PENDING,
                Optional.empty(),
                1);
    }

    @Override
    DomainClaim changed(DomainClaim value) {
        return in(value, State.VERIFIED);
    }

    private static DomainClaim in(DomainClaim value, State state) {
        return new DomainClaim(
                value.organization(), value.name(), value.challenge(), state, Optional.of(NOW), value.version() + 1);
    }

    @Test
    void verified_pendingClaims_blockNobody() {
        DomainClaim acmes = value(ACME, 1);
        DomainClaim globexs = value(GLOBEX, 1);
        assertTrue(store().insert(acmes));
        assertTrue(store().insert(globexs));
        assertTrue(store(stores()).verified("d1.example").isEmpty());
        assertTrue(store().replace(in(globexs, State.VERIFIED)));
        assertEquals(Optional.of(in(globexs, State.VERIFIED)), store(stores()).verified("d1.example"));
    }

    @Test
    void replace_verifiedByAnother_changesNothing() {
        for (State second : List.of(State.VERIFIED, State.VERIFIED_BY_OPERATOR)) {
            open();
            store().insert(value(ACME, 1));
            store().insert(value(GLOBEX, 1));
            store().replace(in(value(ACME, 1), State.VERIFIED));
            assertFalse(store().replace(in(value(GLOBEX, 1), second)));
            assertEquals(List.of(value(GLOBEX, 1)), all(GLOBEX));
            assertEquals(
                    ACME, store(stores()).verified("d1.example").orElseThrow().organization());
        }
    }

    @Test
    void insert_verifiedByAnother_changesNothing() {
        DomainClaim pending = value(ACME, 1);
        store().insert(new DomainClaim(ACME, "d1.example", "c", State.VERIFIED_BY_OPERATOR, Optional.of(NOW), 1));
        assertFalse(store().insert(
                        new DomainClaim(GLOBEX, pending.name(), "c", State.VERIFIED_BY_OPERATOR, Optional.of(NOW), 1)));
        assertTrue(all(GLOBEX).isEmpty());
    }

    @Test
    void replace_lost_isFreeForAnother() {
        DomainClaim verified = in(value(ACME, 1), State.VERIFIED);
        store().insert(value(ACME, 1));
        store().replace(verified);
        store().replace(in(verified, State.LOST));
        assertTrue(store(stores()).verified("d1.example").isEmpty());
        store().insert(value(GLOBEX, 1));
        assertTrue(store().replace(in(value(GLOBEX, 1), State.VERIFIED)));
    }

    @Test
    void remove_verified_isFreeForAnother() {
        store().insert(value(ACME, 1));
        store().replace(in(value(ACME, 1), State.VERIFIED));
        store().remove(ACME, "d1.example");
        assertTrue(store(stores()).verified("d1.example").isEmpty());
        assertTrue(store(stores()).verifiedPage(Optional.empty(), 10).isEmpty());
    }

    @Test
    void replace_8ClaimsProvenAtOnce_oneHasIt() throws Exception {
        for (int i = 0; i < THREADS; i++) {
            store().insert(value(organization(i), 1));
        }
        List<Boolean> proven = together(thread -> store().replace(in(value(organization(thread), 1), State.VERIFIED)));
        assertEquals(1, Collections.frequency(proven, true));
    }

    private static OrganizationId organization(int number) {
        return OrganizationId.of("org_" + number);
    }

    @Test
    void verifiedPage_isInTheOrderOfTheNames_ofAllOrganizations() {
        for (int number : new int[] {3, 1, 2, 4}) {
            DomainClaim claim = value(number % 2 == 0 ? ACME : GLOBEX, number);
            store().insert(claim);
            store().replace(in(claim, number == 4 ? State.LOST : State.VERIFIED));
        }
        assertEquals(List.of("d1.example", "d2.example"), names(Optional.empty()));
        assertEquals(List.of("d3.example"), names(Optional.of("d2.example")));
        assertEquals(List.of(), names(Optional.of("d3.example")));
    }

    private List<String> names(Optional<String> after) {
        return store(stores()).verifiedPage(after, 2).stream()
                .map(DomainClaim::name)
                .toList();
    }
}
