package io.orgauth.examples.server;

import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.json.JsonObject;
import io.orgauth.servlet.AuthFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /whoami}: the proven caller, whatever it presented. */
final class WhoAmIServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Principal caller = AuthFilter.principal(request);
        JsonObject body = JsonObject.builder()
                .put("organization", caller.organization().value())
                .put("subject", caller.subject().id())
                .put("roles", caller.roles().stream().map(Role::key).sorted().toList())
                .put(
                        "permissions",
                        caller.permissions().stream()
                                .map(Permission::value)
                                .sorted()
                                .toList())
                .put("via", caller.credential().kind().code())
                .build();
        JsonAnswer.send(response, 200, body);
    }
}
