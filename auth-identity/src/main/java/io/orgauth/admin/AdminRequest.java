package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ActingServices;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A request of a proven caller, with the parts of it that operations read. */
final class AdminRequest {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final Set<String> PARAMETERS = Set.of("limit", "after");
    // A provider's metadata, or an answer to explain, is one string; the door bounds the whole.
    private static final JsonLimits BODY =
            JsonLimits.standard().withMaxBytes(HttpRequest.MAX_BODY).withMaxStringLength(HttpRequest.MAX_BODY);

    private final HttpRequest request;
    private final Principal principal;
    private final ActingServices services;

    AdminRequest(HttpRequest request, Principal principal, ActingServices services) {
        this.request = request;
        this.principal = principal;
        this.services = services;
    }

    ActingServices services() {
        return services;
    }

    Principal principal() {
        return principal;
    }

    /** The organization of the path, which must be the caller's own: any other looks like one that is not there. */
    OrganizationId organization() {
        if (!request.pathParameter("org").equals(principal.organization().value())) {
            throw notFound();
        }
        return principal.organization();
    }

    String id() {
        return request.pathParameter("id");
    }

    /** The id of the path as a type; what can't be one is not there. */
    <T> T id(Function<String, T> type) {
        try {
            return type.apply(id());
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    /** The body, which may have these members and no others. */
    Fields fields(String... known) {
        return Fields.of(request.json(BODY), known);
    }

    /** One page of a list: {@code {"items": [...], "next": ...}}, where {@code next} is left out on the last one. */
    <V> HttpResponse page(Pages<V> source, Function<V, JsonObject> view, Function<V, String> key) {
        Form query = query();
        int limit = limit(query);
        Optional<String> after = query.single("after").filter(text -> !text.isEmpty());
        List<V> values = source.page(after, limit + 1);
        List<V> shown = values.subList(0, Math.min(limit, values.size()));
        JsonObject.Builder page = JsonObject.builder()
                .put("items", JsonArray.of(shown.stream().map(view).toList()));
        if (values.size() > limit) {
            page.put("next", key.apply(shown.get(limit - 1)));
        }
        return HttpResponse.json(200, page.build());
    }

    /** A list that knows what comes after a key. */
    @FunctionalInterface
    interface Pages<V> {
        List<V> page(Optional<String> after, int limit);
    }

    /** A misspelled parameter must not give the first page for ever. */
    private Form query() {
        Form query = request.query();
        if (!PARAMETERS.containsAll(query.names())) {
            throw badQuery("expected no other parameters than " + PARAMETERS);
        }
        return query;
    }

    private static int limit(Form query) {
        String text = query.single("limit").orElse(Integer.toString(DEFAULT_LIMIT));
        int limit = text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw badQuery("limit must be 1 to " + MAX_LIMIT);
        }
        return limit;
    }

    static BadRequestException badQuery(String message) {
        return new BadRequestException(IdentityReason.INVALID, message);
    }

    /** Where it is now follows from the configured issuer, never from the request's Host. */
    HttpResponse created(String collection, String id, JsonObject body) {
        String location = principal.subject().issuer() + "/api/organizations/" + principal.organization() + "/"
                + collection + "/" + id;
        return HttpResponse.json(201, body).with("Location", location);
    }

    /** What a look-up gave, or the answer that there is nothing. */
    static <V> HttpResponse found(Optional<V> value, Function<V, JsonObject> view) {
        return HttpResponse.json(200, view.apply(value.orElseThrow(AdminRequest::notFound)));
    }

    static IdentityException notFound() {
        return new IdentityException(IdentityReason.NOT_FOUND, "no such thing");
    }
}
