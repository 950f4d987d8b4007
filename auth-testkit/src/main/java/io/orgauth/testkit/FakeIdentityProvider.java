package io.orgauth.testkit;

import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;

/**
 * An identity provider for tests, which takes after a real one and does one thing wrong when it is asked to.
 *
 * <pre>{@code
 * @RegisterExtension static FakeIdentityProvider idp = FakeIdentityProvider.okta().person("ada@acme.com");
 *
 * String samlResponse = idp.samlResponse(pending).expired().encode();
 * }</pre>
 *
 * <p>Nothing touches the network. Thread-safe once it is set up.
 */
public final class FakeIdentityProvider implements Extension {
    private final Provider provider;

    private FakeIdentityProvider(Persona persona) {
        this.provider = new Provider(persona);
    }

    /**
     * One that takes after this persona, with a key of its own.
     *
     * @param persona for example {@link Persona#adfs()}
     * @return a provider that knows nobody yet but Ada Lovelace, {@code ada@acme.com}
     */
    public static FakeIdentityProvider of(Persona persona) {
        return new FakeIdentityProvider(persona);
    }

    /**
     * One like {@link Persona#okta()}.
     *
     * @return as {@link #of}
     */
    public static FakeIdentityProvider okta() {
        return of(Persona.okta());
    }

    /**
     * One like {@link Persona#entraId()}.
     *
     * @return as {@link #of}
     */
    public static FakeIdentityProvider entraId() {
        return of(Persona.entraId());
    }

    /**
     * One like {@link Persona#googleWorkspace()}.
     *
     * @return as {@link #of}
     */
    public static FakeIdentityProvider googleWorkspace() {
        return of(Persona.googleWorkspace());
    }

    /**
     * One like {@link Persona#keycloak()}.
     *
     * @return as {@link #of}
     */
    public static FakeIdentityProvider keycloak() {
        return of(Persona.keycloak());
    }

    /**
     * Adds somebody; whoever comes first signs in unless another is named.
     *
     * @param email the address
     * @return this
     */
    public FakeIdentityProvider person(String email) {
        return person(Person.of(email));
    }

    /**
     * Adds somebody, instead of whoever had this address.
     *
     * @param person with name, groups, attributes
     * @return this
     */
    public FakeIdentityProvider person(Person person) {
        provider.add(person);
        return this;
    }

    /**
     * The clock; the system's unless said.
     *
     * @param source the clock
     * @return this
     */
    public FakeIdentityProvider clock(Clock source) {
        provider.clock(source);
        return this;
    }

    /**
     * How the persona writes a group: Entra ID by a GUID, others by its name.
     *
     * @param name as in {@link Person#groups()}
     * @return as it comes in attributes and claims
     */
    public String groupName(String name) {
        return provider.persona().group(name);
    }

    /**
     * The entityID.
     *
     * @return the identifier
     */
    public String entityId() {
        return provider.persona().saml().entityId();
    }

    /**
     * Where SAML requests go.
     *
     * @return an absolute URL
     */
    public String ssoUrl() {
        return provider.persona().saml().ssoUrl();
    }

    /**
     * What SAML answers are signed with.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return provider.samlKey().certificate();
    }

    /**
     * The SAML metadata.
     *
     * @return an EntityDescriptor as XML
     */
    public String metadata() {
        return SamlMetadata.write(provider.persona().saml(), ssoUrl(), List.of(certificate()));
    }

    /**
     * The answer to a sign-in that a SAML connection began.
     *
     * @param pending what {@code Connection.start} said to remember
     * @return a good answer, to be encoded as it is or with one fault
     * @throws IllegalArgumentException if it is not that of a SAML connection
     */
    public SamlResponse samlResponse(PendingLogin pending) {
        return new SamlResponse(provider, SamlRequest.of(pending), Optional.of(pending.handle()));
    }

    /**
     * The answer to the request in this step.
     *
     * @param step what {@code Connection.start} gave
     * @return as {@link #samlResponse(PendingLogin)}
     * @throws IllegalArgumentException if there is no AuthnRequest in it
     */
    public SamlResponse samlResponse(LoginStep step) {
        return new SamlResponse(
                provider, SamlRequest.of(step), Optional.of(step.pending().handle()));
    }

    /**
     * The answer to this request, without a RelayState.
     *
     * @param request what it answers, or to whom it goes unasked
     * @return as {@link #samlResponse(PendingLogin)}
     */
    public SamlResponse samlResponse(SamlRequest request) {
        return new SamlResponse(provider, request, Optional.empty());
    }

    @Override
    public String toString() {
        return "FakeIdentityProvider[" + provider.persona().name() + "]";
    }
}
