package io.orgauth.testkit;

import io.orgauth.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A small page in English, which needs no script: what a script does, a button does too. Not thread-safe. */
final class Page {
    private static final String POST_AT_ONCE = "document.forms[0].submit()";

    private final String title;
    private final StringBuilder body = new StringBuilder();

    private Page(String title) {
        this.title = title;
    }

    static Page titled(String title) {
        return new Page(title);
    }

    Page text(String text) {
        body.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    Page link(String path, String text) {
        body.append("<p><a href=\"%s\">%s</a></p>\n".formatted(escaped(path), escaped(text)));
        return this;
    }

    /** A form with a button for each person, {@code person-<email>}. */
    Page people(String action, Map<String, String> hidden, Iterable<Person> people) {
        openForm(action, hidden);
        for (Person person : people) {
            button("person", person.email(), "person-" + person.email(), person.name() + ", " + person.email());
        }
        return this;
    }

    Page button(String name, String value, String id, String text) {
        body.append("<p><button name=\"%s\" value=\"%s\" id=\"%s\">%s</button></p>\n"
                .formatted(escaped(name), escaped(value), escaped(id), escaped(text)));
        return this;
    }

    Page closeForm() {
        body.append("</form>\n");
        return this;
    }

    /** A form that posts itself; whoever runs no script presses its button. */
    Page posting(String action, Map<String, String> fields) {
        openForm(action, fields);
        body.append("<p><button id=\"continue\">Continue</button></p>\n</form>\n");
        body.append("<script>").append(POST_AT_ONCE).append("</script>\n");
        return this;
    }

    private void openForm(String action, Map<String, String> hidden) {
        body.append("<form method=\"post\" action=\"").append(escaped(action)).append("\">\n");
        hidden.forEach((name, value) -> body.append(
                "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(escaped(name), escaped(value))));
    }

    HttpResponse response(int status) {
        String html = """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body>
                <h1>%s</h1>
                %s</body>
                </html>
                """.formatted(escaped(title), escaped(title), body);
        return HttpResponse.of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'sha256-" + Sha256.base64(POST_AT_ONCE)
                                + "'; frame-ancestors 'none'");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
