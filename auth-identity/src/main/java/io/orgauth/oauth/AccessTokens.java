package io.orgauth.oauth;

import io.orgauth.Authentication;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Subject;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.json.JsonObject;
import io.orgauth.token.AccessToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what a grant gave. The scope of a token is its complete effective set of permissions, whatever was asked for. */
final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);

    private final OAuthContext context;

    AccessTokens(OAuthContext context) {
        this.context = context;
    }

    /**
     * Who is to act by the token.
     *
     * @param subject the user, or the client that acts by itself
     * @param organization in which one
     * @param client the client's id
     * @param authentication how the subject proved to be it
     * @param session the session that the token hangs on
     */
    record Bearer(
            Subject subject,
            OrganizationId organization,
            String client,
            Authentication authentication,
            Optional<String> session) {}

    /** The rights of now; whoever was disabled, or whose organization was, has none. */
    Grant current(Subject subject, OrganizationId organization) {
        return context.identity()
                .grants()
                .current(subject, organization)
                .orElseThrow(OAuthError.INVALID_GRANT::refusal);
    }

    /**
     * What of these rights a client may use: no more than was named, and than it is registered for. All of it only for a first-party
     * client.
     */
    static Grant limited(Grant whole, ClientApplication client, Scope scope) {
        boolean all = scope.has(Scope.ALL) && client.metadata().firstParty();
        return narrowed(
                all ? whole : whole.narrowedTo(scope.permissions()),
                client.metadata().permissions());
    }

    /** What of its own rights a client asks for by itself. */
    static Grant own(Grant whole, ClientApplication client, Set<Permission> named) {
        return narrowed(
                named.isEmpty() ? whole : whole.narrowedTo(named),
                client.metadata().permissions());
    }

    private static Grant narrowed(Grant grant, Optional<Set<Permission>> most) {
        return most.map(grant::narrowedTo).orElse(grant);
    }

    /** The same without these; it is narrowed by that in any case. */
    static Grant without(Grant grant, Set<Permission> taken) {
        Set<Permission> others = new HashSet<>(grant.permissions());
        others.removeAll(taken);
        return grant.narrowedTo(others);
    }

    /** RFC 6749, 5.1. */
    JsonObject.Builder issued(Bearer bearer, String audience, Grant grant) {
        return issued(begun(bearer, audience), grant, context.settings().tokenLifetime())
                .put("scope", scope(grant));
    }

    /** The same for a shorter time. */
    JsonObject.Builder issued(Bearer bearer, String audience, Grant grant, Duration lifetime) {
        return issued(begun(bearer, audience).lifetime(lifetime), grant, lifetime)
                .put("scope", scope(grant));
    }

    /** The same under an id by which it is known to belong to an authorization, whose scope has words too. */
    JsonObject.Builder issued(Bearer bearer, String audience, Grant grant, String tokenId, Scope words) {
        return issued(
                        begun(bearer, audience).tokenId(tokenId),
                        grant,
                        context.settings().tokenLifetime())
                .put("scope", words.with(grant.permissions()).toString());
    }

    private static String scope(Grant grant) {
        return new Scope(grant.permissions(), Set.of()).toString();
    }

    private AccessToken.Builder begun(Bearer bearer, String audience) {
        AccessToken.Builder token = AccessToken.builder()
                .organization(bearer.organization())
                .subject(bearer.subject())
                .audience(audience)
                .clientId(bearer.client())
                .authentication(bearer.authentication());
        bearer.session().ifPresent(token::sessionId);
        context.identity().attributes(bearer.subject(), bearer.organization()).forEach(token::attribute);
        context.settings()
                .claims()
                .put(new CustomClaims.Holder(bearer.subject(), bearer.organization(), bearer.client()), token::claim);
        return token;
    }

    private JsonObject.Builder issued(AccessToken.Builder token, Grant grant, Duration lifetime) {
        return JsonObject.builder()
                .put(
                        "access_token",
                        signed(token.permissions(grant.permissions()).roles(grant.roles())))
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds());
    }

    static HttpResponse answer(JsonObject.Builder body) {
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
