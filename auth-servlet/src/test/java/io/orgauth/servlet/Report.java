package io.orgauth.servlet;

import io.orgauth.Principal;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers with what a servlet can know of its caller, and remembers having been reached. */
final class Report extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final String name;
    /** The callers that reached it. */
    final transient Queue<String> callers = new ConcurrentLinkedQueue<>();

    Report(String name) {
        this.name = name;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        callers.add(caller(request));
        String line = "[" + name + " " + caller(request) + " user=" + request.getRemoteUser() + " auth="
                + request.getAuthType() + " admin=" + request.isUserInRole("admin") + "]";
        response.getWriter().write(line);
    }

    /** Both ways of asking must agree. */
    static String caller(ServletRequest request) {
        String proven =
                AuthFilter.optionalPrincipal(request).map(Principal::getName).orElse("nobody");
        java.security.Principal told = ((HttpServletRequest) request).getUserPrincipal();
        String heard = told == null ? "nobody" : told.getName();
        return proven.equals(heard) ? proven : proven + "!=" + heard;
    }
}
