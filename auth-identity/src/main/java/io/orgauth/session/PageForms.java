package io.orgauth.session;

import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.session.Pages.PageForm;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The forms of our pages, and the proof that what is posted is one of them, rendered for this browser: a token that only the cookie's
 * secret gives, and an Origin that is ours where the browser names one. Thread-safe.
 */
final class PageForms {
    private static final String TOKEN = "csrf_token";

    private final String origin;
    private final String mount;

    PageForms(String issuer) {
        URI url = URI.create(issuer);
        this.origin = url.getScheme() + "://" + url.getRawAuthority();
        this.mount = url.getRawPath() == null || url.getRawPath().equals("/") ? "" : url.getRawPath();
    }

    /** Ours, as browsers send it. */
    String origin() {
        return origin;
    }

    /** A path of ours as the browser sees it, below the issuer's. */
    String path(String below) {
        return mount + below;
    }

    /** A form that is posted to a path of ours and bound to the cookie with this secret. */
    PageForm bound(String below, String secret, Map<String, String> hidden) {
        Map<String, String> all = new LinkedHashMap<>(hidden);
        all.put(TOKEN, token(below, secret));
        return new PageForm(path(below), all);
    }

    /**
     * A form whose hidden field is proof enough, or that does nothing for the browser that posts it.
     *
     * @throws SignInException with FORM_NOT_OURS unless it came from a page of ours, as far as the browser says
     */
    Form own(HttpRequest request) {
        requireOwnOrigin(request);
        return request.form();
    }

    /**
     * A form that was rendered for the browser with this cookie.
     *
     * @throws SignInException with FORM_NOT_OURS if it was not
     */
    Form own(HttpRequest request, String below, String secret) {
        Form form = own(request);
        byte[] given = form.single(TOKEN).orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, token(below, secret).getBytes(StandardCharsets.UTF_8))) {
            throw notOfThisBrowser();
        }
        return form;
    }

    /** Browsers name the origin of every form they post; a program that names none has no cookies that it was not given. */
    private void requireOwnOrigin(HttpRequest request) {
        List<String> origins = request.headers().all("Origin");
        if (!origins.stream().allMatch(origin::equals) || origins.size() > 1) {
            throw refused("the form was posted by a page of another site");
        }
    }

    static SignInException notOfThisBrowser() {
        return refused("the form was not rendered for this browser");
    }

    private static SignInException refused(String message) {
        return new SignInException(SignInReason.FORM_NOT_OURS, Optional.empty(), message);
    }

    /** A token for one form cannot be posted to another. */
    static String token(String below, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] tag = mac.doFinal(("form " + below).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
