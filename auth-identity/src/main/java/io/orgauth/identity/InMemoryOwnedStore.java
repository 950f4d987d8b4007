package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.util.List;
import java.util.Optional;

/** An {@link OwnedStore} in memory. */
class InMemoryOwnedStore<V extends Owned> implements OwnedStore<V> {
    final InMemoryTable<V> table;

    InMemoryOwnedStore(InMemoryTransaction transaction) {
        this.table = new InMemoryTable<>(transaction);
    }

    @Override
    public Optional<V> find(OrganizationId organization, String key) {
        return table.find(rowKey(organization, key));
    }

    @Override
    public List<V> page(OrganizationId organization, Optional<String> after, int limit) {
        return table.page(rowKey(organization, ""), after, limit);
    }

    @Override
    public boolean insert(V value) {
        return table.atomically(() -> mayStand(value) && table.insert(rowKey(value), value));
    }

    @Override
    public boolean replace(V value) {
        return table.atomically(() -> mayStand(value)
                && table.replace(rowKey(value), value, present -> present.version() + 1 == value.version()));
    }

    @Override
    public boolean remove(OrganizationId organization, String key) {
        return table.remove(rowKey(organization, key)).isPresent();
    }

    /** Whether no other row stands in the value's way, for kinds with a second unique key. */
    boolean mayStand(V value) {
        return true;
    }

    final String rowKey(V value) {
        return rowKey(value.organization(), value.key());
    }

    private static String rowKey(OrganizationId organization, String key) {
        return InMemoryTable.key(organization.value(), key);
    }
}
