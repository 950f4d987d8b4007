package io.orgauth.identity;

import java.util.List;
import java.util.Optional;

/** A {@link DomainStore} in memory. */
final class InMemoryDomainStore extends InMemoryOwnedStore<DomainClaim> implements DomainStore {
    InMemoryDomainStore(InMemoryTransaction transaction) {
        super(
                transaction,
                domain -> Optional.of(domain).filter(DomainClaim::isVerified).map(DomainClaim::name));
    }

    @Override
    public Optional<DomainClaim> verified(String name) {
        return findBySecondKey(name);
    }

    @Override
    public List<DomainClaim> verifiedPage(Optional<String> after, int limit) {
        return pageBySecondKey("", after, limit);
    }
}
