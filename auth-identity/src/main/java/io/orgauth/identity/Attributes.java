package io.orgauth.identity;

import io.orgauth.audit.AuditDetail;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The declared attributes, and what they make of a member's values. Immutable and thread-safe. */
final class Attributes {
    private final Map<String, AttributeDefinition> declared = new TreeMap<>();

    Attributes(Collection<AttributeDefinition> definitions) {
        definitions.forEach(definition -> declared.put(definition.name(), definition));
    }

    /**
     * The values in their one form.
     *
     * @throws IllegalArgumentException if a name is not declared, or a value is of another type or out of range
     */
    SortedMap<String, Object> checked(Map<String, Object> values) {
        SortedMap<String, Object> checked = new TreeMap<>();
        values.forEach((name, value) -> {
            AttributeDefinition definition = Optional.ofNullable(declared.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("an attribute is not declared by the product"));
            checked.put(name, definition.checked(value));
        });
        return Collections.unmodifiableSortedMap(checked);
    }

    /** What of stored values still holds: the product may have taken a declaration back, or narrowed a range. */
    SortedMap<String, Object> valid(Map<String, Object> stored) {
        SortedMap<String, Object> valid = new TreeMap<>();
        stored.forEach((name, value) -> {
            try {
                valid.putAll(checked(Map.of(name, value)));
            } catch (IllegalArgumentException e) {
                valid.remove(name); // it is none any more
            }
        });
        return Collections.unmodifiableSortedMap(valid);
    }

    /** For the audit event of a change to these values. */
    Map<String, AuditDetail> audited(Map<String, Object> checked) {
        Map<String, AuditDetail> details = new TreeMap<>();
        declared.values().stream()
                .filter(definition -> checked.containsKey(definition.name()))
                .forEach(definition -> details.put(
                        "attribute." + definition.name().toLowerCase(Locale.ROOT),
                        definition.audited(checked.getOrDefault(definition.name(), ""))));
        return details;
    }
}
