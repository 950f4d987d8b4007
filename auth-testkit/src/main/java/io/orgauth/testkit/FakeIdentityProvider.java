package io.orgauth.testkit;

import io.orgauth.http.Fetcher;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An identity provider for tests, which takes after a real one and does one thing wrong when it is asked to.
 *
 * <pre>{@code
 * @RegisterExtension static FakeIdentityProvider idp = FakeIdentityProvider.okta().person("ada@acme.com");
 *
 * String samlResponse = idp.samlResponse(pending).expired().encode();
 * Callback callback = idp.openIdResponse(step).with(OpenIdFault.WRONG_NONCE).callback();
 * }</pre>
 *
 * <p>Nothing touches the network unless {@link #start()} is called: what a relying party fetches comes by {@link #fetcher()}. As a
 * JUnit extension in a static field it is up again and free of faults before each test, and stopped after the last. Thread-safe once it
 * is set up.
 */
public final class FakeIdentityProvider implements BeforeEachCallback, AfterAllCallback, AutoCloseable {
    private final Provider provider;
    private final AtomicReference<Optional<LoopbackServer>> server = new AtomicReference<>(Optional.empty());

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
        return provider.ssoUrl();
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
        return provider.metadata();
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

    /**
     * A client that may redeem codes by a secret; as long as none is named, any may.
     *
     * @param clientId its id
     * @param secret its secret
     * @return this
     */
    public FakeIdentityProvider client(String clientId, String secret) {
        provider.openId().clients().add(clientId, secret);
        return this;
    }

    /**
     * A client that may redeem codes by signed assertions ({@code private_key_jwt}).
     *
     * @param clientId its id
     * @param jwks its public RSA keys, a JWK Set
     * @return this
     * @throws IllegalArgumentException if it is no JWK Set
     */
    public FakeIdentityProvider clientWithKeys(String clientId, String jwks) {
        provider.openId().clients().addWithKeys(clientId, jwks);
        return this;
    }

    /**
     * The OpenID issuer: its own URL once it is started, before that the one of whom it takes after.
     *
     * @return the exact issuer
     */
    public String issuer() {
        return provider.issuer();
    }

    /**
     * The network as far as this provider is on it: discovery, keys, tokens and userinfo at their URLs, and nothing else.
     *
     * @return for {@code SsoContext} or {@code ControlPlane}; safe to share
     */
    public Fetcher fetcher() {
        return new InMemoryFetcher(provider);
    }

    /**
     * The answer to a sign-in that an OpenID connection began.
     *
     * @param step what {@code Connection.start} gave
     * @return a good answer, to be brought back as it is or with one fault
     * @throws IllegalArgumentException if there is no authorization request in it
     */
    public OpenIdResponse openIdResponse(LoginStep step) {
        return new OpenIdResponse(provider, OpenIdRequest.of(step));
    }

    /**
     * From now on a new key signs ID tokens; the one before stays published.
     *
     * @return this
     */
    public FakeIdentityProvider rotateKeys() {
        provider.openId().keys().rotate();
        return this;
    }

    /**
     * From now on only the key that signs is published.
     *
     * @return this
     */
    public FakeIdentityProvider forgetOldKeys() {
        provider.openId().keys().forgetOldKeys();
        return this;
    }

    /**
     * A fault that lasts: from now on discovery names another issuer.
     *
     * @param issuer whom it claims to be
     * @return this
     */
    public FakeIdentityProvider claimIssuer(String issuer) {
        provider.openId().claim(issuer);
        return this;
    }

    /**
     * From now on nobody reaches it, until {@link #comeBack()} or the next test.
     *
     * @return this
     */
    public FakeIdentityProvider goDown() {
        provider.down(true);
        return this;
    }

    /**
     * From now on it answers again.
     *
     * @return this
     */
    public FakeIdentityProvider comeBack() {
        provider.down(false);
        return this;
    }

    /**
     * The next SAML answer that somebody clicks has this fault.
     *
     * @param fault the fault
     * @return this
     */
    public FakeIdentityProvider nextAnswer(SamlFault fault) {
        provider.next(fault);
        return this;
    }

    /**
     * The next OpenID Connect sign-in that somebody clicks has this fault.
     *
     * @param fault the fault
     * @return this
     */
    public FakeIdentityProvider nextAnswer(OpenIdFault fault) {
        provider.next(fault);
        return this;
    }

    /**
     * Listens on a free port of loopback, with pages of people to click; its URLs are those of http from now on.
     *
     * @return this, started once however often it is called
     */
    public FakeIdentityProvider start() {
        server.updateAndGet(started -> started.or(() -> Optional.of(LoopbackServer.start(provider, 0))));
        return this;
    }

    /** Stops listening. */
    @Override
    public void close() {
        server.getAndSet(Optional.empty()).ifPresent(LoopbackServer::close);
    }

    /** Up again, and free of faults that the test before asked for and did not use. */
    @Override
    public void beforeEach(ExtensionContext context) {
        comeBack();
        provider.takeSamlFault();
        provider.takeOpenIdFault();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public String toString() {
        return "FakeIdentityProvider[" + provider.persona().name() + "]";
    }
}
