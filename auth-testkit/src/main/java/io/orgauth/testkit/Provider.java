package io.orgauth.testkit;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What an identity provider is apart from how it is reached: whom it takes after, whom it knows, its keys. Thread-safe. */
final class Provider {
    /** Whom a provider knows that was told of nobody. */
    private static final Person ADA = Person.of("ada@acme.com").named("Ada", "Lovelace");

    private final Persona persona;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private Optional<KeyAndCertificate> samlKey = Optional.empty();
    private volatile Clock clock = Clock.systemUTC();
    private final OpenIdProvider openId = new OpenIdProvider(this);
    private final AtomicReference<Optional<SamlFault>> nextSaml = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<OpenIdFault>> nextOpenId = new AtomicReference<>(Optional.empty());
    private volatile Optional<String> lastAssertion = Optional.empty();
    private volatile Optional<String> url = Optional.empty();
    private volatile boolean isDown;

    Provider(Persona persona) {
        this.persona = persona;
    }

    Persona persona() {
        return persona;
    }

    /** Made when it is needed first: an RSA key takes a while. */
    synchronized KeyAndCertificate samlKey() {
        KeyAndCertificate made = samlKey.orElseGet(() -> KeyAndCertificate.named(persona.name()));
        samlKey = Optional.of(made);
        return made;
    }

    OpenIdProvider openId() {
        return openId;
    }

    /** Where it is reached by HTTP from now on, without a slash at the end. */
    void reachedAt(String httpUrl) {
        url = Optional.of(httpUrl);
    }

    /** The OpenID issuer: its own URL, or that of whom it takes after as long as nobody reaches it. */
    String issuer() {
        return url.orElse(persona.openId().issuer());
    }

    String ssoUrl() {
        return url.map(base -> base + "/saml/sso").orElse(persona.saml().ssoUrl());
    }

    String metadata() {
        return SamlMetadata.write(persona.saml(), ssoUrl(), List.of(samlKey().certificate()));
    }

    void next(SamlFault fault) {
        nextSaml.set(Optional.of(fault));
    }

    void next(OpenIdFault fault) {
        nextOpenId.set(Optional.of(fault));
    }

    Optional<SamlFault> takeSamlFault() {
        return nextSaml.getAndSet(Optional.empty());
    }

    Optional<OpenIdFault> takeOpenIdFault() {
        return nextOpenId.getAndSet(Optional.empty());
    }

    boolean isDown() {
        return isDown;
    }

    void down(boolean now) {
        isDown = now;
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
            return people.isEmpty() ? List.of(ADA) : List.copyOf(people.values());
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
        return people().get(0);
    }

    Optional<String> lastAssertion() {
        return lastAssertion;
    }

    void sent(String assertionId) {
        lastAssertion = Optional.of(assertionId);
    }
}
