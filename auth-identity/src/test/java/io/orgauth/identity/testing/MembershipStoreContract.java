package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.Membership;
import io.orgauth.identity.MembershipStore;
import io.orgauth.identity.Stores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link MembershipStore} does. */
public abstract class MembershipStoreContract extends OwnedStoreContract<Membership> {
    /** For subclasses. */
    protected MembershipStoreContract() {}

    @Override
    MembershipStore store(Stores stores) {
        return stores.memberships();
    }

    @Override
    Membership value(OrganizationId organization, int number) {
        return new Membership(organization, user(number), Set.of(Role.MEMBER), Set.of(), Map.of(), true, 1);
    }

    @Override
    Membership changed(Membership value) {
        Map<String, Object> attributes =
                Map.of("UID", 1_000 + value.version(), "SUPPLEMENTARYGROUPS", List.of(4_294_967_294L), "unit", "Büro");
        return new Membership(
                value.organization(),
                value.user(),
                Set.of(Role.ADMIN, Role.VIEWER),
                Set.of(Role.of("mapped")),
                attributes,
                false,
                value.version() + 1);
    }

    @Test
    void ofUser_hasEveryOrganization_inTheLastState() {
        store(stores()).insert(value(GLOBEX, 1));
        store(stores()).insert(value(ACME, 1));
        store(stores()).insert(value(ACME, 2));
        store(stores()).replace(changed(value(ACME, 1)));
        assertEquals(
                List.of(changed(value(ACME, 1)), value(GLOBEX, 1)),
                store(stores()).ofUser(user(1)));
        store(stores()).remove(ACME, user(1).value());
        assertEquals(List.of(value(GLOBEX, 1)), store(stores()).ofUser(user(1)));
        assertTrue(store(stores()).ofUser(user(3)).isEmpty());
    }

    @Test
    void enabledWith_countsManualRolesOfEnabledMembersHere() {
        insert(ACME, 1, Set.of(Role.OWNER, Role.MEMBER), Set.of(), true);
        insert(ACME, 2, Set.of(Role.OWNER), Set.of(), false);
        insert(ACME, 3, Set.of(Role.MEMBER), Set.of(Role.OWNER), true);
        insert(GLOBEX, 4, Set.of(Role.OWNER), Set.of(), true);
        assertEquals(
                List.of(user(1)),
                store(stores()).enabledWith(ACME, Role.OWNER).stream()
                        .map(Membership::user)
                        .toList());
    }

    @Test
    void find_manualAndMappedRoles_areKeptApart() {
        store().insert(value(ACME, 1));
        store().replace(changed(value(ACME, 1)));
        Optional<Membership> stored = store().find(ACME, user(1).value());
        assertEquals(Optional.of(Set.of(Role.of("mapped"))), stored.map(Membership::mappedRoles));
    }

    private void insert(OrganizationId organization, int number, Set<Role> manual, Set<Role> mapped, boolean enabled) {
        store().insert(new Membership(organization, user(number), manual, mapped, Map.of(), enabled, 1));
    }
}
