package io.orgauth.oauth;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.Session;
import io.orgauth.json.JsonObject;
import io.orgauth.session.BrowserPages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * OpenID Connect RP-Initiated Logout 1.0. A client that shows an ID token of the session ends it, and gets the browser back at a registered
 * place; for anybody else the person is asked first, on the sign-out page, so that no other site's link signs anybody out.
 */
final class LogoutEndpoint implements Endpoint {
    private final OAuthContext context;
    private final BrowserPages browser;
    private final OwnTokens tokens;

    LogoutEndpoint(OAuthContext context, BrowserPages browser) {
        this.context = context;
        this.browser = browser;
        this.tokens = new OwnTokens(context);
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        try {
            Form form = request.method().equals("POST") ? request.form() : request.query();
            Optional<String> hint = form.single("id_token_hint").filter(text -> !text.isEmpty());
            return hint.isPresent() ? byHint(request, form, hint.get()) : withoutHint(request, form);
        } catch (BadRequestException e) {
            return browser.failure(request, 400, OAuthError.INVALID_REQUEST.code());
        }
    }

    /** Without a hint nobody knows whose place it is, so nobody is sent there; the person may sign out all the same. */
    private HttpResponse withoutHint(HttpRequest request, Form form) {
        return form.single("post_logout_redirect_uri").isPresent()
                ? browser.failure(request, 400, OAuthError.INVALID_REQUEST.code())
                : browser.signOut();
    }

    private HttpResponse byHint(HttpRequest request, Form form, String hint) {
        Optional<JsonObject> claims = tokens.idToken(hint);
        Optional<ClientApplication> client =
                claims.flatMap(token -> token.string("aud")).flatMap(context::client);
        boolean same = form.single("client_id")
                .map(id -> client.map(ClientApplication::id).equals(Optional.of(id)))
                .orElse(true);
        if (client.isEmpty() || !same) {
            return browser.failure(request, 400, OAuthError.INVALID_REQUEST.code());
        }
        Optional<String> place = form.single("post_logout_redirect_uri").filter(text -> !text.isEmpty());
        if (place.filter(uri -> !client.get().metadata().uris().postLogout().contains(uri))
                .isPresent()) {
            return browser.failure(request, 400, OAuthError.INVALID_REQUEST.code());
        }
        Optional<Session> session = browser.session(request);
        if (session.filter(present -> !isOf(claims.get(), present)).isPresent()) {
            return browser.signOut(); // somebody else's hint
        }
        session.ifPresent(context.sessions()::end);
        return browser.signedOut(place.map(uri -> HttpResponse.redirect(with(uri, form.single("state"))))
                .orElseGet(() -> browser.signedOutPage(request)));
    }

    private static boolean isOf(JsonObject claims, Session session) {
        return claims.string("sub").equals(Optional.of(session.user().value()));
    }

    private static String with(String uri, Optional<String> state) {
        return state.map(value -> uri
                        + (uri.indexOf('?') < 0 ? "?" : "&")
                        + "state="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .orElse(uri);
    }
}
