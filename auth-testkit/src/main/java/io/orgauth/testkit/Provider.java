package io.orgauth.testkit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an identity provider is apart from how it is reached: whom it takes after, whom it knows, its keys. Thread-safe. */
final class Provider {
    private final Persona persona;
    private final KeyAndCertificate samlKey;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private volatile Clock clock = Clock.systemUTC();
    private volatile Optional<String> lastAssertion = Optional.empty();

    Provider(Persona persona) {
        this.persona = persona;
        this.samlKey = KeyAndCertificate.named(persona.name());
    }

    Persona persona() {
        return persona;
    }

    KeyAndCertificate samlKey() {
        return samlKey;
    }

    Clock clock() {
        return clock;
    }

    void clock(Clock source) {
        clock = source;
    }

    void add(Person person) {
        synchronized (people) {
            people.put(person.email(), person);
        }
    }

    List<Person> people() {
        synchronized (people) {
            return List.copyOf(people.values());
        }
    }

    Person person(String email) {
        return people().stream()
                .filter(person -> person.email().equals(email))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the identity provider does not know " + email + ": add person(\"" + email + "\")"));
    }

    /** Whoever was added first signs in unless somebody else is named. */
    Person firstPerson() {
        return people().stream()
                .findFirst()
                .orElseGet(() -> Person.of("ada@acme.com").named("Ada", "Lovelace"));
    }

    Optional<String> lastAssertion() {
        return lastAssertion;
    }

    void sent(String assertionId) {
        lastAssertion = Optional.of(assertionId);
    }
}
