package io.orgauth.http;

import io.orgauth.Authenticator;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Permission;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Principal;
import io.orgauth.http.PathRules.Access;
import io.orgauth.http.PathRules.Rule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole decision of a protected service: which credential came, who proves it, what the path demands, and what a
 * refused client or a browser's preflight is told (RFC 6750, RFC 9457, RFC 9728, WHATWG Fetch).
 *
 * <pre>{@code
 * Gate gate = Gate.builder()
 *     .accept(verifier)
 *     .require("GET", "/models/*", Permission.of("models:read"))
 *     .allowAnonymous("/health")
 *     .build();
 * if (gate.decide(request) instanceof Decision.Admitted admitted) { ... }
 * }</pre>
 *
 * <p>Every path needs a principal unless said otherwise. The most specific rule decides: {@code /a/b} before
 * {@code /a/*}, a longer prefix before a shorter one, and with the same pattern a rule for the method before one for all.
 * A path whose rules all name other methods refuses the method, even to a principal, with
 * {@link GateReason#METHOD_NOT_RULED}; a broader rule that has the method, or all methods, still counts. What is demanded
 * is matched in any case and with or without a slash at the end; what is allowed is matched exactly. Paths that two
 * parsers could read differently are refused before any rule ({@link RequestReason}).
 *
 * <p>The only credential is one {@code Authorization: Bearer} header. Cookies are looked at only where a
 * {@link CookieAuthenticator} is accepted and no such header came, and then as strictly as its
 * {@link CookieAuthenticator#cookieOf} says. Where anonymous callers are allowed, no credential is looked at, so a stale one does no harm there and a good one yields no principal.
 *
 * <p>Immutable and thread-safe.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final List<String> OVERRIDES =
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private final Authenticators authenticators;
    private final PathRules rules;
    private final Origins origins;
    private final Refusals refusals;
    private final Optional<SignInRedirect> signIn;
    private final Optional<ProtectedResource> described;

    private Gate(
            Authenticators authenticators,
            PathRules rules,
            Origins origins,
            Refusals refusals,
            Optional<SignInRedirect> signIn,
            Optional<ProtectedResource> described) {
        this.authenticators = authenticators;
        this.rules = rules;
        this.origins = origins;
        this.refusals = refusals;
        this.signIn = signIn;
        this.described = described;
    }

    /**
     * A gate that admits nobody until it is told whom.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides on one request. It never throws: whatever goes wrong inside is a 500 whose cause only the log knows.
     *
     * @param request the request
     * @return whether to call the application, or what to answer instead
     */
    public Decision decide(HttpRequest request) {
        Headers shared = Headers.none();
        try {
            shared = origins.of(request);
            return withHeaders(judgeOrLead(request, shared), shared);
        } catch (Throwable thrown) { // fail closed, on errors too: a stack overflow must not reach the application
            return withHeaders(refusals.of(request, thrown), shared);
        }
    }

    /**
     * Whether the decision depends on the request's form: it is a change by cookie, and no header has the CSRF token. An adapter then
     * reads the body before it asks for the decision, and gives it to the application again; every other body is the application's.
     *
     * @param head the request, whose body may be missing yet
     * @return true if {@link #decide} will look into the form
     */
    public boolean needsForm(HttpRequest head) {
        return authenticators.needForm(head) && !isOpen(head);
    }

    private boolean isOpen(HttpRequest request) {
        try {
            return rules.access(request.method(), RequestPath.of(request).decoded()) instanceof Access.Everybody;
        } catch (BadRequestException e) {
            return true; // refused without a look into the form
        }
    }

    /** A page may read why it was refused only if the refusal carries the CORS headers too. */
    private static Decision withHeaders(Decision decision, Headers shared) {
        return decision instanceof Decision.Answer answer
                ? new Decision.Answer(answer.response().withAll(shared), answer.reason())
                : decision;
    }

    /** Who has opened a page and is nobody yet is led to sign in; what was refused for another reason stays refused. */
    private Decision judgeOrLead(HttpRequest request, Headers shared) {
        try {
            return judge(request, shared);
        } catch (InvalidCredentialException e) {
            Decision.Answer refusal = refusals.of(request, e);
            return signIn.flatMap(page -> page.of(request))
                    .map(response -> new Decision.Answer(response, refusal.reason()))
                    .orElse(refusal);
        }
    }

    private Decision judge(HttpRequest request, Headers shared) {
        RequestPath path = RequestPath.of(request);
        requireNoOverride(request);
        if (Methods.isRefused(request.method())) {
            return refusals.methodRefused(request);
        }
        if (origins.isPreflight(request)) {
            return preflight(request);
        }
        Optional<ProtectedResource> asked = described.filter(own -> own.isAskedFor(request));
        if (asked.isPresent()) {
            return new Decision.Answer(asked.get().document(), Optional.empty());
        }
        Access access = rules.access(request.method(), path.decoded());
        if (access instanceof Access.Everybody) {
            return new Decision.Anonymous(shared);
        }
        Principal principal = authenticators.authenticate(authenticators.credential(request));
        if (access instanceof Access.Nobody) {
            throw new PermissionDeniedException(
                    GateReason.METHOD_NOT_RULED, "the path has rules for other methods only");
        }
        if (access instanceof Access.Holder holder && !principal.has(holder.permission())) {
            return refusals.insufficientScope(request, holder.permission());
        }
        return new Decision.Admitted(principal, shared);
    }

    /** A framework behind us may obey such a header, and would then do what no rule here has judged. */
    private static void requireNoOverride(HttpRequest request) {
        for (String name : OVERRIDES) {
            if (!request.headers().all(name).stream().allMatch(request.method()::equalsIgnoreCase)) {
                throw new BadRequestException(GateReason.METHOD_OVERRIDDEN, "\"" + name + "\" names another method");
            }
        }
    }

    /** A browser asks without credentials, so this comes before authentication; nothing is done by it. */
    private Decision preflight(HttpRequest request) {
        Optional<HttpResponse> allowed = origins.preflight(request);
        return allowed.isPresent()
                ? new Decision.Answer(allowed.get(), Optional.empty())
                : refusals.preflightRefused(request);
    }

    /**
     * Collects what a gate admits; {@code AuthFilter}'s builder has the same methods. Mistakes are found by
     * {@link #build()}. Not thread-safe.
     */
    public static final class Builder {
        private final List<Authenticator<?>> authenticators = new ArrayList<>();
        private final List<Supplier<Rule>> rules = new ArrayList<>();
        private final List<String> origins = new ArrayList<>();
        private final List<String> headers = new ArrayList<>();
        private boolean anyOrganization;
        private boolean anyResource;
        private @Nullable URI metadata;
        private @Nullable String signInPath;
        private @Nullable String authorizationServer;

        private Builder() {}

        /**
         * Accepts one more kind of credential.
         *
         * @param authenticator proves it
         * @return this builder
         */
        public Builder accept(Authenticator<?> authenticator) {
            authenticators.add(authenticator);
            return this;
        }

        /**
         * Demands a permission, whatever the method.
         *
         * @param pattern {@code /a/b} for that path, {@code /a/*} for {@code /a} and all below, {@code /*} for everything
         * @param permission what the caller must hold
         * @return this builder
         */
        public Builder require(String pattern, Permission permission) {
            rules.add(() -> Rule.demanding(pattern, permission));
            return this;
        }

        /**
         * Demands a permission for one method; GET is HEAD too. Methods that no rule names are refused on these paths.
         *
         * @param method in upper case; requests are compared in any case
         * @param pattern as in {@link #require(String, Permission)}
         * @param permission what the caller must hold
         * @return this builder
         */
        public Builder require(String method, String pattern, Permission permission) {
            rules.add(() -> Rule.demanding(method, pattern, permission));
            return this;
        }

        /**
         * Opens a path to everybody, for every method. It is matched exactly: {@code /health} is neither {@code /Health}
         * nor {@code /health/}.
         *
         * @param pattern as in {@link #require(String, Permission)}
         * @return this builder
         */
        public Builder allowAnonymous(String pattern) {
            rules.add(() -> Rule.opening(pattern));
            return this;
        }

        /**
         * Opens a path to everybody for one method; GET is HEAD too. It is matched exactly, the method as well.
         *
         * @param method in upper case
         * @param pattern as in {@link #require(String, Permission)}
         * @return this builder
         */
        public Builder allowAnonymous(String method, String pattern) {
            rules.add(() -> Rule.opening(method, pattern));
            return this;
        }

        /**
         * Lets the pages of one more origin call from a browser, never with cookies. A service in a private network needs
         * https with a certificate the browser trusts; the browser then asks its user (Local Network Access), and the older
         * {@code Access-Control-Request-Private-Network} is answered for these origins.
         *
         * @param origin exactly as the browser sends it: {@code https://app.example.com} or with a port; http only on loopback
         * @return this builder
         */
        public Builder allowOrigin(String origin) {
            origins.add(origin);
            return this;
        }

        /**
         * Lets pages of the allowed origins send one more request header; {@code Authorization} and {@code Content-Type}
         * they may always.
         *
         * @param name the header's name
         * @return this builder
         */
        public Builder allowHeader(String name) {
            headers.add(name);
            return this;
        }

        /**
         * Says that callers of every organization are admitted, so that the authenticators need not agree on one. The
         * application must then look at {@link Principal#organization()} itself.
         *
         * @return this builder
         */
        public Builder anyOrganization() {
            anyOrganization = true;
            return this;
        }

        /**
         * Says that the authenticators need not agree on the resource that credentials are meant for. A token that was
         * issued for another service may then be replayed here, unless an authenticator knows better.
         *
         * @return this builder
         */
        public Builder anyResource() {
            anyResource = true;
            return this;
        }

        /**
         * Where the protected resource metadata is, for challenges (RFC 9728, 5.1).
         *
         * @param uri an absolute https URL without a fragment; http only on loopback
         * @return this builder
         */
        public Builder resourceMetadata(URI uri) {
            metadata = uri;
            return this;
        }

        /**
         * Describes the service to programs that come without a token (RFC 9728): the gate answers
         * {@code /.well-known/oauth-protected-resource}, before the path of the resource that its authenticators declare, and names it in
         * its challenges. Only where the service has the root of its origin, or no path, does the request get here.
         *
         * @param issuer who issues tokens for it
         * @return this builder
         */
        public Builder authorizationServer(String issuer) {
            authorizationServer = issuer;
            return this;
        }

        /**
         * Leads people who are not signed in to a page, with the path they asked for as {@code return_to}: only a browser that
         * opens a page (GET, {@code Sec-Fetch-Mode: navigate}, or {@code Accept} with {@code text/html} where that is not sent)
         * and presents no {@code Authorization}. Everything else is answered 401 as ever.
         *
         * @param path of the sign-in page, from the root of this origin: {@code /auth/sign-in}
         * @return this builder
         */
        public Builder signInAt(String path) {
            signInPath = path;
            return this;
        }

        /**
         * The gate.
         *
         * @return an immutable gate
         * @throws IllegalStateException if nobody could be admitted, two authenticators accept one kind, the authenticators
         *     don't agree on organization and resource, two rules are equally specific, or there is a page to sign in at and
         *     nobody to accept the session
         * @throws IllegalArgumentException if a pattern, method, origin, header name or URL is malformed
         */
        public Gate build() {
            PathRules paths = PathRules.of(rules.stream().map(Supplier::get).toList());
            Authenticators accepted = Authenticators.of(authenticators);
            if (accepted.isEmpty() && !paths.openToAll()) {
                throw new IllegalStateException(
                        "nobody could be admitted, call accept(authenticator) or allowAnonymous(\"/*\")");
            }
            if (!anyOrganization) {
                accepted.requireOneOrganization();
            }
            if (!anyResource) {
                accepted.requireOneResource();
            }
            Optional<SignInRedirect> page = Optional.ofNullable(signInPath).map(SignInRedirect::new);
            if (page.isPresent() && accepted.cookies().isEmpty()) {
                throw new IllegalStateException(
                        "signInAt leads to a session that nobody accepts here, call accept(sessions)");
            }
            Optional<ProtectedResource> described = Optional.ofNullable(authorizationServer)
                    .map(issuer -> ProtectedResource.of(accepted.requireResource(), issuer, permissions()));
            Optional<String> uri = Optional.ofNullable(metadata)
                    .map(Builder::requireWebAddress)
                    .or(() -> described.map(own -> own.url().toASCIIString()));
            return new Gate(accepted, paths, Origins.of(origins, headers), new Refusals(LOG, uri), page, described);
        }

        private Set<String> permissions() {
            return rules.stream()
                    .map(Supplier::get)
                    .flatMap(rule -> rule.permission().stream())
                    .map(Permission::value)
                    .collect(Collectors.toSet());
        }

        private static String requireWebAddress(URI uri) {
            boolean complete = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            if (!complete || !Origins.isSecure(uri)) {
                throw new IllegalArgumentException(
                        "resource metadata must be an absolute https URL without user or fragment (http only on loopback)");
            }
            return uri.toASCIIString();
        }
    }
}
