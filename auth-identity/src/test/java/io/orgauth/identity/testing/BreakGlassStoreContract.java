package io.orgauth.identity.testing;

import io.orgauth.OrganizationId;
import io.orgauth.identity.BreakGlass;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.Stores;

/** What every store of the owners does who get in when an identity provider is gone. */
public abstract class BreakGlassStoreContract extends OwnedStoreContract<BreakGlass> {
    /** For subclasses. */
    protected BreakGlassStoreContract() {}

    @Override
    OwnedStore<BreakGlass> store(Stores stores) {
        return stores.breakGlass();
    }

    @Override
    BreakGlass value(OrganizationId organization, int number) {
        return new BreakGlass(organization, user(number), digest(number), 1);
    }

    @Override
    BreakGlass changed(BreakGlass value) {
        return new BreakGlass(value.organization(), value.user(), digest(100), value.version() + 1);
    }
}
