package io.orgauth.examples.server;

import io.orgauth.OrganizationId;
import io.orgauth.json.JsonObject;

/**
 * How an organization's people sign in at the demo identity provider.
 *
 * @param organization whose it is
 * @param id for {@code /sign-in?connection=}
 * @param protocol {@code saml} or {@code oidc}
 * @param metadata where the document is that a machine sets the other side up by: ours in SAML, the provider's in OpenID Connect
 */
record DemoConnection(OrganizationId organization, String id, String protocol, String metadata) {
    JsonObject json() {
        return JsonObject.builder()
                .put("id", id)
                .put("protocol", protocol)
                .put("metadata", metadata)
                .build();
    }
}
