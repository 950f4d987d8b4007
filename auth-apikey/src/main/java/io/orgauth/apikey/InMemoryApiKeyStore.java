package io.orgauth.apikey;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** An {@link ApiKeyStore} in memory. Keys are never removed, so a key that an index names is there. */
final class InMemoryApiKeyStore implements ApiKeyStore {
    private static final char SEPARATOR = '\0';

    private final ConcurrentMap<String, ApiKey> keys = new ConcurrentHashMap<>();
    private final NavigableSet<String> byOrganization = new ConcurrentSkipListSet<>();
    private final NavigableSet<String> byOwner = new ConcurrentSkipListSet<>();

    @Override
    public Optional<ApiKey> byId(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, String id) {
        return byId(id).filter(key -> key.organization().equals(organization));
    }

    @Override
    public List<ApiKey> page(OrganizationId organization, Optional<String> after, int limit) {
        return page(byOrganization, organization.value() + SEPARATOR, after, limit);
    }

    @Override
    public List<ApiKey> pageOf(OrganizationId organization, String owner, Optional<String> after, int limit) {
        return page(byOwner, organization.value() + SEPARATOR + owner + SEPARATOR, after, limit);
    }

    private List<ApiKey> page(NavigableSet<String> index, String prefix, Optional<String> after, int limit) {
        return index.tailSet(prefix + after.orElse(""), after.isEmpty()).stream()
                .takeWhile(entry -> entry.startsWith(prefix))
                .limit(limit)
                .flatMap(entry -> byId(entry.substring(prefix.length())).stream())
                .toList();
    }

    /** The key first: who finds it in an index must find it. */
    @Override
    public boolean insert(ApiKey key) {
        if (keys.putIfAbsent(key.id(), key) != null) {
            return false;
        }
        String organization = key.organization().value() + SEPARATOR;
        byOrganization.add(organization + key.id());
        byOwner.add(organization + key.owner() + SEPARATOR + key.id());
        return true;
    }

    /** Again and again, as a use may be noted between the look and the change. */
    @Override
    public boolean replace(ApiKey key) {
        while (true) {
            ApiKey present = keys.get(key.id());
            if (present == null || !follows(key, present)) {
                return false;
            }
            if (keys.replace(key.id(), present, withUseOf(present, key))) {
                return true;
            }
        }
    }

    private static boolean follows(ApiKey changed, ApiKey present) {
        return present.version() + 1 == changed.version()
                && present.organization().equals(changed.organization());
    }

    private static ApiKey withUseOf(ApiKey present, ApiKey changed) {
        return present.lastUsed().map(changed::usedAt).orElse(changed);
    }

    @Override
    public void used(OrganizationId organization, String id, Instant time) {
        keys.computeIfPresent(
                id, (same, present) -> present.organization().equals(organization) ? present.usedAt(time) : present);
    }
}
