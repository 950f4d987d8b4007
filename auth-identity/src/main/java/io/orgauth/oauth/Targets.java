package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.http.Form;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Stores;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a token is for (RFC 8707): one registered resource of the organization, or the issuer itself. */
final class Targets {
    /** One resource: its audience, and the permissions that mean something there. */
    record Target(String audience, Set<Permission> meaningful) {}

    private final String issuer;
    private final AccessModel model;
    private final Stores stores;

    Targets(String issuer, AccessModel model, Stores stores) {
        this.issuer = issuer;
        this.model = model;
        this.stores = stores;
    }

    /** The resource that the request names, else the given default, else the issuer. */
    Target of(Form form, OrganizationId organization, Optional<URI> byDefault) {
        List<String> named = form.all("resource");
        if (named.size() > 1) {
            throw OAuthError.INVALID_TARGET.refusal();
        }
        String audience = named.isEmpty() ? byDefault.map(URI::toString).orElse(issuer) : named.get(0);
        return audience.equals(issuer) ? new Target(issuer, model.permissions()) : dataPlane(audience, organization);
    }

    /** Another organization's resource is as unknown as one that does not exist. */
    private Target dataPlane(String audience, OrganizationId organization) {
        return uri(audience)
                .flatMap(stores.resources()::byUri)
                .filter(resource -> resource.organization().equals(organization))
                .map(Targets::target)
                .orElseThrow(OAuthError.INVALID_TARGET::refusal);
    }

    private static Target target(Resource resource) {
        return new Target(resource.uri().toString(), resource.permissions());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
