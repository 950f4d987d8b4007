package io.orgauth.testkit;

import java.security.cert.X509Certificate;
import java.time.Clock;

/**
 * An identity provider to click through, on a port of this machine: for demos and for tests in a browser. It needs no JUnit. SAML and
 * OpenID Connect at once; whoever clicks a person is that person.
 *
 * <pre>{@code
 * try (IdentityProviderServer idp = IdentityProviderServer.builder(Persona.keycloak())
 *         .port(8082).person(Person.of("ada@acme.com")).client("app", secret).start()) { ... }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class IdentityProviderServer implements AutoCloseable {
    private final Provider provider;
    private final LoopbackServer server;

    private IdentityProviderServer(Provider provider, LoopbackServer server) {
        this.provider = provider;
        this.server = server;
    }

    /**
     * A server that takes after this persona.
     *
     * @param persona whom
     * @return a builder, on any free port, that knows nobody yet
     */
    public static Builder builder(Persona persona) {
        return new Builder(persona);
    }

    /**
     * Where it is, which is its OpenID issuer too.
     *
     * @return a URL of http without a slash at the end
     */
    public String url() {
        return provider.issuer();
    }

    /**
     * Its SAML entityID.
     *
     * @return the identifier
     */
    public String entityId() {
        return provider.persona().saml().entityId();
    }

    /**
     * Where SAML requests go.
     *
     * @return a URL
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
     * The SAML metadata, which is at {@code /saml/metadata} too.
     *
     * @return an EntityDescriptor as XML
     */
    public String metadata() {
        return provider.metadata();
    }

    /** Stops it; whoever is under way is cut off. */
    @Override
    public void close() {
        server.close();
    }

    /** Collects a server. Not thread-safe. */
    public static final class Builder {
        private final Provider provider;
        private int port;

        private Builder(Persona persona) {
            this.provider = new Provider(persona);
        }

        /**
         * The port; any free one unless said.
         *
         * @param number 0 is any free one
         * @return this
         */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /**
         * Somebody to click.
         *
         * @param person with name, groups, attributes
         * @return this
         */
        public Builder person(Person person) {
            provider.add(person);
            return this;
        }

        /**
         * A client that may redeem codes by a secret; as long as none is named, any may.
         *
         * @param clientId its id
         * @param secret its secret
         * @return this
         */
        public Builder client(String clientId, String secret) {
            provider.openId().clients().add(clientId, secret);
            return this;
        }

        /**
         * The clock; the system's unless said.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(Clock source) {
            provider.clock(source);
            return this;
        }

        /**
         * Starts it.
         *
         * @return a server that listens on loopback
         * @throws java.io.UncheckedIOException if the port is taken
         */
        public IdentityProviderServer start() {
            return new IdentityProviderServer(provider, LoopbackServer.start(provider, port));
        }
    }
}
