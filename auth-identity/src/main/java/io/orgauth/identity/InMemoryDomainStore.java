package io.orgauth.identity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A {@link DomainStore} in memory. */
final class InMemoryDomainStore extends InMemoryOwnedStore<Domain> implements DomainStore {
    InMemoryDomainStore(InMemoryTransaction transaction) {
        super(transaction);
    }

    @Override
    public Optional<Domain> verified(String name) {
        return table.all(domain -> domain.isVerified() && domain.name().equals(name)).stream()
                .findFirst();
    }

    @Override
    public List<Domain> verifiedPage(Optional<String> after, int limit) {
        return table.all(Domain::isVerified).stream()
                .filter(domain ->
                        after.map(name -> domain.name().compareTo(name) > 0).orElse(true))
                .sorted(Comparator.comparing(Domain::name))
                .limit(limit)
                .toList();
    }

    @Override
    boolean mayStand(Domain value) {
        return !value.isVerified()
                || verified(value.name())
                        .map(present -> rowKey(present).equals(rowKey(value)))
                        .orElse(true);
    }
}
