package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.identity.Resource;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a token is for (RFC 8707): one registered resource of the organization, or the issuer itself. */
final class Targets {
    /** One resource: its audience, and the permissions that mean something there. */
    record Target(String audience, Set<Permission> meaningful) {}

    private final OAuthContext context;

    Targets(OAuthContext context) {
        this.context = context;
    }

    /** The one resource that is named, else the given default, else the issuer. */
    Target of(List<String> named, OrganizationId organization, Optional<URI> byDefault) {
        if (named.size() > 1) {
            throw OAuthError.INVALID_TARGET.refusal();
        }
        String audience = named.isEmpty() ? byDefault.map(URI::toString).orElse(context.issuer()) : named.get(0);
        return audience.equals(context.issuer())
                ? new Target(audience, context.model().permissions())
                : dataPlane(audience, organization);
    }

    /** Each of several resources, for which there may be a token of its own; the default or the issuer if none is named. */
    List<Target> all(Set<URI> named, OrganizationId organization, Optional<URI> byDefault) {
        return named.isEmpty()
                ? List.of(of(List.of(), organization, byDefault))
                : named.stream()
                        .map(uri -> of(List.of(uri.toString()), organization, Optional.empty()))
                        .toList();
    }

    /** One of several that were allowed. */
    Target within(Set<String> allowed, List<String> named, OrganizationId organization) {
        List<String> wanted = named.isEmpty() ? List.copyOf(allowed) : named;
        if (!allowed.containsAll(wanted)) {
            throw OAuthError.INVALID_TARGET.refusal();
        }
        return of(wanted, organization, Optional.empty());
    }

    /** Another organization's resource is as unknown as one that does not exist. */
    private Target dataPlane(String audience, OrganizationId organization) {
        return uri(audience)
                .flatMap(context.stores().resources()::byUri)
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
