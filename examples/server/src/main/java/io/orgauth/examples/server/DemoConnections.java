package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.http.FetchException;
import io.orgauth.http.Fetcher;
import io.orgauth.identity.Connections;
import io.orgauth.identity.Domain;
import io.orgauth.oidc.OidcConnection;
import io.orgauth.saml.IdentityProviderMetadata;
import io.orgauth.saml.SamlConnection;
import io.orgauth.sso.ConnectionRecord;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Connects the organizations to the demo identity provider, as the operator would: the first by SAML, the second by OpenID Connect. It is
 * offered beside the password. Whoever is new may look; researchers, by their group, may do what members may.
 */
final class DemoConnections {
    private static final String NAME = "Demo identity provider";

    private final ControlPlane controlPlane;
    private final String issuer;
    private final String idp;
    private final Fetcher door;

    DemoConnections(ControlPlane controlPlane, String issuer, String idp, Fetcher door) {
        this.controlPlane = controlPlane;
        this.issuer = issuer;
        this.idp = idp;
        this.door = door;
    }

    /** Nothing, if the provider is in another process and not started yet. */
    DemoSignIn connect(List<DemoOrganization> organizations) {
        Optional<IdentityProviderMetadata> metadata = metadata();
        if (metadata.isEmpty()) {
            return DemoSignIn.none();
        }
        DemoOrganization first = organizations.get(0);
        DemoOrganization second = organizations.get(1);
        ConnectionRecord saml = connect(first, saml(first, metadata.get()));
        ConnectionRecord openId = connect(second, openId(second));
        return new DemoSignIn(
                Optional.of(idp),
                List.of(
                        connection(saml, issuer + "/sso/" + saml.id() + "/metadata"),
                        connection(openId, idp + "/.well-known/openid-configuration")));
    }

    private Optional<IdentityProviderMetadata> metadata() {
        try {
            return Optional.of(IdentityProviderMetadata.fetch(URI.create(idp + "/saml/metadata"), door));
        } catch (FetchException e) {
            return Optional.empty();
        }
    }

    private static ConnectionRecord saml(DemoOrganization organization, IdentityProviderMetadata metadata) {
        return SamlConnection.builder()
                .id("con_demosaml")
                .organization(organization.id())
                .name(NAME)
                .identityProvider(metadata)
                .vendor("keycloak")
                .emailAttribute("email")
                .groupsAttribute("groups")
                .build();
    }

    /** The provider takes any client and secret; it proves nothing that anybody should believe. */
    private ConnectionRecord openId(DemoOrganization organization) {
        return OidcConnection.custom(idp)
                .id("con_demooidc")
                .organization(organization.id())
                .name(NAME)
                .client("orgauth-example", "any secret will do here")
                .groups("groups")
                .build();
    }

    /** The provider has new keys and perhaps another port at each start, so the connection of an earlier start is no more. */
    private ConnectionRecord connect(DemoOrganization organization, ConnectionRecord record) {
        OrganizationId id = organization.id();
        Connections connections = controlPlane.connections();
        if (connections.find(id, record.id()).isPresent()) {
            connections.remove(id, record.id());
        }
        connections.add(record, Domain.of(organization.domain()));
        connections.justInTime(id, record.id(), Optional.of(Role.VIEWER));
        controlPlane.roleMappings().put(id, DemoIdp.GROUP, Set.of(Role.MEMBER));
        return record;
    }

    private static DemoConnection connection(ConnectionRecord record, String metadata) {
        return new DemoConnection(record.organization().orElseThrow(), record.id(), record.protocol(), metadata);
    }
}
