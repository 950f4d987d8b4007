package io.orgauth.session;

import io.orgauth.SealingKey;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityService;
import io.orgauth.identity.Stores;

/** Where browsers sign in and out, and where identity providers send them back to. */
public final class SignInEndpoints {
    private SignInEndpoints() {}

    /**
     * All of them, relative to the issuer.
     *
     * @param issuer whose they are
     * @param identity who there is
     * @param stores what is kept
     * @param signIn the sign-ins
     * @param sessions what they end in
     * @param pages what people see
     * @param sealing seals which devices are known
     * @return the endpoints
     */
    public static Endpoints of(
            String issuer,
            IdentityService identity,
            Stores stores,
            SignIn signIn,
            Sessions sessions,
            Pages pages,
            SealingKey sealing) {
        return of(new SignInContext(
                identity,
                stores,
                signIn,
                sessions,
                pages,
                new PageForms(issuer),
                new SessionCookies(issuer),
                new KnownDevices(sealing, identity.ids())));
    }

    private static Endpoints of(SignInContext context) {
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
        routes.endpoints.at(
                "GET", "/sso/{connection}/metadata", request -> metadata(context, request.pathParameter("connection")));
        return routes.endpoints.build();
    }

    /** Public, as identity providers fetch it; a connection that is unknown and one that has none look alike. */
    private static HttpResponse metadata(SignInContext context, String connection) {
        try {
            return context.identity()
                    .operator()
                    .connections()
                    .open(connection)
                    .metadata()
                    .orElseGet(SignInEndpoints::noMetadata);
        } catch (IdentityException e) {
            return noMetadata();
        }
    }

    private static HttpResponse noMetadata() {
        return HttpResponse.problem(404, "There is no such document", "not_found");
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
