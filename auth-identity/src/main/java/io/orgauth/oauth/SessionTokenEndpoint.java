package io.orgauth.oauth;

import io.orgauth.Credential.SessionCookie;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.GateReason;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.oauth.Targets.Target;
import io.orgauth.session.SessionReason;
import io.orgauth.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token for a page of our own origin that calls a data plane of the session's organization. There is no other way round to it: no
 * other origin, no refresh token, and no token for the control plane itself, which would outlive a sign-out by minutes with all rights.
 */
final class SessionTokenEndpoint implements Endpoint {
    private final OAuthContext context;
    private final Sessions sessions;
    private final Targets targets;
    private final AccessTokens tokens;

    SessionTokenEndpoint(OAuthContext context) {
        this.context = context;
        this.sessions = context.sessions();
        this.targets = new Targets(context);
        this.tokens = new AccessTokens(context);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        requireOwnPage(request);
        Principal person = sessions.authenticate(cookie(request));
        try {
            return issued(person, TokenRequest.of(request));
        } catch (BadRequestException e) {
            return OAuthError.INVALID_REQUEST.response();
        } catch (OAuthException e) {
            return e.error().response();
        }
    }

    /** Every browser that can hold our cookie says so; what does not say is none. */
    private static void requireOwnPage(HttpRequest request) {
        if (!request.headers().all("Sec-Fetch-Site").equals(List.of("same-origin"))) {
            throw new PermissionDeniedException(
                    GateReason.CROSS_SITE_REQUEST, "expected \"Sec-Fetch-Site\" same-origin");
        }
    }

    private SessionCookie cookie(HttpRequest request) {
        Optional<SessionCookie> cookie =
                request.headers().contains("Authorization") ? Optional.empty() : sessions.cookieOf(request);
        return cookie.orElseThrow(() ->
                new InvalidCredentialException(SessionReason.SESSION_NOT_VALID, "expected the session's cookie alone"));
    }

    private HttpResponse issued(Principal person, TokenRequest request) {
        List<String> resources = request.resources();
        if (resources.size() != 1 || resources.contains(context.issuer())) {
            throw OAuthError.INVALID_TARGET.refusal();
        }
        Target target = targets.of(resources, person.organization(), Optional.empty());
        Grant whole = new Grant(person.permissions(), person.roles()).at(target.meaningful());
        Set<Permission> named = request.scope(context.model()).permissions();
        AccessTokens.Bearer bearer = new AccessTokens.Bearer(
                person.subject(),
                person.organization(),
                context.issuer(),
                person.authentication(),
                Optional.of(person.credential().value()));
        Grant grant = named.isEmpty() ? whole : whole.narrowedTo(named);
        return AccessTokens.answer(tokens.issued(bearer, target.audience(), grant));
    }
}
