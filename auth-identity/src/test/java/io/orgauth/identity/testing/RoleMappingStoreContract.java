package io.orgauth.identity.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.RoleMapping;
import io.orgauth.identity.Stores;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of role mappings does. */
public abstract class RoleMappingStoreContract extends OwnedStoreContract<RoleMapping> {
    /** For subclasses. */
    protected RoleMappingStoreContract() {}

    @Override
    OwnedStore<RoleMapping> store(Stores stores) {
        return stores.roleMappings();
    }

    @Override
    RoleMapping value(OrganizationId organization, int number) {
        return new RoleMapping(organization, "CN=Group " + number + ",O=Acmé", Set.of(Role.MEMBER), 1);
    }

    @Override
    RoleMapping changed(RoleMapping value) {
        Set<Role> roles = Set.of(Role.of("role_" + value.version()), Role.VIEWER);
        return new RoleMapping(value.organization(), value.group(), roles, value.version() + 1);
    }

    @Test
    void find_groupInOtherCase_isEmpty() {
        store().insert(value(ACME, 1));
        assertTrue(store().find(ACME, value(ACME, 1).group().toLowerCase(java.util.Locale.ROOT))
                .isEmpty());
    }

    @Test
    void find_longestGroup_isWhole() {
        RoleMapping longest = new RoleMapping(ACME, "ü".repeat(255), Set.of(), 1);
        store().insert(longest);
        assertEquals(Optional.of(longest), store().find(ACME, longest.group()));
    }
}
