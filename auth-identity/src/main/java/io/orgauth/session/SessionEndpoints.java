package io.orgauth.session;

import io.orgauth.Credential.SessionCookie;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Session;
import io.orgauth.identity.Stores;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.util.Optional;

/**
 * What pages of our own origin ask about the session they run in: who is signed in, where else, in which organization, and what clients
 * may do there. Everything but reading wants the CSRF token, which {@code GET /session} tells.
 *
 * <p>Immutable and thread-safe.
 */
public final class SessionEndpoints {
    private final Sessions sessions;
    private final SessionViews views;
    private final SessionCookies cookies;
    private final Consents consents;

    private SessionEndpoints(Sessions sessions, SessionCookies cookies, Stores stores, Consents consents) {
        this.sessions = sessions;
        this.views = new SessionViews(sessions, stores);
        this.cookies = cookies;
        this.consents = consents;
    }

    /**
     * The endpoints, relative to the issuer.
     *
     * @param sessions the sessions
     * @param cookies how browsers keep them
     * @param stores whose they are
     * @param consents what their users let clients do
     * @return the endpoints
     */
    public static Endpoints of(Sessions sessions, SessionCookies cookies, Stores stores, Consents consents) {
        SessionEndpoints own = new SessionEndpoints(sessions, cookies, stores, consents);
        return Endpoints.builder()
                .at("GET", "/session", own.inSession(own::read))
                .at("POST", "/session/organization", own.inSession(own::enter))
                .at("GET", "/session/all", own.inSession(own::list))
                .at("DELETE", "/session/all", own.inSession(own::endAll))
                .at("DELETE", "/session/others", own.inSession(own::endOthers))
                .at("DELETE", "/session/all/{id}", own.inSession(own::endOne))
                .at("GET", "/session/consents", own.inSession(own::listConsents))
                .at("DELETE", "/session/consents/{client}", own.inSession(own::withdraw))
                .build();
    }

    /** One request in a session. */
    @FunctionalInterface
    private interface Step {
        HttpResponse answer(HttpRequest request, SessionCookie cookie, Session session);
    }

    /** A program with a token has its own ways; what it sends besides is nothing to us (RFC 6750, 2). */
    private Endpoint inSession(Step step) {
        return request -> {
            Optional<SessionCookie> cookie =
                    request.headers().contains("Authorization") ? Optional.empty() : sessions.cookieOf(request);
            Session session = cookie.flatMap(came -> sessions.find(came.value()))
                    .orElseThrow(() -> new InvalidCredentialException(
                            SessionReason.SESSION_NOT_VALID, "there is no such session, or it has ended"));
            return step.answer(request, cookie.get(), session).with("Cache-Control", "no-store");
        };
    }

    private HttpResponse read(HttpRequest request, SessionCookie cookie, Session session) {
        return HttpResponse.json(200, views.current(session, cookie.value()));
    }

    private HttpResponse enter(HttpRequest request, SessionCookie cookie, Session session) {
        Optional<OrganizationId> organization = organization(request.form().required("organization"));
        if (organization.isEmpty()) {
            return HttpResponse.problem(403, "The request is not permitted", AccessPolicyReason.NO_ACCESS.code());
        }
        try {
            StartedSession entered = sessions.enter(session, organization.get());
            return cookies.set(HttpResponse.json(200, views.current(entered.session(), entered.secret())), entered);
        } catch (PermissionDeniedException e) {
            return HttpResponse.problem(
                    403, "The request is not permitted", e.reason().code());
        }
    }

    /** What is no id is nobody's organization. */
    private static Optional<OrganizationId> organization(String text) {
        try {
            return Optional.of(OrganizationId.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private HttpResponse list(HttpRequest request, SessionCookie cookie, Session session) {
        JsonArray items = JsonArray.of(sessions.of(session.user()).stream()
                .map(one -> views.listed(one, session))
                .toList());
        return listed(items);
    }

    private static HttpResponse listed(JsonArray items) {
        return HttpResponse.json(200, JsonObject.builder().put("items", items).build());
    }

    private HttpResponse listConsents(HttpRequest request, SessionCookie cookie, Session session) {
        return listed(consents.of(session));
    }

    private HttpResponse withdraw(HttpRequest request, SessionCookie cookie, Session session) {
        boolean withdrawn = consents.withdraw(sessions, session, request.pathParameter("client"));
        return withdrawn ? HttpResponse.noContent() : notFound();
    }

    private static HttpResponse notFound() {
        return HttpResponse.problem(404, "There is no such thing", "not_found");
    }

    private HttpResponse endAll(HttpRequest request, SessionCookie cookie, Session session) {
        sessions.endAll(session.user(), Optional.empty());
        return cookies.clear(HttpResponse.noContent());
    }

    private HttpResponse endOthers(HttpRequest request, SessionCookie cookie, Session session) {
        sessions.endAll(session.user(), Optional.of(session));
        return HttpResponse.noContent();
    }

    /** Somebody else's session is as unknown as one that never was. */
    private HttpResponse endOne(HttpRequest request, SessionCookie cookie, Session session) {
        String id = request.pathParameter("id");
        Optional<Session> ended = sessions.of(session.user()).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
        if (ended.isEmpty()) {
            return notFound();
        }
        sessions.end(ended.get());
        HttpResponse response = HttpResponse.noContent();
        return id.equals(session.id()) ? cookies.clear(response) : response;
    }
}
