package io.orgauth.session;

import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Session;
import io.orgauth.session.Pages.SignOutPage;
import io.orgauth.session.Pages.SignedOutPage;
import java.util.Map;
import java.util.Optional;

/** Signing out, which takes a form of ours: no other site's link or image does it. Immutable and thread-safe. */
final class SignOutPages {
    static final String SIGN_OUT = "/sign-out";

    private final SignInContext context;

    SignOutPages(SignInContext context) {
        this.context = context;
    }

    HttpResponse ask(HttpRequest request) {
        Optional<String> secret = context.cookies().session(request);
        return secret.flatMap(context.sessions()::find).isEmpty()
                ? signedOut(request)
                : context.pages()
                        .signOut(new SignOutPage(
                                Browser.languages(request), context.forms().bound(SIGN_OUT, secret.get(), Map.of())));
    }

    /**
     * Whoever another site sends here with a form comes without the session's cookie, which is Lax; the answer that clears it would be
     * obeyed all the same, so the form's origin is judged first.
     */
    HttpResponse end(HttpRequest request) {
        context.forms().own(request);
        Optional<String> secret = context.cookies().session(request);
        Optional<Session> session = secret.flatMap(context.sessions()::find);
        if (session.isPresent()) {
            Form form = context.forms().own(request, SIGN_OUT, secret.get());
            if (form.single("everywhere").filter("true"::equals).isPresent()) {
                context.sessions().endAll(session.get().user(), Optional.empty());
            }
            context.sessions().end(session.get());
        }
        return signedOut(request);
    }

    private HttpResponse signedOut(HttpRequest request) {
        String signIn = context.forms().path(NextAnswers.SIGN_IN);
        return context.cookies()
                .clear(context.pages().signedOut(new SignedOutPage(Browser.languages(request), signIn)));
    }
}
