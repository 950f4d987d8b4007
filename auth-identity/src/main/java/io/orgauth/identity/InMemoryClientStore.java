package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** A {@link ClientStore} in memory. */
final class InMemoryClientStore implements ClientStore {
    private final InMemoryTable<ClientApplication> byId;
    private final InMemoryTable<String> idsByOwner;

    InMemoryClientStore(InMemoryTransaction transaction) {
        this.byId = new InMemoryTable<>(transaction);
        this.idsByOwner = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<ClientApplication> byId(String id) {
        return byId.find(id);
    }

    @Override
    public Optional<ClientApplication> find(Optional<OrganizationId> owner, String id) {
        return byId(id).filter(client -> client.owner().equals(owner));
    }

    @Override
    public List<ClientApplication> page(Optional<OrganizationId> owner, Optional<String> after, int limit) {
        return byId.consistently(() -> idsByOwner.page(ownerKey(owner, ""), after, limit).stream()
                .map(id -> byId(id).orElseThrow())
                .toList());
    }

    @Override
    public boolean insert(ClientApplication client) {
        return byId.atomically(() -> byId.insert(client.id(), client)
                && idsByOwner.insert(ownerKey(client.owner(), client.id()), client.id()));
    }

    @Override
    public boolean replace(ClientApplication client) {
        return byId.replace(
                client.id(),
                client,
                present -> present.version() + 1 == client.version()
                        && present.owner().equals(client.owner()));
    }

    private static String ownerKey(Optional<OrganizationId> owner, String id) {
        return InMemoryTable.key(owner.map(OrganizationId::value).orElse(""), id);
    }
}
