package io.orgauth.identity.testing;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.RoleDefinition;
import io.orgauth.identity.Stores;
import java.util.Set;

/** What every store of roles does. */
public abstract class RoleStoreContract extends OwnedStoreContract<RoleDefinition> {
    /** For subclasses. */
    protected RoleStoreContract() {}

    @Override
    OwnedStore<RoleDefinition> store(Stores stores) {
        return stores.roles();
    }

    @Override
    RoleDefinition value(OrganizationId organization, int number) {
        Set<Permission> permissions = Set.of(Permission.of("dataset:read"), Permission.of("dataset:write"));
        return new RoleDefinition(organization, Role.of("role_" + number), permissions, 1);
    }

    @Override
    RoleDefinition changed(RoleDefinition value) {
        Set<Permission> permissions = Set.of(Permission.of("dataset:v" + value.version()));
        return new RoleDefinition(value.organization(), value.role(), permissions, value.version() + 1);
    }
}
