package io.orgauth.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object in the order they were added, each name once.
 *
 * <p>Few members are scanned, which is what a token has and costs nothing but two arrays. More get a {@code HashMap},
 * whose buckets become trees: names chosen to collide can't make the search for duplicates quadratic.
 */
final class Members {
    private static final int SCANNED = 16;
    private static final int NONE = -1;

    private String[] names;
    private JsonValue[] values;
    private int size;
    private int deepest;
    private @Nullable Map<String, Integer> index;

    Members() {
        names = new String[8];
        values = new JsonValue[8];
    }

    private Members(Members original) {
        names = original.names.clone();
        values = original.values.clone();
        size = original.size;
        deepest = original.deepest;
        index = original.index == null ? null : new HashMap<>(original.index);
    }

    Members copy() {
        return new Members(this);
    }

    /** Whether the member was added; false leaves the earlier one of that name in place. */
    boolean add(String name, JsonValue value) {
        if (indexOf(name) != NONE) {
            return false;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size] = value;
        size++;
        deepest = Math.max(deepest, depthOf(value));
        remember(name);
        return true;
    }

    int size() {
        return size;
    }

    String name(int position) {
        return names[position];
    }

    JsonValue value(int position) {
        return values[position];
    }

    @Nullable JsonValue value(String name) {
        int position = indexOf(name);
        return position == NONE ? null : values[position];
    }

    boolean has(String name) {
        return indexOf(name) != NONE;
    }

    List<String> names() {
        return Collections.unmodifiableList(Arrays.asList(names).subList(0, size));
    }

    /** The depth of an object with these members. */
    int depth() {
        return above(deepest);
    }

    static int depthOf(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.depth();
        }
        return value instanceof JsonArray array ? array.depth() : 0;
    }

    /** The depth of a container whose deepest value is that deep. */
    static int above(int deepest) {
        if (deepest >= JsonLimits.DEEPEST) {
            throw new IllegalArgumentException("JSON nests deeper than " + JsonLimits.DEEPEST + ", flatten it");
        }
        return deepest + 1;
    }

    private int indexOf(String name) {
        if (index != null) {
            return index.getOrDefault(name, NONE);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    private void remember(String added) {
        if (index != null) {
            index.put(added, size - 1);
        } else if (size > SCANNED) {
            index = new HashMap<>(size * 4);
            for (int i = 0; i < size; i++) {
                index.put(names[i], i);
            }
        }
    }
}
