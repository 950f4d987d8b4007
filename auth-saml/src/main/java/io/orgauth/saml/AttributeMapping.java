package io.orgauth.saml;

import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which of the identity provider's attributes mean what to us; where none is named, the vendor's usual ones count.
 *
 * @param subject an immutable attribute that is the subject instead of the NameID
 * @param email the e-mail address
 * @param displayName what people are called
 * @param groups the groups
 * @param further the names of further attributes, by ours
 */
record AttributeMapping(
        Optional<String> subject,
        Optional<String> email,
        Optional<String> displayName,
        Optional<String> groups,
        Map<String, String> further) {
    static final String SUBJECT = "subject_attribute";
    static final String EMAIL = "email_attribute";
    static final String NAME = "name_attribute";
    static final String GROUPS = "groups_attribute";
    static final String FURTHER = "attributes";

    static final List<String> NAMES = List.of(SUBJECT, EMAIL, NAME, GROUPS, FURTHER);

    private static final int MOST_FURTHER = 50;

    AttributeMapping {
        further = Map.copyOf(further);
        subject.ifPresent(name -> SettingsReader.requireText(SUBJECT, name));
        email.ifPresent(name -> SettingsReader.requireText(EMAIL, name));
        displayName.ifPresent(name -> SettingsReader.requireText(NAME, name));
        groups.ifPresent(name -> SettingsReader.requireText(GROUPS, name));
        further.forEach((ours, theirs) -> {
            SettingsReader.requireText(FURTHER, ours);
            SettingsReader.requireText(FURTHER, theirs);
        });
        if (further.size() > MOST_FURTHER) {
            throw new IllegalArgumentException("\"attributes\" has more than " + MOST_FURTHER + ", leave some out");
        }
    }

    static AttributeMapping read(SettingsReader settings) {
        Map<String, String> named = new TreeMap<>();
        List.of(SUBJECT, EMAIL, NAME, GROUPS)
                .forEach(name -> settings.text(name).ifPresent(value -> named.put(name, value)));
        return of(named, settings.textsByName(FURTHER));
    }

    /** By the names of the settings. */
    static AttributeMapping of(Map<String, String> named, Map<String, String> further) {
        return new AttributeMapping(
                Optional.ofNullable(named.get(SUBJECT)),
                Optional.ofNullable(named.get(EMAIL)),
                Optional.ofNullable(named.get(NAME)),
                Optional.ofNullable(named.get(GROUPS)),
                further);
    }

    /** What {@link #of} took. */
    Map<String, String> byName() {
        Map<String, String> named = new TreeMap<>();
        subject.ifPresent(name -> named.put(SUBJECT, name));
        email.ifPresent(name -> named.put(EMAIL, name));
        displayName.ifPresent(name -> named.put(NAME, name));
        groups.ifPresent(name -> named.put(GROUPS, name));
        return named;
    }

    void write(JsonObject.Builder settings) {
        byName().forEach(settings::put);
        if (!further.isEmpty()) {
            JsonObject.Builder inner = JsonObject.builder();
            further.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> inner.put(entry.getKey(), entry.getValue()));
            settings.put(FURTHER, inner.build());
        }
    }
}
