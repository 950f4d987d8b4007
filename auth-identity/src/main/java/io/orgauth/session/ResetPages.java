package io.orgauth.session;

import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.EmailAddress;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.session.Pages.ForgotPasswordPage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.ResetPasswordPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Asking for a link for a new password, and using it. What is answered never tells whose address it is. Thread-safe. */
final class ResetPages {
    static final String RESET = "/reset-password";
    private static final String SECRET = "token";

    private final SignInContext context;

    ResetPages(SignInContext context) {
        this.context = context;
    }

    HttpResponse forgot(HttpRequest request) {
        return forgotten(request, false);
    }

    HttpResponse send(HttpRequest request) {
        Form form = context.forms().own(request);
        context.identity().passwords().requestReset(form.required("email"));
        return forgotten(request, true);
    }

    private HttpResponse forgotten(HttpRequest request, boolean sent) {
        PageForm form = new PageForm(context.forms().path(NextAnswers.FORGOT_PASSWORD), Map.of());
        return context.pages().forgotPassword(new ForgotPasswordPage(Browser.languages(request), form, sent));
    }

    HttpResponse show(HttpRequest request) {
        return page(request, request.query().required(SECRET), Optional.empty());
    }

    private HttpResponse page(HttpRequest request, String secret, Optional<String> problem) {
        PageForm form = new PageForm(context.forms().path(RESET), Map.of(SECRET, secret));
        return context.pages().resetPassword(new ResetPasswordPage(Browser.languages(request), form, problem));
    }

    /** The link's secret is the proof. It signs nobody in: the new password is typed once more for that. */
    HttpResponse reset(HttpRequest request) {
        Form form = context.forms().own(request);
        String secret = form.required(SECRET);
        try {
            context.identity().passwords().reset(secret, form.required("password"));
            return HttpResponse.redirect(context.forms().path(NextAnswers.SIGN_IN));
        } catch (IdentityException e) {
            if (e.reason() == IdentityReason.LINK_NOT_VALID) {
                throw new SignInException(SignInReason.LINK_NOT_VALID, Optional.empty(), "the link is not valid");
            }
            return page(request, secret, Optional.of(e.reason().code()));
        }
    }

    static String encoded(EmailAddress email) {
        return URLEncoder.encode(email.value(), StandardCharsets.UTF_8);
    }
}
