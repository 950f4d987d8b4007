package io.orgauth.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link IdentityLinkStore} in memory. */
final class InMemoryIdentityLinkStore implements IdentityLinkStore {
    private final InMemoryTable<IdentityLink> links;
    private final InMemoryTable<IdentityLink> byUser;

    InMemoryIdentityLinkStore(InMemoryTransaction transaction) {
        this.links = new InMemoryTable<>(transaction);
        this.byUser = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<IdentityLink> find(String connection, String subject) {
        return links.find(InMemoryTable.key(connection, subject));
    }

    @Override
    public List<IdentityLink> ofUser(UserId user) {
        return byUser.page(InMemoryTable.key(user.value(), ""), Optional.empty(), Integer.MAX_VALUE);
    }

    @Override
    public boolean insert(IdentityLink link) {
        return links.atomically(() -> byUser.find(userKey(link)).isEmpty()
                && links.insert(key(link), link)
                && byUser.insert(userKey(link), link));
    }

    @Override
    public boolean seen(IdentityLink link, Instant seen) {
        return links.atomically(() -> {
            Optional<IdentityLink> stored =
                    links.find(key(link)).filter(now -> now.user().equals(link.user()));
            stored.map(now -> new IdentityLink(now.connection(), now.subject(), now.user(), now.linked(), seen))
                    .ifPresent(this::put);
            return stored.isPresent();
        });
    }

    @Override
    public boolean remove(String connection, String subject) {
        return links.atomically(() -> {
            Optional<IdentityLink> removed = links.remove(InMemoryTable.key(connection, subject));
            removed.ifPresent(link -> byUser.remove(userKey(link)));
            return removed.isPresent();
        });
    }

    @Override
    public void removeAll(String connection) {
        links.atomically(() -> {
            links.page(InMemoryTable.key(connection, ""), Optional.empty(), Integer.MAX_VALUE)
                    .forEach(link -> remove(link.connection(), link.subject()));
            return true;
        });
    }

    private void put(IdentityLink link) {
        links.put(key(link), link);
        byUser.put(userKey(link), link);
    }

    private static String key(IdentityLink link) {
        return InMemoryTable.key(link.connection(), link.subject());
    }

    private static String userKey(IdentityLink link) {
        return InMemoryTable.key(link.user().value(), link.connection());
    }
}
