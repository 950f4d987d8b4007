package io.orgauth.examples.server;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.console.Console;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Domain;
import io.orgauth.identity.Organization;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.servlet.EndpointFilter;
import io.orgauth.session.testing.StubIdentityProvider;
import io.orgauth.session.testing.StubIdentityProvider.Person;
import io.orgauth.session.testing.StubSsoProtocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * Two sites, as browsers count them: the product at {@code https://localhost} and an identity provider at {@code https://127.0.0.1},
 * which has three people: a member, somebody new of the organization's domain, and somebody of another domain. Bob has a password.
 */
final class SignInSite implements AutoCloseable {
    static final String PASSWORD = "four words and a verb";
    static final String BOB = "bob@acme.example";
    static final String ADA = "ada@acme.example";
    static final String NEW = "new@acme.example";
    static final String STRANGER = "eve@globex.example";

    private static final String TLS_PASSWORD = "changeit";

    final TestTime time = new TestTime();
    final AtomicBoolean laxCookies = new AtomicBoolean();
    final ControlPlane auth;
    final Organization acme;
    final StoredConnection connection;
    final HttpsServer provider;
    private final Listener listener;

    SignInSite(Path directory) throws Exception {
        Path keystore = TestKeystore.make(directory, TLS_PASSWORD);
        Tls tls = Tls.load(keystore, TLS_PASSWORD);
        this.provider = provider(TestKeystore.context(keystore, TLS_PASSWORD));
        this.listener = Listener.open(Option.PORT, 0, Optional.of(tls));
        this.auth = ControlPlane.builder()
                .issuer(listener.url())
                .permissions("dataset:read")
                .grant(Role.MEMBER, "dataset:read")
                .stores(Stores.inMemory())
                .sealedBy(SealingKey.inMemory())
                .protocols(new StubSsoProtocol())
                .pages(Console.standard())
                .auditLog(event -> {})
                .clock(time)
                .build();
        this.acme = auth.organizations().create("Acme", "acme.example");
        this.connection = auth.connections()
                .add(
                        StubSsoProtocol.connection(providerUrl() + StubIdentityProvider.PATH)
                                .organization(acme.id())
                                .name("Acme directory")
                                .build(),
                        Domain.of("acme.example"));
        auth.connections().justInTime(acme.id(), connection.id(), Optional.of(Role.MEMBER));
        auth.users().create(acme.id(), ADA, Role.MEMBER);
        auth.passwords().set(auth.users().create(acme.id(), BOB, Role.MEMBER).id(), PASSWORD);
        listener.filter("/*", new LaxCookies(laxCookies));
        listener.filter("/*", new EndpointFilter(auth.endpoints()));
        listener.serve(Map.of());
    }

    private static HttpsServer provider(SSLContext context) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        StubIdentityProvider.of(
                        new Person("ada-1", ADA, "Ada", List.of()),
                        new Person("new-1", NEW, "New", List.of()),
                        new Person("eve-1", STRANGER, "Eve", List.of()))
                .on(server);
        server.start();
        return server;
    }

    String url() {
        return listener.url();
    }

    String providerUrl() {
        return "https://127.0.0.1:" + provider.getAddress().getPort();
    }

    String signInBy(String connectionId) {
        return url() + "/sign-in?connection=" + connectionId + "&return_to=/session";
    }

    @Override
    public void close() {
        listener.close();
        provider.stop(0);
        auth.close();
    }
}
