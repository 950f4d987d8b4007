package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The way back to a client: its own redirect URI with whatever query it has, what it wants to see again, and who answers, so that it
 * does not take our answer for another server's (RFC 9207).
 *
 * @param uri a registered one
 * @param state as the client said it
 * @param issuer who answers
 */
record RedirectTo(String uri, Optional<String> state, String issuer) {
    HttpResponse code(String code) {
        return redirect("code=" + encoded(code));
    }

    HttpResponse error(OAuthError error) {
        return redirect("error=" + error.code() + "&error_description=" + encoded(error.description()));
    }

    private HttpResponse redirect(String answer) {
        StringBuilder target = new StringBuilder(uri)
                .append(uri.indexOf('?') < 0 ? '?' : '&')
                .append(answer)
                .append("&iss=")
                .append(encoded(issuer));
        state.ifPresent(value -> target.append("&state=").append(encoded(value)));
        return HttpResponse.redirect(target.toString()).with("Referrer-Policy", "no-referrer");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Without the query, which may be a secret of the client's. */
    @Override
    public String toString() {
        return "RedirectTo[" + uri.split("\\?", 2)[0] + "]";
    }
}
