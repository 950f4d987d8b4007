package io.orgauth.identity.testing;

import io.orgauth.OrganizationId;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.DomainSso.Mode;
import io.orgauth.identity.OwnedStore;
import io.orgauth.identity.Stores;
import java.time.Instant;
import java.util.Optional;

/** What every store of the domains' connections does. */
public abstract class DomainSsoStoreContract extends OwnedStoreContract<DomainSso> {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** For subclasses. */
    protected DomainSsoStoreContract() {}

    @Override
    OwnedStore<DomainSso> store(Stores stores) {
        return stores.domainSso();
    }

    @Override
    DomainSso value(OrganizationId organization, int number) {
        return new DomainSso(
                organization, "d" + number + ".example", "con_" + number, Mode.OFFERED, Optional.of("tenant"), NOW, 1);
    }

    @Override
    DomainSso changed(DomainSso value) {
        return new DomainSso(
                value.organization(),
                value.domain(),
                "con_other",
                Mode.REQUIRED,
                Optional.empty(),
                value.since().plusSeconds(1),
                value.version() + 1);
    }
}
