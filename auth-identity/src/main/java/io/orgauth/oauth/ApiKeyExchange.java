package io.orgauth.oauth;

import io.orgauth.ApiKeyReason;
import io.orgauth.Authentication;
import io.orgauth.Credential;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.apikey.ApiKey;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.AdminPermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 8693: an API key for a short access token, for services that know tokens only. The key is the credential, so no client
 * authenticates beside it; the token is for one resource that the key is good for, and for no more than the key.
 */
final class ApiKeyExchange {
    static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String KEY_TYPE = "urn:orgauth:params:oauth:token-type:api-key";
    static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    private final OAuthContext context;
    private final AccessTokens tokens;

    ApiKeyExchange(OAuthContext context) {
        this.context = context;
        this.tokens = new AccessTokens(context);
    }

    HttpResponse answer(TokenRequest request) {
        requireKnownTypes(request);
        requireNoClient(request);
        String resource = resource(request);
        Principal caller = proven(request.required("subject_token"), resource);
        ApiKey key = context.identity()
                .apiKeys()
                .find(caller.organization(), caller.credential().value())
                .orElseThrow(OAuthError.INVALID_REQUEST::refusal);
        Grant whole = withoutMinting(caller);
        Set<Permission> named = request.scope(context.model()).permissions();
        AccessTokens.Bearer bearer = new AccessTokens.Bearer(
                caller.subject(), caller.organization(), key.id(), Authentication.UNKNOWN, Optional.empty());
        Grant grant = named.isEmpty() ? whole : whole.narrowedTo(named);
        return AccessTokens.answer(
                tokens.issued(bearer, resource, grant, lifetime(key)).put("issued_token_type", ACCESS_TOKEN_TYPE));
    }

    /** 2.1: what we can't do for the client we do not do half: no delegation, no other kinds of token. */
    private static void requireKnownTypes(TokenRequest request) {
        boolean known = request.required("subject_token_type").equals(KEY_TYPE)
                && request.optional("requested_token_type")
                        .map(ACCESS_TOKEN_TYPE::equals)
                        .orElse(true);
        boolean delegation = request.optional("actor_token").isPresent()
                || request.optional("actor_token_type").isPresent();
        if (!known || delegation) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
        if (request.optional("audience").isPresent()) {
            throw OAuthError.INVALID_TARGET.refusal(); // resources are known by their URIs only
        }
    }

    /** Whoever presents a client's secret expects that it is looked at. */
    private static void requireNoClient(TokenRequest request) {
        boolean presented = !request.authorization().isEmpty()
                || request.optional("client_id").isPresent()
                || request.optional("client_secret").isPresent();
        if (presented) {
            throw OAuthError.INVALID_CLIENT.refusal();
        }
    }

    /** No default: a key is not meant for the control plane unless it says so, and may be for several data planes. */
    private static String resource(TokenRequest request) {
        List<String> named = request.resources();
        if (named.size() != 1) {
            throw OAuthError.INVALID_TARGET.refusal();
        }
        return named.get(0);
    }

    /** 2.2.2: whatever is wrong with the key is one answer, but for the resource, which the holder may know. */
    private Principal proven(String subjectToken, String resource) {
        try {
            return context.identity()
                    .apiKeys()
                    .forAnyOrganization(resource)
                    .authenticate(Credential.ApiKey.of(subjectToken));
        } catch (InvalidCredentialException e) {
            throw e.reason() == ApiKeyReason.API_KEY_OTHER_RESOURCE
                    ? OAuthError.INVALID_TARGET.refusal()
                    : OAuthError.INVALID_REQUEST.refusal();
        }
    }

    /** A client's own token may mint; one that was made of its key must not, as the key may not. */
    private static Grant withoutMinting(Principal caller) {
        Grant whole = new Grant(caller.permissions(), caller.roles());
        if (!caller.has(AdminPermissions.CREDENTIALS_MINT)) {
            return whole;
        }
        return AccessTokens.without(whole, Set.of(AdminPermissions.CREDENTIALS_MINT));
    }

    /** In whole seconds, as the answer says it. */
    private Duration lifetime(ApiKey key) {
        Duration exact = Duration.between(context.clock().instant(), key.expires());
        Duration left = Duration.ofSeconds(exact.toSeconds());
        if (left.isZero() || left.isNegative()) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
        return left.compareTo(context.settings().tokenLifetime()) < 0
                ? left
                : context.settings().tokenLifetime();
    }
}
