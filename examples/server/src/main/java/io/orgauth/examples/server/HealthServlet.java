package io.orgauth.examples.server;

import io.orgauth.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /health}, for everybody: that the data plane runs, and how what it judges by is doing. */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Callers callers;

    HealthServlet(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonObject.Builder body = JsonObject.builder().put("status", "ok");
        callers.describe(body);
        JsonAnswer.send(response, 200, body.build());
    }
}
