package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** An {@link OwnedStore} in memory, for a kind that may have a second key, unique across all organizations. */
class InMemoryOwnedStore<V extends Owned> implements OwnedStore<V> {
    private final InMemoryTable<V> rows;
    private final InMemoryTable<V> rowsBySecondKey;
    private final Function<V, Optional<String>> secondKey;

    InMemoryOwnedStore(InMemoryTransaction transaction) {
        this(transaction, value -> Optional.empty());
    }

    InMemoryOwnedStore(InMemoryTransaction transaction, Function<V, Optional<String>> secondKey) {
        this.rows = new InMemoryTable<>(transaction);
        this.rowsBySecondKey = new InMemoryTable<>(transaction);
        this.secondKey = secondKey;
    }

    @Override
    public Optional<V> find(OrganizationId organization, String key) {
        return rows.find(rowKey(organization, key));
    }

    final Optional<V> findBySecondKey(String key) {
        return rowsBySecondKey.find(key);
    }

    @Override
    public List<V> page(OrganizationId organization, Optional<String> after, int limit) {
        return rows.page(rowKey(organization, ""), after, limit);
    }

    /** Values in the order of their second keys, which begin with the prefix. */
    final List<V> pageBySecondKey(String prefix, Optional<String> after, int limit) {
        return rowsBySecondKey.page(prefix, after, limit);
    }

    @Override
    public boolean insert(V value) {
        return rows.atomically(() -> {
            boolean inserted = isSecondKeyFree(value) && rows.insert(rowKey(value), value);
            if (inserted) {
                index(value);
            }
            return inserted;
        });
    }

    @Override
    public boolean replace(V value) {
        return rows.atomically(() -> {
            Optional<V> before = find(value.organization(), value.key());
            boolean next = before.map(V::version)
                    .filter(version -> version + 1 == value.version())
                    .isPresent();
            if (!next || !isSecondKeyFree(value)) {
                return false;
            }
            before.flatMap(secondKey).ifPresent(rowsBySecondKey::remove);
            rows.put(rowKey(value), value);
            index(value);
            return true;
        });
    }

    @Override
    public boolean remove(OrganizationId organization, String key) {
        return rows.atomically(() -> {
            Optional<V> removed = rows.remove(rowKey(organization, key));
            removed.flatMap(secondKey).ifPresent(rowsBySecondKey::remove);
            return removed.isPresent();
        });
    }

    /** The values that were over before a time, the oldest first. */
    final List<V> overBefore(Instant before, Function<V, Instant> end, int limit) {
        return rows.overBefore(before, end, limit);
    }

    /** Runs a step of several reads and writes of this store as one. */
    final <T> T atomically(Supplier<T> step) {
        return rows.atomically(step);
    }

    private boolean isSecondKeyFree(V value) {
        return secondKey
                .apply(value)
                .flatMap(rowsBySecondKey::find)
                .filter(holder -> !rowKey(holder).equals(rowKey(value)))
                .isEmpty();
    }

    private void index(V value) {
        secondKey.apply(value).ifPresent(key -> rowsBySecondKey.put(key, value));
    }

    private String rowKey(V value) {
        return rowKey(value.organization(), value.key());
    }

    private static String rowKey(OrganizationId organization, String key) {
        return InMemoryTable.key(organization.value(), key);
    }
}
