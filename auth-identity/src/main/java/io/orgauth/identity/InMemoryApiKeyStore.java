package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An {@link ApiKeyStore} in memory, whose changes belong to the unit they are made in. */
final class InMemoryApiKeyStore implements ApiKeyStore {
    private final InMemoryTable<ApiKey> byId;
    private final InMemoryTable<String> idsByOrganization;
    private final InMemoryTable<String> idsByOwner;

    InMemoryApiKeyStore(InMemoryTransaction transaction) {
        this.byId = new InMemoryTable<>(transaction);
        this.idsByOrganization = new InMemoryTable<>(transaction);
        this.idsByOwner = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<ApiKey> byId(String id) {
        return byId.find(id);
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, String id) {
        return byId(id).filter(key -> key.organization().equals(organization));
    }

    @Override
    public List<ApiKey> page(OrganizationId organization, Optional<String> after, int limit) {
        return page(idsByOrganization, InMemoryTable.key(organization.value(), ""), after, limit);
    }

    @Override
    public List<ApiKey> pageOf(OrganizationId organization, String owner, Optional<String> after, int limit) {
        return page(idsByOwner, ownerKey(organization, owner, ""), after, limit);
    }

    private List<ApiKey> page(InMemoryTable<String> ids, String prefix, Optional<String> after, int limit) {
        return byId.consistently(() -> ids.page(prefix, after, limit).stream()
                .map(id -> byId(id).orElseThrow())
                .toList());
    }

    @Override
    public boolean insert(ApiKey key) {
        return byId.atomically(() -> byId.insert(key.id(), key)
                && idsByOrganization.insert(InMemoryTable.key(key.organization().value(), key.id()), key.id())
                && idsByOwner.insert(ownerKey(key.organization(), key.owner(), key.id()), key.id()));
    }

    @Override
    public boolean replace(ApiKey key) {
        return byId.atomically(() -> {
            Optional<ApiKey> present = find(key.organization(), key.id());
            boolean next = present.filter(before -> before.version() + 1 == key.version())
                    .isPresent();
            if (next) {
                byId.put(key.id(), present.get().lastUsed().map(key::usedAt).orElse(key));
            }
            return next;
        });
    }

    @Override
    public void used(OrganizationId organization, String id, Instant time) {
        byId.atomically(() -> {
            Optional<ApiKey> present = find(organization, id);
            present.ifPresent(key -> byId.put(id, key.usedAt(time)));
            return present;
        });
    }

    private static String ownerKey(OrganizationId organization, String owner, String id) {
        return InMemoryTable.key(InMemoryTable.key(organization.value(), owner), id);
    }
}
