package io.orgauth.examples.server;

import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.controlplane.ControlPlane;
import io.orgauth.identity.Organization;
import io.orgauth.identity.User;
import io.orgauth.identity.UserId;
import io.orgauth.servlet.AuthFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The product's own page, behind the filter: who is signed in, and a button by which the browser calls the data plane directly. It is
 * the one page here with a script; the pages of signing in have none.
 */
final class HomeServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String SCRIPT = "/app.js";

    private final transient ControlPlane controlPlane;
    private final String issuerPath;
    private final String dataPlane;

    HomeServlet(ControlPlane controlPlane, String issuerPath, String dataPlane) {
        this.controlPlane = controlPlane;
        this.issuerPath = issuerPath;
        this.dataPlane = dataPlane;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() == null) {
            send(response, "text/html", page(AuthFilter.principal(request)));
        } else if (request.getPathInfo().equals(SCRIPT)) {
            send(response, "text/javascript", script());
        } else {
            JsonAnswer.problem(response, 404, "There is nothing here", "not_found");
        }
    }

    private void send(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type + ";charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; connect-src 'self' " + dataPlane
                        + "; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String page(Principal caller) {
        String email = controlPlane
                .users()
                .find(new UserId(caller.subject().id()))
                .map(User::email)
                .map(Object::toString)
                .orElse(caller.subject().id());
        String organization = controlPlane
                .organizations()
                .find(caller.organization())
                .map(Organization::displayName)
                .orElse(caller.organization().value());
        String roles = caller.roles().stream().map(Role::key).sorted().collect(Collectors.joining(", "));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>OrgAuth example</title></head>
                <body data-issuer="%1$s" data-data-plane="%2$s">
                <h1>Signed in</h1>
                <dl>
                  <dt>Who</dt><dd id="who">%3$s</dd>
                  <dt>Organization</dt><dd id="organization">%4$s</dd>
                  <dt>Roles</dt><dd id="roles">%5$s</dd>
                </dl>
                <p><button id="call" type="button">Call the data plane</button></p>
                <pre id="answer" aria-live="polite"></pre>
                <p><a id="sign-out" href="%1$s/sign-out">Sign out</a></p>
                <script src="/home/app.js"></script>
                </body>
                </html>
                """.formatted(
                        escaped(issuerPath), escaped(dataPlane), escaped(email), escaped(organization), escaped(roles));
    }

    /** A token for the data plane, kept in memory only; the session's cookie never goes there. */
    private static String script() {
        return """
                const { issuer, dataPlane } = document.body.dataset;
                const answer = document.getElementById('answer');
                document.getElementById('call').addEventListener('click', async () => {
                  answer.textContent = '...';
                  const session = await (await fetch(`${issuer}/session`)).json();
                  const token = await fetch(`${issuer}/session/token`, {
                    method: 'POST',
                    headers: { 'X-CSRF-Token': session.csrf_token },
                    body: new URLSearchParams({ resource: dataPlane }),
                  });
                  const { access_token: accessToken, error } = await token.json();
                  if (!accessToken) {
                    answer.textContent = `no token: ${error}`;
                    return;
                  }
                  const call = await fetch(`${dataPlane}/whoami`, { headers: { Authorization: `Bearer ${accessToken}` } });
                  answer.textContent = `${call.status} ${await call.text()}`;
                });
                """;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
