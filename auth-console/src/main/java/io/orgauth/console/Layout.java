package io.orgauth.console;

import io.orgauth.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What all pages have in common: the frame, the style, the headers. Immutable and thread-safe. */
final class Layout {
    private final String name;
    private final Optional<URI> logo;
    private final Stylesheet style;

    Layout(String name, Optional<URI> logo, Color color) {
        this.name = name;
        this.logo = logo;
        this.style = Stylesheet.in(color);
    }

    /** A page with its heading and whatever stands below it. */
    HttpResponse page(int status, Language language, Policy policy, String title, Html main) {
        Html page = Html.of("""
                <!DOCTYPE html>
                <html lang="{}">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>{} – {}</title>
                {}
                </head>
                <body>
                <main>
                {}
                <h1>{}</h1>
                {}
                </main>
                </body>
                </html>
                """, language.code(), title, name, Html.style(style), brand(), title, main);
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        return HttpResponse.of(status, "text/html; charset=utf-8", body)
                .with("Content-Language", language.code())
                .with("Content-Security-Policy", contentSecurityPolicy(policy))
                .with("X-Frame-Options", "DENY")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", policy.referrer())
                .with("Cache-Control", "no-store");
    }

    /** The picture says the name to those who don't see it. */
    private Html brand() {
        return logo.map(url -> Html.of("<p class=\"brand\"><img src=\"{}\" alt=\"{}\"></p>", url.toASCIIString(), name))
                .orElseGet(() -> Html.of("<p class=\"brand\">{}</p>", name));
    }

    private String contentSecurityPolicy(Policy policy) {
        String images = logo.map(url -> url.getHost() == null ? "'self'" : Location.origin(url))
                .orElse("'none'");
        return "default-src 'none'; style-src " + style.source() + "; img-src " + images + "; form-action "
                + policy.formAction() + "; frame-ancestors 'none'; base-uri 'none'";
    }
}
