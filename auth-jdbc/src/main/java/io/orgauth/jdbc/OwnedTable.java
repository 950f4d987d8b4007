package io.orgauth.jdbc;

import io.orgauth.identity.Owned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one kind of {@link Owned} values lies in its table, whose key is the organization, then the value's key.
 *
 * @param name the table
 * @param key the column of the value's key
 * @param columns all others but organization_id and version
 * @param values what stands in these columns, in their order
 * @param row reads a row of {@link #select}
 */
record OwnedTable<V extends Owned>(
        String name, String key, List<String> columns, Function<V, List<Object>> values, Sql.Row<V> row) {
    /** The beginning of a query for values; the caller adds the condition. */
    String select() {
        return "SELECT organization_id, " + key + ", " + String.join(", ", columns) + ", version FROM " + name;
    }

    /** Takes {@link #written}. */
    String insert() {
        String marks = String.join(", ", Collections.nCopies(columns.size() + 3, "?"));
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ", version, organization_id, " + key
                + ") VALUES (" + marks + ")";
    }

    /** Takes {@link #written}, then the version before. */
    String update() {
        String assignments = columns.stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        return "UPDATE " + name + " SET " + assignments + ", version = ?" + whereKey() + " AND version = ?";
    }

    /** Takes organization and key. */
    String delete() {
        return "DELETE FROM " + name + whereKey();
    }

    String whereKey() {
        return " WHERE organization_id = ? AND " + key + " = ?";
    }

    List<Object> written(V value) {
        List<Object> written = new ArrayList<>(values.apply(value));
        written.add(value.version());
        written.add(value.organization().value());
        written.add(value.key());
        return written;
    }
}
