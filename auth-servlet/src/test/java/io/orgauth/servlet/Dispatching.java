package io.orgauth.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does what the query says: {@code do=forward&to=/models/1}. */
final class Dispatching extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String to = request.getParameter("to");
        switch (request.getParameter("do")) {
            case "forward" -> request.getRequestDispatcher(to).forward(request, response);
            case "forward-after-writer" -> {
                response.getWriter().write("thrown away");
                request.getRequestDispatcher(to).forward(request, response);
            }
            case "include" -> {
                response.getWriter().write("<" + Report.caller(request));
                request.getRequestDispatcher(to).include(request, response);
                response.getWriter().write(Report.caller(request) + ">");
            }
            case "async" -> dispatch(request.getDispatcherType(), request.startAsync(), request, to);
            case "async-wrapped" ->
                dispatch(request.getDispatcherType(), request.startAsync(request, response), request, to);
            case "error" -> response.sendError(404);
            case "throw" -> throw new IllegalStateException("a defect of the application");
            case "throw-late" -> {
                response.getWriter().write("begun");
                response.flushBuffer();
                throw new IllegalStateException("a defect of the application");
            }
            case "deny" -> AuthFilter.principal(request).require(FixedTokens.READ);
            default -> throw new IllegalArgumentException("unknown word");
        }
    }

    private static void dispatch(DispatcherType now, AsyncContext context, HttpServletRequest request, String to)
            throws IOException {
        if (now == DispatcherType.ASYNC) {
            context.getResponse()
                    .getWriter()
                    .write("[again " + AuthFilter.principal(request).getName() + "]");
            context.complete();
        } else if (to == null) {
            context.dispatch();
        } else {
            context.dispatch(to);
        }
    }
}
