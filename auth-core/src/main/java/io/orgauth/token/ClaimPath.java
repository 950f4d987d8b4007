package io.orgauth.token;

import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Where a value sits in the claims: a name, or names from the outside in. The names are exact, dots included. */
record ClaimPath(List<String> names) {
    ClaimPath {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a claim path needs at least one name");
        }
    }

    /** The value, or empty if a step is absent; a step through something that is no object is absent too. */
    Optional<JsonValue> in(JsonObject claims) {
        Optional<JsonValue> found = claims.value(names.get(0));
        for (String name : names.subList(1, names.size())) {
            found = found.flatMap(value -> value instanceof JsonObject object ? object.value(name) : Optional.empty());
        }
        return found;
    }

    @Override
    public String toString() {
        return '"' + String.join("\".\"", names) + '"';
    }
}
