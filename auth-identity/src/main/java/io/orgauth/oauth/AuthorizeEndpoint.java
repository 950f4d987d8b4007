package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.PendingAuthorization;
import io.orgauth.identity.Session;
import io.orgauth.json.Json;
import io.orgauth.oauth.Approvals.Approval;
import io.orgauth.oauth.AuthorizationReader.Addressed;
import io.orgauth.oauth.AuthorizationRequest.Prompt;
import io.orgauth.session.BrowserPages;
import io.orgauth.session.Pages.ConsentPage;
import io.orgauth.session.SignInException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorization endpoint (RFC 6749, 3.1; OpenID Connect Core, 3.1.2): whoever is signed in, as recently as is asked, and has consented,
 * is sent back with a code. Who must sign in or decide first finds the request again by its id, under which it waits for ten minutes.
 */
final class AuthorizeEndpoint {
    static final String AUTHORIZE = "/oauth/authorize";
    static final String CONTINUE = "/oauth/authorize/continue";
    static final String DECISION = "/oauth/authorize/decision";

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeEndpoint.class);
    private static final String REQUEST = "request_id";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final OAuthContext context;
    private final BrowserPages browser;
    private final AuthorizationReader reader;
    private final Approvals approvals;

    AuthorizeEndpoint(OAuthContext context, BrowserPages browser) {
        this.context = context;
        this.browser = browser;
        this.reader = new AuthorizationReader(context);
        this.approvals = new Approvals(context);
    }

    /** One that waits, and where its answer goes. */
    private record Waiting(PendingAuthorization stored, AuthorizationRequest request, ClientApplication client) {}

    /** An endpoint whose refusals that no client may be told are the page for failures. */
    Endpoint guarded(Endpoint endpoint) {
        return request -> {
            try {
                return endpoint.answer(request);
            } catch (BadRequestException e) {
                return browser.failure(request, 400, OAuthError.INVALID_REQUEST.code());
            } catch (OAuthException e) {
                LOG.debug("refused an authorization request: {}", e.error().code());
                return browser.failure(request, 400, e.error().code());
            } catch (SignInException e) {
                return browser.failure(request, 400, e.reason().code());
            }
        };
    }

    /** A new request. */
    HttpResponse begin(HttpRequest request) {
        Addressed addressed = reader.addressed(request);
        try {
            AuthorizationRequest asked = reader.read(addressed);
            Instant now = context.clock().instant();
            PendingAuthorization begun = new PendingAuthorization(
                    context.identity().ids().id("azr_"),
                    new String(Json.write(asked.toJson()), StandardCharsets.UTF_8),
                    now,
                    now.plus(PATIENCE));
            return next(request, new Waiting(begun, asked, addressed.client()), Stage.NEW);
        } catch (OAuthException e) {
            return addressed.redirect().error(e.error());
        }
    }

    /** The same request, after a sign-in. */
    HttpResponse resume(HttpRequest request) {
        Waiting waiting = waiting(request.query());
        try {
            return next(request, waiting, Stage.STORED);
        } catch (OAuthException e) {
            return redirect(waiting).error(e.error());
        }
    }

    /** Whether it is kept already. */
    private enum Stage {
        NEW,
        STORED
    }

    private Waiting waiting(Form form) {
        PendingAuthorization stored = context.stores()
                .pendingAuthorizations()
                .find(form.single(REQUEST).orElse(""))
                .filter(pending -> context.clock().instant().isBefore(pending.expires()))
                .orElseThrow(OAuthError.INVALID_REQUEST::refusal);
        AuthorizationRequest request = AuthorizationRequest.of(
                Json.parseObject(stored.request().getBytes(StandardCharsets.UTF_8)), context.model());
        ClientApplication client = context.client(request.client())
                .filter(now -> now.metadata().uris().allowsRedirect(request.redirectUri()))
                .orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        return new Waiting(stored, request, client);
    }

    private RedirectTo redirect(Waiting waiting) {
        return new RedirectTo(waiting.request().redirectUri(), waiting.request().state(), context.issuer());
    }

    private HttpResponse next(HttpRequest request, Waiting waiting, Stage stage) {
        Optional<Session> session = browser.session(request).filter(present -> suffices(present, waiting));
        boolean silent = waiting.request().asks().has(Prompt.NONE);
        if (session.isEmpty()) {
            return silent ? redirect(waiting).error(OAuthError.LOGIN_REQUIRED) : signIn(request, waiting, stage);
        }
        Approval approval = approvals.wanted(waiting.request(), waiting.client(), session.get());
        if (approvals.isGiven(approval)) {
            return approved(waiting, approval);
        }
        if (silent) {
            return redirect(waiting).error(OAuthError.CONSENT_REQUIRED);
        }
        keep(waiting, stage);
        String id = waiting.stored().id();
        return browser.pages()
                .consent(new ConsentPage(
                        browser.languages(request),
                        browser.form(DECISION, request, Map.of(REQUEST, id)),
                        approvals.shown(approval),
                        Places.formAction(waiting.request().redirectUri())));
    }

    /** Signed in as whom, where, and when the request wants it. */
    private boolean suffices(Session session, Waiting waiting) {
        AuthorizationRequest.Asks asks = waiting.request().asks();
        Optional<OrganizationId> active = session.organization();
        boolean fits = active.isPresent()
                && asks.organization().map(active.get()::equals).orElse(true)
                && asks.subject().map(session.user().value()::equals).orElse(true);
        return fits && isFresh(session, waiting) && isAdmitted(session, active.get());
    }

    /** A sign-in since the request came is fresh however long ago it may be; else it is asked for again and again. */
    private boolean isFresh(Session session, Waiting waiting) {
        AuthorizationRequest.Asks asks = waiting.request().asks();
        Instant proven = session.enteredBy().time();
        if (!proven.isBefore(waiting.stored().created())) {
            return true;
        }
        boolean again = asks.has(Prompt.LOGIN) || asks.has(Prompt.SELECT_ACCOUNT);
        Instant authenticated = session.enteredBy().authentication().time().orElse(proven);
        return !again
                && asks.maxAge()
                        .map(age -> !context.clock().instant().isAfter(authenticated.plus(age)))
                        .orElse(true);
    }

    private boolean isAdmitted(Session session, OrganizationId organization) {
        try {
            context.stores()
                    .users()
                    .find(session.user())
                    .ifPresent(user ->
                            context.policy().require(context.stores(), user, organization, session.enteredBy()));
            return true;
        } catch (PermissionDeniedException e) {
            return false;
        }
    }

    /** Somebody who has just signed in as somebody else than the client expects is not asked a second time. */
    private HttpResponse signIn(HttpRequest request, Waiting waiting, Stage stage) {
        AuthorizationRequest.Asks asks = waiting.request().asks();
        Optional<Session> session = browser.session(request);
        boolean other = session.filter(present -> asks.subject().isPresent()
                        && !present.enteredBy().time().isBefore(waiting.stored().created()))
                .isPresent();
        if (other) {
            throw OAuthError.LOGIN_REQUIRED.refusal();
        }
        keep(waiting, stage);
        Map<String, String> parameters = new LinkedHashMap<>();
        asks.organization().ifPresent(id -> parameters.put("organization", id.value()));
        asks.loginHint().ifPresent(hint -> parameters.put("login_hint", hint));
        if (session.isPresent()) {
            parameters.put("prompt", "login");
        }
        return browser.signIn(CONTINUE + "?" + REQUEST + "=" + waiting.stored().id(), parameters);
    }

    private void keep(Waiting waiting, Stage stage) {
        if (stage == Stage.NEW && !context.stores().pendingAuthorizations().insert(waiting.stored())) {
            throw new IllegalStateException("the random id of an authorization request is taken");
        }
    }

    /** What the person decided, on a page that was made for their session. */
    HttpResponse decide(HttpRequest request) {
        Form form = browser.posted(request, DECISION);
        Waiting waiting = waiting(form);
        String decision = form.required("decision");
        Session session = browser.session(request)
                .filter(present -> suffices(present, waiting))
                .orElseThrow(OAuthError.LOGIN_REQUIRED::refusal);
        if (!context.stores().pendingAuthorizations().consume(waiting.stored().id())) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
        try {
            if (!decision.equals("approve")) {
                return redirect(waiting).error(OAuthError.ACCESS_DENIED);
            }
            Approval approval = approvals.wanted(waiting.request(), waiting.client(), session);
            approvals.remember(approval);
            return approved(waiting, approval);
        } catch (OAuthException e) {
            return redirect(waiting).error(e.error());
        }
    }

    private HttpResponse approved(Waiting waiting, Approval approval) {
        context.stores().pendingAuthorizations().consume(waiting.stored().id());
        return redirect(waiting).code(approvals.code(approval, waiting.request()));
    }
}
