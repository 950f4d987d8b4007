package io.orgauth.session;

import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Session;
import io.orgauth.session.Pages.FailurePage;
import io.orgauth.session.Pages.PageForm;
import io.orgauth.session.Pages.SignedOutPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the endpoints with pages of their own share with those of signing in: who is signed in in this browser, forms that only its
 * session can post, and the way to sign in and back. Immutable and thread-safe.
 */
public final class BrowserPages {
    private final Sessions sessions;
    private final Pages pages;
    private final PageForms forms;
    private final SessionCookies cookies;

    /**
     * The pages of an issuer.
     *
     * @param issuer whose they are
     * @param sessions who is signed in
     * @param pages what people see
     */
    public BrowserPages(String issuer, Sessions sessions, Pages pages) {
        this.sessions = sessions;
        this.pages = pages;
        this.forms = new PageForms(issuer);
        this.cookies = new SessionCookies(issuer);
    }

    /**
     * What people see.
     *
     * @return the pages
     */
    public Pages pages() {
        return pages;
    }

    /**
     * The session of the browser.
     *
     * @param request with its cookies
     * @return the session of now, or empty
     */
    public Optional<Session> session(HttpRequest request) {
        return cookies.session(request).flatMap(sessions::find);
    }

    /**
     * The languages that the browser prefers.
     *
     * @param request what it sent
     * @return best first; may be empty
     */
    public List<Locale> languages(HttpRequest request) {
        return Browser.languages(request);
    }

    /**
     * A form that only this session can post.
     *
     * @param below the path to post to, relative to the issuer
     * @param request with the session's cookie
     * @param hidden further fields
     * @return the form
     */
    public PageForm form(String below, HttpRequest request, Map<String, String> hidden) {
        return forms.bound(below, cookies.session(request).orElse(""), hidden);
    }

    /**
     * What such a form brought.
     *
     * @param request with the form and the session's cookie
     * @param below the path that the form was made for
     * @return the form
     * @throws SignInException with FORM_NOT_OURS if it was not made for this session
     */
    public Form posted(HttpRequest request, String below) {
        return forms.own(request, below, cookies.session(request).orElseThrow(PageForms::notOfThisBrowser));
    }

    /**
     * Sends the browser to the sign-in page, and back to a path of ours.
     *
     * @param returnTo the path, relative to the issuer
     * @param parameters further ones, such as {@code login_hint}
     * @return a redirect
     */
    public HttpResponse signIn(String returnTo, Map<String, String> parameters) {
        StringBuilder target = new StringBuilder(forms.path(NextAnswers.SIGN_IN))
                .append("?return_to=")
                .append(encoded(forms.path(returnTo)));
        parameters.forEach((name, value) ->
                target.append('&').append(encoded(name)).append('=').append(encoded(value)));
        return HttpResponse.redirect(target.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The page for a failure.
     *
     * @param request what failed
     * @param status 400 to 599
     * @param code the stable code of why
     * @return the page
     */
    public HttpResponse failure(HttpRequest request, int status, String code) {
        String back = forms.path(NextAnswers.SIGN_IN);
        return pages.failure(new FailurePage(languages(request), status, code, Optional.empty(), back));
    }

    /**
     * Sends the browser to the page that asks whether to sign out.
     *
     * @return a redirect
     */
    public HttpResponse signOut() {
        return HttpResponse.redirect(forms.path(SignOutPages.SIGN_OUT));
    }

    /**
     * The page after signing out.
     *
     * @param request what ended it
     * @return the page, without taking the session from the browser
     */
    public HttpResponse signedOutPage(HttpRequest request) {
        return pages.signedOut(new SignedOutPage(languages(request), forms.path(NextAnswers.SIGN_IN)));
    }

    /**
     * Takes the session from the browser.
     *
     * @param response the response
     * @return the response without the cookie
     */
    public HttpResponse signedOut(HttpResponse response) {
        return cookies.clear(response);
    }
}
