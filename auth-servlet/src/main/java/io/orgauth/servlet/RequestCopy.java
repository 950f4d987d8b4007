package io.orgauth.servlet;

import io.orgauth.http.HttpRequest;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Copies a servlet request into a neutral one, raw as it came: nothing is decoded, and no parameter is touched. */
final class RequestCopy {
    private RequestCopy() {}

    static HttpRequest ofDispatch(HttpServletRequest request) {
        return dispatch(request).build();
    }

    /** Addressed as this dispatch is: an included resource is judged by its own path, not by that of the page around it. */
    static HttpRequest.Builder dispatch(HttpServletRequest request) {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_REQUEST_URI);
        if (request.getDispatcherType() != DispatcherType.INCLUDE || included == null) {
            return of(request).mount(request.getContextPath());
        }
        Object mount = request.getAttribute(RequestDispatcher.INCLUDE_CONTEXT_PATH);
        Object query = request.getAttribute(RequestDispatcher.INCLUDE_QUERY_STRING);
        return of(request, target(included.toString(), query)).mount(mount == null ? "" : mount.toString());
    }

    /** Addressed as the client sent it, without a mount. */
    static HttpRequest.Builder of(HttpServletRequest request) {
        return of(request, target(request.getRequestURI(), request.getQueryString()));
    }

    private static HttpRequest.Builder of(HttpServletRequest request, String target) {
        HttpRequest.Builder copy = HttpRequest.builder(request.getMethod(), target);
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name)).forEach(value -> copy.header(name, value));
        }
        IpLiteral.parse(request.getRemoteAddr()).ifPresent(copy::client);
        return copy;
    }

    private static String target(String path, @Nullable Object query) {
        return query == null ? path : path + "?" + query;
    }
}
