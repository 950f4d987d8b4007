package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** A {@link ConsentStore} in memory. */
final class InMemoryConsentStore implements ConsentStore {
    private final InMemoryTable<Consent> consents;

    InMemoryConsentStore(InMemoryTransaction transaction) {
        this.consents = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<Consent> find(UserId user, OrganizationId organization, String client, String resource) {
        return consents.find(ofClient(user, organization, client) + resource);
    }

    @Override
    public List<Consent> of(UserId user, OrganizationId organization) {
        return page(of(user.value(), organization));
    }

    private List<Consent> page(String prefix) {
        return consents.page(prefix, Optional.empty(), Integer.MAX_VALUE);
    }

    @Override
    public void put(Consent consent) {
        consents.put(ofClient(consent.user(), consent.organization(), consent.client()) + consent.resource(), consent);
    }

    @Override
    public int remove(UserId user, OrganizationId organization, String client) {
        return consents.atomically(() -> {
            List<Consent> removed = page(ofClient(user, organization, client));
            removed.forEach(consent -> consents.remove(ofClient(user, organization, client) + consent.resource()));
            return removed.size();
        });
    }

    private static String ofClient(UserId user, OrganizationId organization, String client) {
        return InMemoryTable.key(of(user.value(), organization) + client, "");
    }

    private static String of(String user, OrganizationId organization) {
        return InMemoryTable.key(InMemoryTable.key(user, organization.value()), "");
    }
}
