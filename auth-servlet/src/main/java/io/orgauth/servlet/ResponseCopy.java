package io.orgauth.servlet;

import io.orgauth.http.Headers;
import io.orgauth.http.HttpResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Copies a neutral response into a servlet response. */
final class ResponseCopy {
    /** Header fields that filters before us may have begun; every other one is ours to replace. */
    private static final Set<String> SHARED = Set.of("vary", "set-cookie");

    private ResponseCopy() {}

    /** Sends the whole response; does nothing if another one is on its way already. */
    static void write(HttpResponse answer, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(answer.status());
        for (String name : answer.headers().names()) {
            replaceUnlessShared(name, answer.headers(), response);
        }
        add(answer.headers(), response);
        writeBody(answer, response);
    }

    private static void replaceUnlessShared(String name, Headers headers, HttpServletResponse response) {
        if (!SHARED.contains(name.toLowerCase(Locale.ROOT))) {
            response.setHeader(name, headers.first(name).orElseThrow());
        }
    }

    /** Adds what is not there yet: a forward or an error page must not say everything twice. */
    static void add(Headers headers, HttpServletResponse response) {
        headers.forEach((name, value) -> {
            if (!response.getHeaders(name).contains(value)) {
                response.addHeader(name, value);
            }
        });
    }

    private static void writeBody(HttpResponse answer, HttpServletResponse response) throws IOException {
        byte[] body = answer.body();
        if (answer.status() == 204 || answer.status() == 304) {
            return;
        }
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException e) {
            // The servlet that forwarded here has taken the writer already.
            response.getWriter().write(new String(body, StandardCharsets.UTF_8));
        }
    }
}
