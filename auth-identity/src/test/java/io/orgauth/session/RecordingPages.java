package io.orgauth.session;

import io.orgauth.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Pages that remember what they were to show. */
public final class RecordingPages implements Pages {
    private final List<Object> shown = new ArrayList<>();

    /** The last page, which is of this kind. */
    public <P> P last(Class<P> kind) {
        return kind.cast(shown.get(shown.size() - 1));
    }

    private HttpResponse show(int status, Object page) {
        shown.add(page);
        return HttpResponse.of(status, "text/html; charset=utf-8", "page".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public HttpResponse signIn(SignInPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse chooseOrganization(OrganizationPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse proceed(ProceedPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse signOut(SignOutPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse signedOut(SignedOutPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse consent(ConsentPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse deviceCode(DeviceCodePage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse deviceConsent(DeviceConsentPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse deviceDone(DeviceDonePage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse invitation(InvitationPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse forgotPassword(ForgotPasswordPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse resetPassword(ResetPasswordPage page) {
        return show(200, page);
    }

    @Override
    public HttpResponse failure(FailurePage page) {
        return show(page.status(), page);
    }
}
