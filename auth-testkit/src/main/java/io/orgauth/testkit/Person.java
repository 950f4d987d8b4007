package io.orgauth.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody whom a {@link FakeIdentityProvider} knows. Immutable and thread-safe.
 *
 * <pre>{@code
 * Person ada = Person.of("ada@acme.com").named("Ada", "Lovelace").inGroups("engineers");
 * }</pre>
 *
 * @param id what tells the person from others for ever; each persona writes it in its own way
 * @param email the address
 * @param givenName first name
 * @param familyName last name
 * @param groups names of groups, in their order
 * @param attributes further attributes, values by name
 */
public record Person(
        UUID id,
        String email,
        String givenName,
        String familyName,
        Set<String> groups,
        Map<String, List<String>> attributes) {
    /**
     * Copies the collections.
     *
     * @param id as the record says
     * @param email as the record says
     * @param givenName as the record says
     * @param familyName as the record says
     * @param groups as the record says
     * @param attributes as the record says
     * @throws IllegalArgumentException if the address has no part before or after its at sign
     */
    public Person {
        if (!email.matches("[^@]+@[^@]+")) {
            throw new IllegalArgumentException("email must be like ada@acme.com");
        }
        groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
        attributes = copied(attributes);
    }

    /**
     * Somebody with this address, whose name and id are made from it: the same in every run.
     *
     * @param email the address
     * @return the person, in no group
     * @throws IllegalArgumentException if it is no address
     */
    public static Person of(String email) {
        UUID id = UUID.nameUUIDFromBytes(email.getBytes(StandardCharsets.UTF_8));
        return new Person(id, email, capitalized(email), "Example", Set.of(), Map.of());
    }

    private static Map<String, List<String>> copied(Map<String, List<String>> attributes) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    private static String capitalized(String email) {
        return email.substring(0, 1).toUpperCase(Locale.ROOT) + email.substring(1, Math.max(1, email.indexOf('@')));
    }

    /**
     * With this name.
     *
     * @param given first name
     * @param family last name
     * @return the person
     */
    public Person named(String given, String family) {
        return new Person(id, email, given, family, groups, attributes);
    }

    /**
     * In these groups only.
     *
     * @param names names of groups
     * @return the person
     */
    public Person inGroups(String... names) {
        return new Person(id, email, givenName, familyName, new LinkedHashSet<>(List.of(names)), attributes);
    }

    /**
     * With one more attribute, sent under this very name.
     *
     * @param name its name
     * @param values its values
     * @return the person
     */
    public Person attribute(String name, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(attributes);
        more.put(name, List.of(values));
        return new Person(id, email, givenName, familyName, groups, more);
    }

    /**
     * The same person, who has another address now.
     *
     * @param address the new address
     * @return the person with the same id
     */
    public Person movedTo(String address) {
        return new Person(id, address, givenName, familyName, groups, attributes);
    }

    /**
     * First and last name.
     *
     * @return the full name
     */
    public String name() {
        return givenName + " " + familyName;
    }

    /** Everything after the at sign. */
    String domain() {
        return email.substring(email.indexOf('@') + 1);
    }
}
