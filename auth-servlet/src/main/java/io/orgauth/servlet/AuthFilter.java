package io.orgauth.servlet;

import io.orgauth.Authenticator;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Decision;
import io.orgauth.http.Gate;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.token.TokenVerifier;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link Gate} before an application: only proven callers that may do what they ask for reach it.
 *
 * <pre>{@code
 * AuthFilter filter = AuthFilter.builder()
 *     .accept(verifier)
 *     .require("GET", "/models/*", Permission.of("models:read"))
 *     .allowAnonymous("/health")
 *     .build();
 * context.addFilter("auth", filter).addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
 *
 * Principal caller = AuthFilter.principal(request);      // in any servlet behind it
 * }</pre>
 *
 * <p>Where sessions are accepted and a form brings their CSRF token, the form is read for the decision, at most 1 MiB of it and in
 * UTF-8, and given to the application again. No other body is touched.
 *
 * <p>Map it to {@code /*}, before everything that must be protected. The rules' paths are those below the context path.
 * It fails closed: whatever goes wrong before the decision, the application is not called.
 *
 * <p>What it does on each dispatch it is mapped for:
 *
 * <ul>
 *   <li>{@code REQUEST}: decides.
 *   <li>{@code FORWARD}, {@code INCLUDE}: decides again by the path of the dispatch. A refused forward is answered, a
 *       refused include includes nothing.
 *   <li>{@code ASYNC}: keeps the decision if the target is the same, else decides again.
 *   <li>{@code ERROR}: lets the error page run, with the caller if there was one. Nobody is proven by it.
 * </ul>
 *
 * <p>Immutable once built or initialized, and thread-safe.
 */
public final class AuthFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(AuthFilter.class);
    private static final HttpResponse UNREADABLE =
            HttpResponse.problem(400, "The request is malformed", "invalid_request");
    private static final HttpResponse FAILED = HttpResponse.problem(500, "Internal error", "internal_error");
    private static final HttpResponse FORBIDDEN =
            HttpResponse.problem(403, "The request is not permitted", "forbidden");
    private static final Set<DispatcherType> NESTED =
            Set.of(DispatcherType.FORWARD, DispatcherType.INCLUDE, DispatcherType.ERROR);

    private volatile @Nullable Gate gate;
    private volatile @Nullable TokenVerifier owned;

    /**
     * For containers that create filters by class name, and then configure them by {@link #init}; until then nothing is let
     * through. In code, use {@link #builder()}.
     */
    public AuthFilter() {}

    private AuthFilter(Gate gate) {
        this.gate = gate;
    }

    /**
     * A filter that admits nobody until it is told whom.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The filter of a gate that was built elsewhere.
     *
     * @param gate decides
     * @return the filter
     */
    public static AuthFilter of(Gate gate) {
        return new AuthFilter(gate);
    }

    /**
     * The filter that these settings describe: the same names as init parameters of a {@code web.xml} have.
     *
     * @param settings names and values, as docs/filter.md lists them
     * @return the filter, which owns the verifier it builds: {@link #destroy()} closes it
     * @throws IllegalArgumentException if a setting is unknown, empty, missing or malformed; the message names it
     * @throws IllegalStateException if the settings do not hold together
     */
    public static AuthFilter from(Map<String, String> settings) {
        AuthFilter filter = new AuthFilter();
        filter.configure(FilterSettings.of(settings));
        return filter;
    }

    private void configure(FilterSettings settings) {
        TokenVerifier verifier = settings.verifier();
        try {
            gate = settings.gate(verifier);
            owned = verifier;
        } catch (RuntimeException e) {
            verifier.close();
            throw e;
        }
    }

    /**
     * The proven caller, whatever the credential was.
     *
     * @param request the request as the application sees it, however often wrapped
     * @return the caller
     * @throws IllegalStateException if the filter did not run for this request, or its path is open to everybody
     */
    public static Principal principal(ServletRequest request) {
        return optionalPrincipal(request)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "nobody is proven here, as the path is open by allowAnonymous: use optionalPrincipal(request)"));
    }

    /**
     * The proven caller, for code that also serves open paths.
     *
     * @param request the request as the application sees it, however often wrapped
     * @return the caller, empty on a path that is open to everybody
     * @throws IllegalStateException if the filter did not run for this request
     */
    public static Optional<Principal> optionalPrincipal(ServletRequest request) {
        return Admission.in(request)
                .orElseThrow(() -> new IllegalStateException(
                        "AuthFilter did not run for this request: map it to this path, before the servlet that asks"))
                .principal();
    }

    /**
     * Reads the init parameters, if the container created this filter by class name.
     *
     * @param config the container's
     * @throws ServletException if they describe no filter, or nobody would read them as the filter was built in code
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        Map<String, String> settings = new HashMap<>();
        for (String name : Collections.list(config.getInitParameterNames())) {
            settings.put(name, config.getInitParameter(name));
        }
        if (gate != null && settings.isEmpty()) {
            return;
        }
        if (gate != null) {
            throw new ServletException("this AuthFilter was built in code: remove its init parameters");
        }
        try {
            configure(FilterSettings.of(settings));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }

    /** Stops fetching keys, if this filter built its verifier itself. */
    @Override
    public void destroy() {
        TokenVerifier verifier = owned;
        if (verifier != null) {
            verifier.close();
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest asked) || !(response instanceof HttpServletResponse answered)) {
            throw new ServletException("AuthFilter protects HTTP only");
        }
        Gate decider = gate;
        if (decider == null) {
            throw new ServletException("this AuthFilter was never initialized, so it lets nobody through");
        }
        Optional<Admission> admission = isErrorPage(asked)
                ? Optional.of(Admission.toErrorPage(asked, Admission.in(asked)))
                : admit(decider, asked, answered);
        if (admission.isPresent()) {
            proceed(admission.get(), asked, answered, chain);
        }
    }

    /**
     * Who can provoke an error can't choose the page that reports it, so the page needs no rule. Where it forwards is
     * another matter, although Tomcat calls such a forward an error dispatch too.
     */
    private static boolean isErrorPage(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && Admission.in(request)
                        .map(admission -> admission.allowsErrorPage(request))
                        .orElse(true);
    }

    /** Empty once the request was refused: then nothing else may be called. */
    private static Optional<Admission> admit(Gate gate, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HttpResponse refusal;
        try {
            HttpRequest head = RequestCopy.ofDispatch(request);
            Optional<Admission> earlier = Admission.in(request);
            if (earlier.isPresent() && earlier.get().covers(gate, head)) {
                return earlier;
            }
            HttpRequest copy = gate.needsForm(head) ? withForm(request, head) : head;
            Decision decision = gate.decide(copy);
            if (!(decision instanceof Decision.Answer answer)) {
                return Optional.of(Admission.of(gate, copy, decision, earlier));
            }
            refusal = answer.response();
        } catch (BadRequestException e) {
            LOG.debug("refused a request that can't be copied by {}", e.reason().code());
            refusal = UNREADABLE;
        } catch (Throwable t) {
            // Whatever fails before the decision must not end in the application. Its message may quote a credential.
            LOG.warn("refused a request, as copying it failed: {}", t.getClass().getName());
            refusal = FAILED;
        }
        refuse(refusal, request, response);
        return Optional.empty();
    }

    private static HttpRequest withForm(HttpServletRequest request, HttpRequest head) throws IOException {
        SentForm form = SentForm.read(request, head);
        return RequestCopy.dispatch(request).body(form.body()).build();
    }

    /** Within another page's response there is no room for a status: the refused part is left out. */
    private static void refuse(HttpResponse refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.INCLUDE) {
            ResponseCopy.write(refusal, response);
        }
    }

    private static void proceed(
            Admission admission, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Admission> earlier = Admission.in(request);
        boolean nested = NESTED.contains(request.getDispatcherType());
        admission.putInto(request);
        ResponseCopy.add(admission.headers(), response);
        try {
            chain.doFilter(new AdmittedRequest(SentForm.unread(request)), response);
        } catch (PermissionDeniedException e) {
            forbid(e, response, nested);
        } finally {
            if (nested) {
                Admission.restore(request, earlier);
            }
        }
    }

    /** {@link Principal#require} in the application says 403; a page around this one may want to say it otherwise. */
    private static void forbid(PermissionDeniedException denied, HttpServletResponse response, boolean nested)
            throws IOException {
        if (nested || response.isCommitted()) {
            throw denied;
        }
        ResponseCopy.write(FORBIDDEN, response);
    }

    /** Says who may pass; each call is explained at {@link Gate.Builder}. Not thread-safe. */
    public static final class Builder {
        private final Gate.Builder gate = Gate.builder();

        private Builder() {}

        /**
         * Accepts one more kind of credential.
         *
         * @param authenticator proves it
         * @return this builder
         */
        public Builder accept(Authenticator<?> authenticator) {
            gate.accept(authenticator);
            return this;
        }

        /**
         * Demands a permission, whatever the method.
         *
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}, below the context path
         * @param permission the permission
         * @return this builder
         */
        public Builder require(String pattern, Permission permission) {
            gate.require(pattern, permission);
            return this;
        }

        /**
         * Demands a permission for one method.
         *
         * @param method the method
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}, below the context path
         * @param permission the permission
         * @return this builder
         */
        public Builder require(String method, String pattern, Permission permission) {
            gate.require(method, pattern, permission);
            return this;
        }

        /**
         * Opens a path to everybody.
         *
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}, below the context path
         * @return this builder
         */
        public Builder allowAnonymous(String pattern) {
            gate.allowAnonymous(pattern);
            return this;
        }

        /**
         * Opens a path to everybody for one method.
         *
         * @param method the method
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}, below the context path
         * @return this builder
         */
        public Builder allowAnonymous(String method, String pattern) {
            gate.allowAnonymous(method, pattern);
            return this;
        }

        /**
         * Lets pages of one more origin call.
         *
         * @param origin {@code https://host[:port]}
         * @return this builder
         */
        public Builder allowOrigin(String origin) {
            gate.allowOrigin(origin);
            return this;
        }

        /**
         * Lets pages of the allowed origins send one more request header than {@code Authorization} and {@code Content-Type}.
         *
         * @param name its name
         * @return this builder
         */
        public Builder allowHeader(String name) {
            gate.allowHeader(name);
            return this;
        }

        /**
         * Says that callers of any organization are admitted.
         *
         * @return this builder
         */
        public Builder anyOrganization() {
            gate.anyOrganization();
            return this;
        }

        /**
         * Says that credentials meant for any resource are admitted.
         *
         * @return this builder
         */
        public Builder anyResource() {
            gate.anyResource();
            return this;
        }

        /**
         * The protected resource metadata to point at in challenges (RFC 9728, 5.1).
         *
         * @param metadata its https URL
         * @return this builder
         */
        public Builder resourceMetadata(URI metadata) {
            gate.resourceMetadata(metadata);
            return this;
        }

        /**
         * Describes the service to programs that come without a token (RFC 9728), which find out by it where tokens come from.
         *
         * @param issuer who issues tokens for it
         * @return this builder
         */
        public Builder authorizationServer(String issuer) {
            gate.authorizationServer(issuer);
            return this;
        }

        /**
         * Leads people who are not signed in to a page; programs get 401.
         *
         * @param path of the sign-in page, from the root of this origin: {@code /auth/sign-in}
         * @return this builder
         */
        public Builder signInAt(String path) {
            gate.signInAt(path);
            return this;
        }

        /**
         * The filter.
         *
         * @return an immutable filter
         * @throws IllegalStateException if what was configured does not hold together
         */
        public AuthFilter build() {
            return of(gate.build());
        }
    }
}
