package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** A {@link ConnectionStore} in memory. */
final class InMemoryConnectionStore implements ConnectionStore {
    private final InMemoryTable<StoredConnection> byId;
    private final InMemoryTable<StoredConnection> byOwner;

    InMemoryConnectionStore(InMemoryTransaction transaction) {
        this.byId = new InMemoryTable<>(transaction);
        this.byOwner = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<StoredConnection> byId(String id) {
        return byId.find(id);
    }

    @Override
    public Optional<StoredConnection> find(Optional<OrganizationId> owner, String id) {
        return byOwner.find(ownerKey(owner, id));
    }

    @Override
    public List<StoredConnection> page(Optional<OrganizationId> owner, Optional<String> after, int limit) {
        return byOwner.page(ownerKey(owner, ""), after, limit);
    }

    @Override
    public boolean insert(StoredConnection connection) {
        return byId.atomically(() -> byId.insert(connection.id(), connection)
                && byOwner.insert(ownerKey(connection.organization(), connection.id()), connection));
    }

    @Override
    public boolean replace(StoredConnection connection) {
        return byId.atomically(() -> {
            String key = ownerKey(connection.organization(), connection.id());
            boolean replaced = byOwner.replace(key, connection, before -> before.version() + 1 == connection.version());
            if (replaced) {
                byId.put(connection.id(), connection);
            }
            return replaced;
        });
    }

    @Override
    public boolean remove(Optional<OrganizationId> owner, String id) {
        return byId.atomically(() -> {
            Optional<StoredConnection> removed = byOwner.remove(ownerKey(owner, id));
            removed.ifPresent(connection -> byId.remove(connection.id()));
            return removed.isPresent();
        });
    }

    private static String ownerKey(Optional<OrganizationId> owner, String id) {
        return InMemoryTable.key(owner.map(OrganizationId::value).orElse(""), id);
    }
}
