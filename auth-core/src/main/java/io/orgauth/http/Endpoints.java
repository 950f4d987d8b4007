package io.orgauth.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of our endpoints answers which request; anything else is passed on.
 *
 * <pre>{@code
 * Endpoints endpoints = Endpoints.builder()
 *     .at("GET", "/jwks.json", request -> HttpResponse.json(200, keys.publicSet()))
 *     .at("DELETE", "/clients/{id}", request -> delete(request.pathParameter("id")))
 *     .build()
 *     .under("/auth");
 * }</pre>
 *
 * <p>Paths are compared decoded and exactly; one that two parsers could read differently ({@link RequestReason}) is never
 * ours. A literal segment goes before a name. HEAD is answered by GET's endpoint without the body, OPTIONS with
 * {@code Allow}, another method on a path of ours with 405.
 *
 * <p>What an endpoint throws becomes a constant problem: {@link BadRequestException} 400,
 * {@link io.orgauth.InvalidCredentialException} 401, {@link io.orgauth.PermissionDeniedException} 403,
 * {@link io.orgauth.AuthUnavailableException} 503, anything else 500 with a trace id that the log has too.
 *
 * <p>Immutable and thread-safe.
 */
public final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final Comparator<Route> LITERALS_FIRST =
            Comparator.comparing((Route route) -> route.template().shape());

    private final List<Route> routes;
    private final Refusals refusals = new Refusals(LOG, Optional.empty());

    private Endpoints(List<Route> routes) {
        this.routes = routes;
    }

    /**
     * An empty routing table.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same endpoints below a path: what an issuer with a path needs.
     *
     * @param mount {@code ""} or for example {@code /auth}
     * @return another table
     * @throws IllegalArgumentException if it is no such path
     */
    public Endpoints under(String mount) {
        String checked = PathTemplate.mount(mount);
        return new Endpoints(routes.stream().map(route -> route.under(checked)).toList());
    }

    /**
     * Whether the path is one of ours, whatever the method: what an adapter asks before it reads the body.
     *
     * @param request the request, whose body may be missing yet
     * @return true if {@link #answer} will answer it
     */
    public boolean owns(HttpRequest request) {
        return !matches(request).isEmpty();
    }

    /**
     * Answers the request if it is ours. It never throws.
     *
     * @param request the request
     * @return the response, or empty if the path is not one of ours
     */
    public Optional<HttpResponse> answer(HttpRequest request) {
        List<Match> matches = matches(request);
        return matches.isEmpty() ? Optional.empty() : Optional.of(answer(request, matches));
    }

    private List<Match> matches(HttpRequest request) {
        try {
            String path = RequestPath.of(request).decoded();
            return routes.stream().flatMap(route -> route.match(path).stream()).toList();
        } catch (BadRequestException e) {
            return List.of();
        }
    }

    private HttpResponse answer(HttpRequest request, List<Match> matches) {
        Optional<Match> own = first(matches, request.method());
        if (own.isPresent()) {
            return call(own.get(), request);
        }
        Optional<Match> get = first(matches, "GET");
        if (request.method().equals("HEAD") && get.isPresent()) {
            return call(get.get(), request).withoutBody();
        }
        HttpResponse response = request.method().equals("OPTIONS")
                ? HttpResponse.noContent()
                : HttpResponse.problem(405, "The method is not allowed", "method_not_allowed");
        return response.with("Allow", String.join(", ", methods(matches)));
    }

    private static Optional<Match> first(List<Match> matches, String method) {
        return matches.stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst();
    }

    private static Set<String> methods(List<Match> matches) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        matches.forEach(match -> methods.add(match.route().method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private HttpResponse call(Match match, HttpRequest request) {
        try {
            HttpRequest routed = request.withPathParameters(match.parameters());
            return Objects.requireNonNull(match.route().endpoint().answer(routed), "no response");
        } catch (
                Throwable
                        thrown) { // an error of one request, a stack overflow say, must not end the container's thread
            return refusals.of(request, thrown).response();
        }
    }

    private record Match(Route route, Map<String, String> parameters) {}

    private record Route(String method, PathTemplate template, Endpoint endpoint) {
        Route under(String mount) {
            return new Route(method, template.under(mount), endpoint);
        }

        Optional<Match> match(String path) {
            return template.match(path).map(parameters -> new Match(this, parameters));
        }

        boolean sameAs(Route other) {
            return method.equals(other.method) && template.shape().equals(other.template.shape());
        }
    }

    /** Collects endpoints. Not thread-safe. */
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /**
         * Adds an endpoint.
         *
         * @param method in upper case
         * @param path decoded, {@code {name}} standing for one segment: {@code /clients/{id}}
         * @param endpoint what answers
         * @return this builder
         * @throws IllegalArgumentException if method or path is malformed
         */
        public Builder at(String method, String path, Endpoint endpoint) {
            routes.add(new Route(Methods.requireUpperCase(method), PathTemplate.parse(path), endpoint));
            return this;
        }

        /**
         * Adds all endpoints of another table.
         *
         * @param others the table
         * @return this builder
         */
        public Builder addAll(Endpoints others) {
            routes.addAll(others.routes);
            return this;
        }

        /**
         * The routing table.
         *
         * @return an immutable table
         * @throws IllegalStateException if two endpoints have the same method and path
         */
        public Endpoints build() {
            List<Route> sorted = new ArrayList<>(routes);
            sorted.sort(LITERALS_FIRST);
            for (int i = 1; i < sorted.size(); i++) {
                Route route = sorted.get(i);
                if (sorted.subList(0, i).stream().anyMatch(route::sameAs)) {
                    throw new IllegalStateException(
                            "two endpoints are at " + route.method() + " " + route.template() + ", keep one");
                }
            }
            return new Endpoints(List.copyOf(sorted));
        }
    }
}
