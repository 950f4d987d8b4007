package io.orgauth.session.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The other side of {@link StubSsoProtocol} for browsers: one page with a button {@code person-<email>} for each person, which sends
 * the browser back across sites, by a query or by a form, as the connection asked. Thread-safe.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 8082), 0);
 * StubIdentityProvider.of(new Person("ada", "ada@acme.com", "Ada", List.of("staff"))).on(server);
 * server.start();   // the connection's "authorize" is http://127.0.0.1:8082/authorize
 * }</pre>
 */
public final class StubIdentityProvider {
    public static final String PATH = "/authorize";

    private final List<Person> people;

    private StubIdentityProvider(List<Person> people) {
        this.people = people;
    }

    /** Somebody whom the provider knows. */
    public record Person(String subject, String email, String name, List<String> groups, Optional<String> realm) {
        public Person(String subject, String email, String name, List<String> groups) {
            this(subject, email, name, groups, Optional.empty());
        }

        private StubAnswer answer() {
            StubAnswer answer = StubAnswer.of(subject).email(email).name(name).groups(groups.toArray(String[]::new));
            return realm.map(answer::realm).orElse(answer);
        }
    }

    public static StubIdentityProvider of(Person... people) {
        return new StubIdentityProvider(List.of(people));
    }

    /** Answers at {@link #PATH} of this server, http or https. */
    public void on(HttpServer server) {
        server.createContext(PATH, this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String parameters = exchange.getRequestMethod().equals("POST")
                ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)
                : Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        byte[] page = page(parameters).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(page);
        }
    }

    /**
     * The page for a request.
     *
     * @param parameters encoded, as in a query
     * @return HTML
     */
    public String page(String parameters) {
        if (!parameters.contains("callback=")) {
            return "<!DOCTYPE html><html lang=\"en\"><title>Stub</title><p>Begin at the application.</p></html>";
        }
        Map<String, String> request = StubAnswer.query(parameters);
        StringBuilder forms = new StringBuilder();
        people.forEach(person -> forms.append(form(person, request)));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Stub identity provider</title></head>
                <body><h1>Who are you?</h1>
                %s</body>
                </html>
                """.formatted(forms);
    }

    private static String form(Person person, Map<String, String> request) {
        StringBuilder fields = new StringBuilder();
        person.answer()
                .parameters(request)
                .forEach((name, value) -> fields.append(
                        "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(escaped(name), escaped(value))));
        return """
                <form method="%s" action="%s">%s<button id="person-%s">%s</button></form>
                """.formatted(
                        "query".equals(request.get("response")) ? "get" : "post",
                        escaped(request.getOrDefault("callback", "")),
                        fields,
                        escaped(person.email()),
                        escaped(person.name()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
