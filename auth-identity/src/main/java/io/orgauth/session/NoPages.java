package io.orgauth.session;

import io.orgauth.http.HttpResponse;

/**
 * No pages: for a control plane that signs nobody in, and for a product whose own login page calls {@link SignIn}. Redirects to
 * identity providers and back work; what would be shown is a problem in JSON.
 */
final class NoPages implements Pages {
    private static final HttpResponse NONE = HttpResponse.problem(404, "There is no such page here", "no_page");

    @Override
    public HttpResponse signIn(SignInPage page) {
        return NONE;
    }

    @Override
    public HttpResponse chooseOrganization(OrganizationPage page) {
        return NONE;
    }

    @Override
    public HttpResponse proceed(ProceedPage page) {
        return NONE;
    }

    @Override
    public HttpResponse signOut(SignOutPage page) {
        return NONE;
    }

    @Override
    public HttpResponse signedOut(SignedOutPage page) {
        return HttpResponse.noContent();
    }

    @Override
    public HttpResponse invitation(InvitationPage page) {
        return NONE;
    }

    @Override
    public HttpResponse forgotPassword(ForgotPasswordPage page) {
        return NONE;
    }

    @Override
    public HttpResponse resetPassword(ResetPasswordPage page) {
        return NONE;
    }

    @Override
    public HttpResponse consent(ConsentPage page) {
        return NONE;
    }

    @Override
    public HttpResponse deviceCode(DeviceCodePage page) {
        return NONE;
    }

    @Override
    public HttpResponse deviceConsent(DeviceConsentPage page) {
        return NONE;
    }

    @Override
    public HttpResponse deviceDone(DeviceDonePage page) {
        return NONE;
    }

    @Override
    public HttpResponse failure(FailurePage page) {
        return HttpResponse.problem(page.status(), "Nobody was signed in", page.code());
    }
}
