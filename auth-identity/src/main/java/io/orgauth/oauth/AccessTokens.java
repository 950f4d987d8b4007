package io.orgauth.oauth;

import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Subject;
import io.orgauth.http.HttpResponse;
import io.orgauth.json.JsonObject;
import io.orgauth.token.AccessToken;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what a grant gave. The scope of a token is its complete effective set of permissions, whatever was asked for. */
final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    /** What OpenID Connect clients ask for besides permissions; it names none. */
    private static final Set<String> OPENID = Set.of("openid", "profile", "email", "offline_access");

    private final OAuthContext context;

    AccessTokens(OAuthContext context) {
        this.context = context;
    }

    /** The rights of now; whoever was disabled, or whose organization was, has none. */
    Grant current(Subject subject, OrganizationId organization) {
        return context.identity()
                .grants()
                .current(subject, organization)
                .orElseThrow(OAuthError.INVALID_GRANT::refusal);
    }

    /** RFC 6749, 5.1. What was asked for narrows and never widens; a first-party client that names no permission gets all. */
    HttpResponse firstParty(AccessToken.Builder token, Grant grant, TokenRequest request) {
        return answer(issued(token, narrowed(grant, request), context.tokenLifetime()));
    }

    /** RFC 8693, 2.2.1. */
    HttpResponse exchanged(AccessToken.Builder token, Grant grant, TokenRequest request, Duration lifetime) {
        return answer(issued(token.lifetime(lifetime), narrowed(grant, request), lifetime)
                .put("issued_token_type", ApiKeyExchange.ACCESS_TOKEN_TYPE));
    }

    private Grant narrowed(Grant grant, TokenRequest request) {
        Set<Permission> named = request.optional("scope").map(this::permissions).orElse(Set.of());
        return named.isEmpty() ? grant : grant.narrowedTo(named);
    }

    /** One that nobody declared is a mistake of who asks; to ignore it would give a token for more than was meant. */
    private Set<Permission> permissions(String scope) {
        Set<Permission> named = new LinkedHashSet<>();
        for (String word : scope.split(" ", -1)) {
            if (!OPENID.contains(word)) {
                named.add(declared(word).orElseThrow(OAuthError.INVALID_SCOPE::refusal));
            }
        }
        return named;
    }

    private Optional<Permission> declared(String word) {
        try {
            return Optional.of(Permission.of(word)).filter(context.model().permissions()::contains);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private JsonObject.Builder issued(AccessToken.Builder token, Grant grant, Duration lifetime) {
        String scope =
                grant.permissions().stream().map(Permission::value).sorted().collect(Collectors.joining(" "));
        return JsonObject.builder()
                .put(
                        "access_token",
                        signed(token.permissions(grant.permissions()).roles(grant.roles())))
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", scope);
    }

    private static HttpResponse answer(JsonObject.Builder body) {
        return HttpResponse.json(200, body.build())
                .with("Cache-Control", "no-store")
                .with("Pragma", "no-cache");
    }

    /** A token that no server would let through is not made; who asks for less gets one. */
    private String signed(AccessToken.Builder token) {
        AccessToken complete = token.build();
        try {
            return context.tokens().issue(complete);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} was not issued: {}", complete, e.getMessage());
            throw OAuthError.INVALID_SCOPE.refusal();
        }
    }
}
