package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The product's own page behind the sign-in, with the script that asks the data plane by a token of the session. */
final class HomeServlet extends HttpServlet {
    /** The page is the root, which the filter lets in who is signed in only; the rest is no secret. */
    static final List<String> PATHS = List.of("", "/home.js", "/home.css", "/home.json");

    private static final long serialVersionUID = 1L;
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "css", "text/css", "json", "application/json");

    private final String policy;
    private final transient Map<String, byte[]> files;

    HomeServlet(String issuer, String dataPlane) {
        JsonObject settings = JsonObject.builder()
                .put("auth", URI.create(issuer).getPath())
                .put("dataPlane", dataPlane)
                .build();
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' " + dataPlane
                + "; frame-ancestors 'none'; base-uri 'none'";
        this.files = Map.of(
                "/home.html", read("home.html"),
                "/home.js", read("home.js"),
                "/home.css", read("home.css"),
                "/home.json", Json.write(settings));
    }

    private static byte[] read(String name) {
        try (InputStream file = HomeServlet.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getServletPath().isEmpty() ? "/home.html" : request.getServletPath();
        response.setContentType(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(files.get(name));
    }
}
