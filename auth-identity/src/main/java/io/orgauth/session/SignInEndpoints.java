package io.orgauth.session;

import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;

/** Where browsers sign in and out, and where identity providers send them back to. */
final class SignInEndpoints {
    private SignInEndpoints() {}

    /** All of them, relative to the issuer. */
    static Endpoints of(SignInContext context) {
        SignInPages signIn = new SignInPages(context);
        SignOutPages signOut = new SignOutPages(context);
        InvitationPages invitations = new InvitationPages(context);
        ResetPages resets = new ResetPages(context);
        Routes routes = new Routes(signIn);
        routes.page(NextAnswers.SIGN_IN, signIn::begin, signIn::step);
        routes.page("/sso/{connection}/callback", signIn::callback, signIn::callback);
        routes.page(SignOutPages.SIGN_OUT, signOut::ask, signOut::end);
        routes.page(InvitationPages.ACCEPT, invitations::show, invitations::accept);
        routes.page(NextAnswers.FORGOT_PASSWORD, resets::forgot, resets::send);
        routes.page(ResetPages.RESET, resets::show, resets::reset);
        return routes.endpoints.build();
    }

    /** Pages, each with what it answers to a form. */
    private static final class Routes {
        private final Endpoints.Builder endpoints = Endpoints.builder();
        private final SignInPages signIn;

        Routes(SignInPages signIn) {
            this.signIn = signIn;
        }

        void page(String path, Endpoint shown, Endpoint posted) {
            endpoints.at("GET", path, signIn.guarded(shown)).at("POST", path, signIn.guarded(posted));
        }
    }
}
