package io.orgauth.identity.testing;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.Stores;
import java.util.Optional;

/** What every store of the domains' connections does. */
public abstract class DomainSsoStoreContract extends OwnedStoreContract<DomainSso> {
    /** For subclasses. */
    protected DomainSsoStoreContract() {}

    @Override
    OwnedStore<DomainSso> store(Stores stores) {
        return stores.domainSso();
    }

    @Override
    DomainSso value(OrganizationId organization, int number) {
        return new DomainSso(
                organization, "d" + number + ".example", "con_" + number, Mode.OFFERED, Optional.of("tenant"), 1);
    }

    @Override
    DomainSso changed(DomainSso value) {
        return new DomainSso(
                value.organization(),
                value.domain(),
                "con_other",
                Mode.REQUIRED,
                Optional.empty(),
                value.version() + 1);
    }
}
