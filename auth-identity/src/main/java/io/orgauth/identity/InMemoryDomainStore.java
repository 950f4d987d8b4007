package io.orgauth.identity;

import java.util.List;
import java.util.Optional;

/** A {@link DomainStore} in memory. */
final class InMemoryDomainStore extends InMemoryOwnedStore<Domain> implements DomainStore {
    InMemoryDomainStore(InMemoryTransaction transaction) {
        super(
                transaction,
                domain -> Optional.of(domain).filter(Domain::isVerified).map(Domain::name));
    }

    @Override
    public Optional<Domain> verified(String name) {
        return findBySecondKey(name);
    }

    @Override
    public List<Domain> verifiedPage(Optional<String> after, int limit) {
        return pageBySecondKey("", after, limit);
    }
}
