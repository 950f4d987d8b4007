package io.orgauth.examples.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes, while it is told to, every cookie that crosses sites one that does not: the mistake that the two sites are there to find. */
final class LaxCookies implements Filter {
    private final AtomicBoolean on;

    LaxCookies(AtomicBoolean on) {
        this.on = on;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, on.get() ? new Lax((HttpServletResponse) response) : response);
    }

    private static final class Lax extends HttpServletResponseWrapper {
        Lax(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, value.replace("SameSite=None", "SameSite=Lax"));
        }
    }
}
