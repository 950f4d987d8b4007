package io.orgauth.benchmarks;

import io.orgauth.OrganizationId;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlConnection;
import io.orgauth.saml.SamlProtocol;
import io.orgauth.sso.Connection;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.PendingLogin;
import io.orgauth.sso.SsoContext;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.Signed;
import java.security.PublicKey;

/** A response of the test kit's Okta, and the connection that asked for it. */
final class SamlAnswer {
    private final Connection connection;
    private final PendingLogin pending;
    private final String response;
    private final PublicKey key;

    private SamlAnswer(Connection connection, PendingLogin pending, String response, PublicKey key) {
        this.connection = connection;
        this.pending = pending;
        this.response = response;
        this.key = key;
    }

    static SamlAnswer signed(Signed what) {
        FakeIdentityProvider idp = FakeIdentityProvider.okta();
        Connection connection = SamlProtocol.standard()
                .open(
                        SamlConnection.builder()
                                .organization(OrganizationId.of("org_acme"))
                                .identityProvider(IdentityProviderMetadata.parse(idp.metadata()))
                                .build(),
                        context());
        PendingLogin pending = connection.start(LoginRequest.to("/")).pending();
        String response = idp.samlResponse(pending).signed(what).encode();
        return new SamlAnswer(connection, pending, response, idp.certificate().getPublicKey());
    }

    /** The guard forgets, as the same response is read again and again. */
    private static SsoContext context() {
        return SsoContext.builder()
                .issuer("https://app.example.com/auth")
                .replayGuard((scope, id, until) -> true)
                .fetcher(request -> {
                    throw new IllegalStateException("nothing is fetched");
                })
                .build();
    }

    Connection connection() {
        return connection;
    }

    PendingLogin pending() {
        return pending;
    }

    /** As a browser posts it. */
    String response() {
        return response;
    }

    /** The identity provider's. */
    PublicKey key() {
        return key;
    }
}
