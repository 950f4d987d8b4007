package io.orgauth.servlet;

import io.orgauth.http.BadRequestException;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.http.RequestReason;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what belongs to some {@link Endpoints}, and passes everything else on untouched.
 *
 * <pre>{@code
 * context.addFilter("orgauth", new EndpointFilter(endpoints)).addMappingForUrlPatterns(null, false, "/*");
 * }</pre>
 *
 * <p>Endpoints are found by the whole path of the URL, context path included: an application at {@code /app} whose issuer
 * is {@code https://example.com/app/auth} mounts them {@code under("/app/auth")}. {@code Host} and {@code Forwarded} play
 * no part. Put it before filters that read parameters; if one has read a form already, the body is put together again
 * from them, in which case that filter must have set the request's encoding to UTF-8.
 *
 * <p>Only what came from the client is answered: forwards, includes, error pages and asynchronous dispatches are the
 * application's. Immutable and thread-safe.
 */
public final class EndpointFilter implements Filter {
    /** The longest body unless {@link Builder#maxBody} says otherwise, in bytes: 64 KiB. */
    public static final int DEFAULT_MAX_BODY = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(EndpointFilter.class);
    private static final HttpResponse UNREADABLE =
            HttpResponse.problem(400, "The request is malformed", "invalid_request");
    private static final HttpResponse TOO_LARGE = HttpResponse.problem(413, "The body is too large", "body_too_large");
    private static final HttpResponse FAILED = HttpResponse.problem(500, "Internal error", "internal_error");

    private final Endpoints endpoints;
    private final int maxBody;
    private final TrustedProxies proxies;

    /**
     * A filter with the defaults: bodies of at most {@link #DEFAULT_MAX_BODY}, no trusted proxies.
     *
     * @param endpoints what to answer
     */
    public EndpointFilter(Endpoints endpoints) {
        this(new Builder(endpoints));
    }

    private EndpointFilter(Builder builder) {
        this.endpoints = builder.endpoints;
        this.maxBody = builder.maxBody;
        this.proxies = builder.proxies;
    }

    /**
     * For other bounds than the default ones.
     *
     * @param endpoints what to answer
     * @return a builder
     */
    public static Builder builder(Endpoints endpoints) {
        return new Builder(endpoints);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answered)) {
            throw new ServletException("EndpointFilter answers HTTP only");
        }
        Optional<HttpResponse> answer =
                asked.getDispatcherType() == DispatcherType.REQUEST ? answer(asked) : Optional.empty();
        if (answer.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ResponseCopy.write(answer.get(), answered);
    }

    private Optional<HttpResponse> answer(HttpServletRequest request) throws IOException {
        try {
            HttpRequest head = copy(request).build();
            // The body is read only once the request is known to be ours: the application's bodies are its own.
            return endpoints.owns(head) ? endpoints.answer(withBody(request, head)) : Optional.empty();
        } catch (BadRequestException e) {
            LOG.debug("refused a request by {}", e.reason().code());
            return Optional.of(e.reason() == RequestReason.BODY_TOO_LARGE ? TOO_LARGE : UNREADABLE);
        } catch (RuntimeException e) {
            LOG.warn("refused a request, as copying it failed: {}", e.getClass().getName());
            return Optional.of(FAILED);
        }
    }

    private HttpRequest withBody(HttpServletRequest request, HttpRequest head) throws IOException {
        return copy(request).body(RequestBody.read(request, head, maxBody)).build();
    }

    private HttpRequest.Builder copy(HttpServletRequest request) {
        HttpRequest.Builder copy = RequestCopy.of(request);
        proxies.client(request).ifPresent(copy::client);
        return copy;
    }

    /** Bounds other than the default ones. Not thread-safe. */
    public static final class Builder {
        private final Endpoints endpoints;
        private int maxBody = DEFAULT_MAX_BODY;
        private TrustedProxies proxies = TrustedProxies.none();

        private Builder(Endpoints endpoints) {
            this.endpoints = endpoints;
        }

        /**
         * The longest body; longer ones are answered 413.
         *
         * @param bytes 1 to {@link HttpRequest#MAX_BODY}
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maxBody(int bytes) {
            if (bytes < 1 || bytes > HttpRequest.MAX_BODY) {
                throw new IllegalArgumentException(
                        "the longest body must be 1 to " + HttpRequest.MAX_BODY + " bytes, got " + bytes);
            }
            this.maxBody = bytes;
            return this;
        }

        /**
         * The proxies that may say whom they speak for.
         *
         * @param trusted the proxies
         * @return this builder
         */
        public Builder trust(TrustedProxies trusted) {
            this.proxies = trusted;
            return this;
        }

        /**
         * The filter.
         *
         * @return an immutable filter
         */
        public EndpointFilter build() {
            return new EndpointFilter(this);
        }
    }
}
