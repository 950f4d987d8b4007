package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.identity.OrganizationPolicy;
import io.orgauth.identity.OwnedStore;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of policies does: an organization has one. */
public abstract class PolicyStoreContract extends StoreContract {
    /** For subclasses. */
    protected PolicyStoreContract() {}

    private static OrganizationPolicy policy(OrganizationId organization, long version) {
        return new OrganizationPolicy(
                organization,
                version > 1,
                version == 1,
                Duration.ofMinutes(10).plusMillis(version),
                Duration.ofDays(2),
                Duration.ofDays(version),
                version);
    }

    private OwnedStore<OrganizationPolicy> store() {
        return stores().policies();
    }

    @Test
    void insert_second_changesNothing() {
        assertTrue(store().insert(policy(ACME, 1)));
        assertFalse(store().insert(policy(ACME, 2)));
        assertEquals(Optional.of(policy(ACME, 1)), store().find(ACME, OrganizationPolicy.KEY));
        assertEquals(List.of(policy(ACME, 1)), store().page(ACME, Optional.empty(), 10));
        assertTrue(store().find(GLOBEX, OrganizationPolicy.KEY).isEmpty());
    }

    @Test
    void replace_onlyTheVersionBefore() {
        store().insert(policy(ACME, 1));
        assertFalse(store().replace(policy(ACME, 3)));
        assertFalse(store().replace(policy(GLOBEX, 2)));
        assertTrue(store().replace(policy(ACME, 2)));
        assertEquals(Optional.of(policy(ACME, 2)), store().find(ACME, OrganizationPolicy.KEY));
    }

    @Test
    void replace_8Threads_oneWins() throws Exception {
        store().insert(policy(ACME, 1));
        assertEquals(1, Collections.frequency(together(thread -> store().replace(policy(ACME, 2))), true));
    }

    @Test
    void remove_isTheStandardAgain() {
        store().insert(policy(ACME, 1));
        assertFalse(store().remove(GLOBEX, OrganizationPolicy.KEY));
        assertTrue(store().remove(ACME, OrganizationPolicy.KEY));
        assertTrue(store().find(ACME, OrganizationPolicy.KEY).isEmpty());
    }
}
