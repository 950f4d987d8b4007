package io.orgauth.examples.server;

import io.orgauth.Grant;
import io.orgauth.Permission;
import io.orgauth.Subject;
import io.orgauth.examples.server.OAuthException.Code;
import io.orgauth.http.Form;
import io.orgauth.token.AccessToken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a client gets in its own name (RFC 6749, 4.4), for one resource (RFC 8707). */
final class ClientCredentialsGrant {
    private final String issuer;
    private final String dataPlane;

    ClientCredentialsGrant(String issuer, String dataPlane) {
        this.issuer = issuer;
        this.dataPlane = dataPlane;
    }

    /** Its scope is complete: data planes look at nothing else. */
    record Decided(AccessToken token, Set<Permission> permissions) {}

    Decided decide(RegisteredClient client, Form form) {
        String resource = resource(
                form.all("resource").stream().filter(uri -> !uri.isEmpty()).toList());
        Grant grant = narrowed(held(client, resource), TokenEndpoint.value(form, "scope"));
        AccessToken token = AccessToken.builder()
                .organization(client.organization())
                .subject(Subject.of(issuer, client.id()))
                .audience(resource)
                .clientId(client.id())
                .permissions(grant.permissions())
                .roles(grant.roles())
                .build();
        return new Decided(token, grant.permissions());
    }

    /** One string, since a token for two resources could be replayed by one at the other. */
    private String resource(List<String> asked) {
        if (asked.size() > 1) {
            throw new OAuthException(Code.INVALID_TARGET, "ask for one \"resource\" at a time");
        }
        String resource = asked.stream().findFirst().orElse(dataPlane);
        if (!resource.equals(dataPlane) && !resource.equals(issuer)) {
            throw new OAuthException(Code.INVALID_TARGET, "the \"resource\" is not known");
        }
        return resource;
    }

    /** The control plane has no API yet, so nobody has rights there. */
    private Grant held(RegisteredClient client, String resource) {
        return resource.equals(dataPlane)
                ? DemoRoles.grant(client.role()).orElse(Grant.NONE)
                : new Grant(Set.of(), Set.of(client.role()));
    }

    private static Grant narrowed(Grant held, Optional<String> scope) {
        if (scope.isEmpty()) {
            return held;
        }
        Grant narrowed = held.narrowedTo(permissions(scope.get()));
        if (narrowed.permissions().isEmpty()) {
            throw new OAuthException(Code.INVALID_SCOPE, "the client holds nothing of the \"scope\"");
        }
        return narrowed;
    }

    private static Set<Permission> permissions(String scope) {
        try {
            return Arrays.stream(scope.split(" ", -1)).map(Permission::of).collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new OAuthException(Code.INVALID_SCOPE, "the \"scope\" is malformed");
        }
    }
}
