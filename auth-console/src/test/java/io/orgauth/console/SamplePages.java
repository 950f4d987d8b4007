package io.orgauth.console;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.session.Pages;
import io.orgauth.session.Pages.Choice;
import io.orgauth.session.Pages.ConsentPage;
import io.orgauth.session.Pages.DeviceCodePage;
import io.orgauth.session.Pages.DeviceConsentPage;
import io.orgauth.session.Pages.DeviceDonePage;
import io.orgauth.session.Pages.FailurePage;
import io.orgauth.session.Pages.ForgotPasswordPage;
import io.orgauth.session.Pages.InvitationPage;
import io.orgauth.session.Pages.OrganizationPage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.ProceedPage;
import io.orgauth.session.Pages.ResetPasswordPage;
import io.orgauth.session.Pages.SignInPage;
import io.orgauth.session.Pages.SignOutPage;
import io.orgauth.session.Pages.SignedOutPage;
import io.orgauth.session.Pages.Wanted;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every page once, with the same text wherever somebody else's text is shown. */
final class SamplePages {
    private final Pages pages;
    private final List<Locale> languages;
    private final String text;
    private final PageForm form;

    SamplePages(Pages pages, List<Locale> languages, String text) {
        this.pages = pages;
        this.languages = languages;
        this.text = text;
        this.form = new PageForm("/auth/form", Map.of("csrf_token", text));
    }

    static SamplePages of(Pages pages) {
        return new SamplePages(pages, List.of(Locale.ENGLISH), "ada@acme.com");
    }

    Map<String, HttpResponse> all() {
        Map<String, HttpResponse> all = new LinkedHashMap<>();
        all.put("email", signIn(false));
        all.put("password", signIn(true));
        all.put("organization", organization());
        all.put("proceed", proceed());
        all.put("sign-out", pages.signOut(new SignOutPage(languages, form)));
        all.put("signed-out", pages.signedOut(new SignedOutPage(languages, "/auth/sign-in")));
        all.put("invitation", invitation());
        all.put("forgot-password", forgotPassword(false));
        all.put("link-sent", forgotPassword(true));
        all.put("reset-password", pages.resetPassword(new ResetPasswordPage(languages, form, Optional.of("invalid"))));
        all.put("consent", consent("https://app.example"));
        all.put("device-code", deviceCode(Optional.empty(), Optional.empty()));
        all.put("device-code-of-a-link", deviceCode(Optional.of(text), Optional.of("code_not_valid")));
        all.put("device-consent", deviceConsent(Duration.ofSeconds(59)));
        all.put("device-approved", pages.deviceDone(new DeviceDonePage(languages, true)));
        all.put("device-denied", pages.deviceDone(new DeviceDonePage(languages, false)));
        all.put("failure", failure("pending_not_valid"));
        return all;
    }

    HttpResponse signIn(boolean password) {
        Optional<String> problem = password ? Optional.of("sign_in_failed") : Optional.empty();
        List<Choice> choices = List.of(new Choice("con_1", text));
        return pages.signIn(new SignInPage(
                languages, form, Optional.of(text), password, choices, problem, "/auth/forgot-password"));
    }

    HttpResponse organization() {
        return pages.chooseOrganization(new OrganizationPage(
                languages,
                form,
                List.of(
                        new OrganizationPage.Entry(OrganizationId.of("org_acme"), text),
                        new OrganizationPage.Entry(OrganizationId.of("org_globex"), "Globex"))));
    }

    HttpResponse proceed() {
        Map<String, String> fields = Map.of("SAMLRequest", text);
        return pages.proceed(new ProceedPage(languages, URI.create("https://idp.acme.com:8443/sso?a=b&c='"), fields));
    }

    HttpResponse invitation() {
        return pages.invitation(new InvitationPage(
                languages, form, text, text, Optional.of(text), true, Optional.of("already_exists")));
    }

    HttpResponse forgotPassword(boolean sent) {
        return pages.forgotPassword(new ForgotPasswordPage(languages, form, sent));
    }

    HttpResponse consent(String client) {
        return consent(client, Set.of("openid", "profile", "email", "groups", "offline_access", "*", text));
    }

    HttpResponse consent(String client, Set<String> words) {
        return pages.consent(new ConsentPage(languages, form, wanted(words), client));
    }

    private Wanted wanted(Set<String> words) {
        return new Wanted(text, "Acme", text, List.of("dataset:read", "dataset:write"), words);
    }

    HttpResponse deviceCode(Optional<String> code, Optional<String> problem) {
        return pages.deviceCode(new DeviceCodePage(languages, form, code, problem));
    }

    HttpResponse deviceConsent(Duration age) {
        return pages.deviceConsent(new DeviceConsentPage(languages, form, wanted(Set.of()), "BCDF-GHJK", text, age));
    }

    HttpResponse failure(String code) {
        return pages.failure(new FailurePage(languages, 403, code, Optional.of(text), "/auth/sign-in"));
    }
}
