package io.orgauth.examples.server;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.orgauth.Role;
import io.orgauth.SealingKey;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Domain;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlConnection;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.session.Handle;
import io.orgauth.session.Next;
import io.orgauth.session.SignInRequest;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.Person;
import io.orgauth.testkit.SamlRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Acme with its own SAML provider and Globex with another, in one control plane of two nodes. */
final class SamlWorld implements AutoCloseable {
    static final String ADA = "ada@acme.com";

    private static final String ISSUER = "https://app.example.com/auth";
    private static final FakeIdentityProvider ACME_IDP =
            FakeIdentityProvider.okta().person(Person.of(ADA).inGroups("researchers", "staff"));
    private static final FakeIdentityProvider GLOBEX_IDP =
            FakeIdentityProvider.keycloak().person(Person.of(ADA).inGroups("researchers"));

    final FakeIdentityProvider idp = ACME_IDP;
    final FakeIdentityProvider globexIdp = GLOBEX_IDP;
    final Stores stores = Stores.inMemory();
    private final SealingKey sealing = SealingKey.inMemory();
    final ControlPlane auth = node();
    final ControlPlane otherNode = node();
    final Organization acme = auth.organizations().create("Acme", "acme.com");
    final Organization globex = auth.organizations().create("Globex", "globex.com");
    final User ada = auth.users().create(acme.id(), ADA, Role.MEMBER);
    final StoredConnection okta =
            auth.connections().add(record(acme, idp, "okta").build(), Domain.of("acme.com"));
    final StoredConnection keycloak =
            auth.connections().add(record(globex, globexIdp, "keycloak").build(), Domain.of("globex.com"));

    SamlWorld() {
        auth.roleMappings().put(acme.id(), "researchers", Set.of(Role.VIEWER));
    }

    private ControlPlane node() {
        return ControlPlane.builder()
                .issuer(ISSUER)
                .permissions("dataset:read")
                .stores(stores)
                .sealedBy(sealing)
                .protocols(SamlProtocol.standard())
                .auditLog(event -> {})
                .build();
    }

    static SamlConnection.Builder record(Organization organization, FakeIdentityProvider idp, String vendor) {
        return SamlConnection.builder()
                .organization(organization.id())
                .vendor(vendor)
                .identityProvider(IdentityProviderMetadata.parse(idp.metadata()));
    }

    /** The same connection, trusting another key. */
    ConnectionRecord withKeyOf(FakeIdentityProvider other) {
        return SamlConnection.change(auth.connections().open(okta.id()).record())
                .identityProvider(
                        IdentityProviderMetadata.of(idp.entityId(), idp.ssoUrl(), List.of(other.certificate())))
                .build();
    }

    /** Somebody on the way: the browser was sent to the provider. */
    record OnTheWay(String connection, URI location, Handle handle) {
        private String relayState() {
            for (String pair : location.getRawQuery().split("&", -1)) {
                if (pair.startsWith("RelayState=")) {
                    return pair.substring("RelayState=".length());
                }
            }
            throw new AssertionError("no RelayState in " + location);
        }

        SamlRequest request() {
            PendingLogin unused = new PendingLogin(relayState(), connection, "/", Instant.MAX, Map.of());
            return SamlRequest.of(new LoginStep.Redirect(location, unused));
        }

        Callback answered(FakeIdentityProvider by) {
            return Callback.posted(Map.of(
                    "RelayState",
                    relayState(),
                    "SAMLResponse",
                    by.samlResponse(request()).person(ADA).encode()));
        }
    }

    OnTheWay begin(StoredConnection by) {
        Next.Redirect sent = assertInstanceOf(
                Next.Redirect.class,
                auth.signIn().begin(SignInRequest.to("/home").by(by.id())));
        return new OnTheWay(by.id(), sent.location(), sent.handle());
    }

    Next back(OnTheWay way, Callback callback) {
        return backAt(auth, way.connection(), way, callback);
    }

    static Next backAt(ControlPlane node, String connection, OnTheWay way, Callback callback) {
        return node.signIn().callback(connection, callback, id -> cookie(way, id), "a browser");
    }

    private static Optional<String> cookie(OnTheWay way, String id) {
        return id.equals(way.handle().id()) ? Optional.of(way.handle().secret()) : Optional.empty();
    }

    Membership membership() {
        return stores.memberships().find(acme.id(), ada.id().value()).orElseThrow();
    }

    boolean isLinked() {
        return !stores.identityLinks().ofUser(ada.id()).isEmpty();
    }

    @Override
    public void close() {
        auth.close();
        otherNode.close();
    }
}
