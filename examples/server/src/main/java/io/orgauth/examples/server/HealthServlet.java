package io.orgauth.examples.server;

import io.orgauth.json.JsonObject;
import io.orgauth.token.KeyHealth;
import io.orgauth.token.TokenVerifier;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** {@code GET /health}, for everybody: that the data plane runs, and how the issuer's keys are doing. */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient TokenVerifier verifier;

    HealthServlet(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonObject.Builder body = JsonObject.builder().put("status", "ok");
        for (KeyHealth keys : verifier.keyHealth().values()) {
            body.put("keys", keys.state().name().toLowerCase(Locale.ROOT));
        }
        JsonAnswer.send(response, 200, body.build());
    }
}
