package io.orgauth.examples.server;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How the data plane's servlets answer. */
final class JsonAnswer {
    private JsonAnswer() {}

    static void send(HttpServletResponse response, int status, JsonObject body) throws IOException {
        send(response, status, "application/json", body);
    }

    /** A problem (RFC 9457), in the shape that the filter answers with. */
    static void problem(HttpServletResponse response, int status, String title, String code) throws IOException {
        JsonObject body = JsonObject.builder()
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .build();
        send(response, status, "application/problem+json", body);
    }

    private static void send(HttpServletResponse response, int status, String type, JsonObject body)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(Json.write(body));
    }
}
