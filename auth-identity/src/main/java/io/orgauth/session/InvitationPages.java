package io.orgauth.session;

import io.orgauth.PermissionDeniedException;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.DomainSso;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.Invitation;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Organization;
import io.orgauth.identity.Session;
import io.orgauth.identity.User;
import io.orgauth.session.Pages.InvitationPage;
import io.orgauth.session.Pages.PageForm;
import java.util.Map;
import java.util.Optional;

/**
 * Where the link of an invitation leads. Whoever is signed in accepts with that user; whoever is not signs in first, or joins with a
 * password of their own. The link's secret makes the form one that nobody else can post. Immutable and thread-safe.
 */
final class InvitationPages {
    static final String ACCEPT = "/accept-invitation";
    private static final String SECRET = "token";

    private final SignInContext context;
    private final NextAnswers answers;

    InvitationPages(SignInContext context) {
        this.context = context;
        this.answers = new NextAnswers(context);
    }

    HttpResponse show(HttpRequest request) {
        return page(request, request.query().required(SECRET), Optional.empty());
    }

    private HttpResponse page(HttpRequest request, String secret, Optional<String> problem) {
        Invitation invitation = invitation(secret);
        Organization organization =
                context.stores().organizations().find(invitation.organization()).orElseThrow(InvitationPages::notValid);
        String browser = context.cookies().session(request).orElse(secret);
        PageForm form = context.forms().bound(ACCEPT, browser, Map.of(SECRET, secret));
        return context.pages()
                .invitation(new InvitationPage(
                        Browser.languages(request),
                        form,
                        organization.displayName(),
                        invitation.email().value(),
                        Browser.user(context, request).map(user -> user.email().value()),
                        mayJoin(invitation),
                        problem));
    }

    private Invitation invitation(String secret) {
        try {
            return context.identity().operator().invitations().byLink(secret);
        } catch (IdentityException e) {
            throw notValid();
        }
    }

    /** Not if the address is a user's, nor if its domain must sign in by an identity provider. */
    private boolean mayJoin(Invitation invitation) {
        boolean required = context.identity()
                .operator()
                .connections()
                .route(invitation.email())
                .filter(way -> way.sso().mode() == DomainSso.Mode.REQUIRED)
                .isPresent();
        return !required && context.stores().users().byEmail(invitation.email()).isEmpty();
    }

    HttpResponse accept(HttpRequest request) {
        String secret = request.form().required(SECRET);
        Optional<String> cookie = context.cookies().session(request);
        Form form = context.forms().own(request, ACCEPT, cookie.orElse(secret));
        Optional<Session> session = cookie.flatMap(context.sessions()::find);
        return switch (form.required("accept")) {
            case "signed-in" ->
                session.isPresent() ? accepted(session.get(), secret) : page(request, secret, Optional.empty());
            case "join" -> joined(request, form, secret);
            default -> signIn(request, secret, session);
        };
    }

    /** With who is signed in; if what they proved does not open the organization, a sign-in that does comes first. */
    private HttpResponse accepted(Session session, String secret) {
        Membership membership;
        try {
            membership = context.identity().operator().invitations().accept(session.user(), secret);
        } catch (IdentityException e) {
            throw notValid();
        }
        try {
            StartedSession entered = context.sessions().enter(session, membership.organization());
            return context.cookies().set(HttpResponse.redirect(ReturnPath.ROOT.value()), entered);
        } catch (PermissionDeniedException e) {
            String organization = membership.organization().value();
            return HttpResponse.redirect(context.forms().path(NextAnswers.SIGN_IN + "?organization=" + organization));
        }
    }

    private HttpResponse signIn(HttpRequest request, String secret, Optional<Session> session) {
        SignInRequest asked = SignInRequest.to(ReturnPath.ROOT.value())
                .accepting(secret)
                .entering(invitation(secret).organization());
        Next next = context.signIn().begin(session.map(asked::in).orElse(asked));
        return answers.answer(next, Browser.languages(request));
    }

    /** A link that was mailed signs nobody in by itself: the new person types the new password once. */
    private HttpResponse joined(HttpRequest request, Form form, String secret) {
        if (!mayJoin(invitation(secret))) {
            return page(request, secret, Optional.of(IdentityReason.ALREADY_EXISTS.code()));
        }
        try {
            User user = context.identity().passwords().join(secret, form.required("password"));
            return HttpResponse.redirect(
                    context.forms().path(NextAnswers.SIGN_IN + "?login_hint=" + ResetPages.encoded(user.email())));
        } catch (IdentityException e) {
            if (e.reason() == IdentityReason.LINK_NOT_VALID) {
                throw notValid();
            }
            return page(request, secret, Optional.of(e.reason().code()));
        }
    }

    private static SignInException notValid() {
        return new SignInException(
                SignInReason.INVITATION_NOT_VALID, Optional.empty(), "the invitation is unknown, used or too old");
    }
}
