package io.orgauth.jdbc;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Owned;
import io.orgauth.identity.OwnedStore;
import java.util.List;
import java.util.Optional;

/** An {@link OwnedStore} on a table. */
class JdbcOwnedStore<V extends Owned> implements OwnedStore<V> {
    private final Sql sql;
    private final OwnedTable<V> table;

    JdbcOwnedStore(Sql sql, OwnedTable<V> table) {
        this.sql = sql;
        this.table = table;
    }

    @Override
    public Optional<V> find(OrganizationId organization, String key) {
        return one(table.whereKey(), organization.value(), key);
    }

    @Override
    public List<V> page(OrganizationId organization, Optional<String> after, int limit) {
        String condition =
                " WHERE organization_id = ? AND " + table.key() + " > ? ORDER BY " + table.key() + " LIMIT ?";
        return list(condition, organization.value(), after.orElse(""), limit);
    }

    @Override
    public boolean insert(V value) {
        return sql.insert(table.insert(), table.written(value).toArray());
    }

    @Override
    public boolean replace(V value) {
        List<Object> values = table.written(value);
        values.add(value.version() - 1);
        return sql.changeUnlessTaken(table.update(), values.toArray());
    }

    @Override
    public boolean remove(OrganizationId organization, String key) {
        return sql.change(table.delete(), organization.value(), key) == 1;
    }

    /** Removes this very version of a value, for one of several callers. */
    final boolean remove(V value) {
        String statement = table.delete() + " AND version = ?";
        return sql.change(statement, value.organization().value(), value.key(), value.version()) == 1;
    }

    final Optional<V> one(String condition, Object... values) {
        return sql.one(table.select() + condition, table.row(), values);
    }

    final List<V> list(String condition, Object... values) {
        return sql.list(table.select() + condition, table.row(), values);
    }
}
