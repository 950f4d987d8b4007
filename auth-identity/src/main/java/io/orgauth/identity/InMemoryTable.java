package io.orgauth.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Rows in the order of their keys; every change is told to the transaction, which can undo it. */
final class InMemoryTable<V> {
    private final InMemoryTransaction transaction;
    private final NavigableMap<String, V> rows = new TreeMap<>();

    InMemoryTable(InMemoryTransaction transaction) {
        this.transaction = transaction;
    }

    /** A key that sorts by its first part, then by its second; neither part can hold the separator. */
    static String key(String first, String second) {
        return first + '\0' + second;
    }

    Optional<V> find(String key) {
        return transaction.read(() -> Optional.ofNullable(rows.get(key)));
    }

    /** Rows whose key begins with the prefix and comes after {@code prefix + after}. */
    List<V> page(String prefix, Optional<String> after, int limit) {
        return transaction.read(() -> {
            List<V> page = new ArrayList<>();
            NavigableMap<String, V> rest =
                    after.isPresent() ? rows.tailMap(prefix + after.get(), false) : rows.tailMap(prefix, true);
            for (var row : rest.entrySet()) {
                if (page.size() == limit || !row.getKey().startsWith(prefix)) {
                    break;
                }
                page.add(row.getValue());
            }
            return List.copyOf(page);
        });
    }

    boolean insert(String key, V value) {
        return transaction.write(() -> {
            if (rows.containsKey(key)) {
                return false;
            }
            set(key, value);
            return true;
        });
    }

    /** Replaces the row if the one that is there passes. */
    boolean replace(String key, V value, Predicate<V> expected) {
        return transaction.write(() -> {
            V present = rows.get(key);
            if (present == null || !expected.test(present)) {
                return false;
            }
            set(key, value);
            return true;
        });
    }

    void put(String key, V value) {
        transaction.write(() -> {
            set(key, value);
            return true;
        });
    }

    Optional<V> remove(String key) {
        return transaction.write(() -> {
            V removed = rows.remove(key);
            if (removed != null) {
                transaction.undoBy(() -> rows.put(key, removed));
            }
            return Optional.ofNullable(removed);
        });
    }

    /** The rows that were over before a time, the oldest first: what a job removes that runs now and then. */
    List<V> overBefore(Instant before, Function<V, Instant> end, int limit) {
        return page("", Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(row -> end.apply(row).isBefore(before))
                .sorted(Comparator.comparing(end))
                .limit(limit)
                .toList();
    }

    /** Runs a step of several reads, of this and other tables, of one state. */
    <T> T consistently(Supplier<T> step) {
        return transaction.read(step);
    }

    /** Runs a step of several reads and writes of this and other tables as one. */
    <T> T atomically(Supplier<T> step) {
        return transaction.write(step);
    }

    private void set(String key, V value) {
        V before = rows.put(key, value);
        transaction.undoBy(() -> {
            if (before == null) {
                rows.remove(key);
            } else {
                rows.put(key, before);
            }
        });
    }
}
