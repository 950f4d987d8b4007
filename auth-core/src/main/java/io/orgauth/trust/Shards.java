package io.orgauth.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which chunk an entry stands in: a function of its id and of how many chunks there are, so that a change of one entry changes
 * one chunk, and a look-up needs no index over all of them.
 */
final class Shards {
    private Shards() {}

    /** The chunk of this id among a power of two of them. */
    static int of(String id, int count) {
        int hash = id.hashCode(); // which the Java specification fixes; ids that differ at their end only differ in
        // few bits
        // of it
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return (hash ^ (hash >>> 16)) & (count - 1);
    }

    /** The entries by their chunk. */
    static <T> List<List<T>> split(List<T> entries, Function<T, String> id, int count) {
        List<List<T>> shards = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            shards.add(new ArrayList<>());
        }
        entries.forEach(entry -> shards.get(of(id.apply(entry), count)).add(entry));
        return shards;
    }
}
