package io.orgauth.dataplane;

import io.orgauth.OrganizationId;
import io.orgauth.http.Endpoints;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Stores;
import io.orgauth.oauth.ClientAuthentication;
import io.orgauth.trust.SignedBundle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /organizations/{org}/trust-bundle} and the chunks below it, each for one client only: that of the data plane itself,
 * which has the role {@link ClientApplications#DATA_PLANE} and no other, and the data plane as its default resource.
 *
 * <p>A request with {@code If-None-Match} and {@code Prefer: wait=20} (RFC 7240, 4.3) is answered when there is another bundle, or
 * with 304. It holds a thread of the container, so no more than 16 wait; others get their 304 at once and ask again.
 */
public final class TrustBundleEndpoints {
    private static final String PATH = "/organizations/{org}/trust-bundle";
    private static final Pattern WAIT = Pattern.compile("(?:^|.*[,;\\s])wait=([0-9]{1,3})(?:$|[,;\\s].*)");
    private static final long LONGEST_WAIT = 25;
    private static final int MOST_WAITING = 16;

    private final ClientAuthentication clients;
    private final Stores stores;
    private final Supplier<PublishedBundle> made;
    private final Map<String, PublishedBundle> published = new ConcurrentHashMap<>();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    private TrustBundleEndpoints(ClientAuthentication clients, Stores stores, Supplier<PublishedBundle> made) {
        this.clients = clients;
        this.stores = stores;
        this.made = made;
    }

    /**
     * The endpoints, relative to the issuer.
     *
     * @param publisher makes the bundles
     * @param clients which data plane asks
     * @return the endpoints
     */
    public static Endpoints of(BundlePublisher publisher, ClientAuthentication clients) {
        TrustBundleEndpoints own = new TrustBundleEndpoints(clients, publisher.stores(), publisher::bundle);
        return Endpoints.builder()
                .at("GET", PATH, own::document)
                .at("GET", PATH + "/{chunk}", own::chunk)
                .build();
    }

    private HttpResponse document(HttpRequest request) {
        return admitted(request, resource -> {
            List<String> known = request.headers().all("If-None-Match");
            PublishedBundle bundle = bundle(resource);
            SignedBundle now =
                    known.size() == 1 ? awaited(bundle, resource, known.get(0), request) : bundle.current(resource);
            HttpResponse answer = known.equals(List.of(now.etag()))
                    ? HttpResponse.of(304)
                    : HttpResponse.of(200, "application/json", now.document());
            return answer.with("ETag", now.etag()).with("Cache-Control", "private, no-cache");
        });
    }

    private SignedBundle awaited(PublishedBundle bundle, Resource resource, String etag, HttpRequest request) {
        Duration patience = patience(request);
        if (patience.isZero() || !waiting.tryAcquire()) {
            return bundle.current(resource);
        }
        try {
            return bundle.other(resource, etag, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the container is stopping
            return bundle.current(resource);
        } finally {
            waiting.release();
        }
    }

    private static Duration patience(HttpRequest request) {
        Matcher wait = WAIT.matcher(request.headers().first("Prefer").orElse(""));
        return wait.matches()
                ? Duration.ofSeconds(Math.min(LONGEST_WAIT, Long.parseLong(wait.group(1))))
                : Duration.ZERO;
    }

    private HttpResponse chunk(HttpRequest request) {
        return admitted(
                request,
                resource -> bundle(resource)
                        .chunk(resource, request.pathParameter("chunk"))
                        .map(chunk -> HttpResponse.of(200, "application/json", chunk)
                                .with("Cache-Control", "private, max-age=31536000, immutable"))
                        .orElseGet(TrustBundleEndpoints::notFound));
    }

    private PublishedBundle bundle(Resource resource) {
        return published.computeIfAbsent(resource.id(), id -> made.get());
    }

    /** What answers once it is known for which resource. */
    private interface Answering {
        HttpResponse answer(Resource resource);
    }

    private HttpResponse admitted(HttpRequest request, Answering answering) {
        Optional<ClientApplication> client = clients.byBasic(request.headers().all("Authorization"));
        if (client.isEmpty()) {
            return HttpResponse.problem(401, "Client authentication is required", "invalid_client")
                    .with("WWW-Authenticate", "Basic realm=\"trust-bundle\"");
        }
        if (!client.get().owner().map(OrganizationId::value).equals(Optional.of(request.pathParameter("org")))) {
            return notFound(); // whether that organization exists is none of this client's business
        }
        return ownResource(client.get())
                .map(answering::answer)
                .orElseGet(() -> HttpResponse.problem(
                        403, "Only a data plane's own client may fetch its bundle", "not_a_data_plane"));
    }

    private Optional<Resource> ownResource(ClientApplication client) {
        if (!client.roles().equals(Set.of(ClientApplications.DATA_PLANE))) {
            return Optional.empty();
        }
        return client.defaultResource()
                .flatMap(stores.resources()::byUri)
                .filter(resource -> client.owner().equals(Optional.of(resource.organization())));
    }

    private static HttpResponse notFound() {
        return HttpResponse.problem(404, "Not found", "not_found");
    }
}
