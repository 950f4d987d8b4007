package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.SignInTrace;
import io.orgauth.identity.SignInTraces;
import io.orgauth.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;

/** {@code /api/organizations/{org}/sign-ins}: what happened at sign-ins, newest first. */
final class SignInsApi {
    private SignInsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        SignInTraces traces = request.services().signInTraces();
        return request.page(
                (after, limit) ->
                        traces.page(organization, after.map(SignInsApi::time).orElse(Instant.MAX), limit),
                SignInsApi::view,
                trace -> trace.time().toString());
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().signInTraces().find(request.organization(), request.id()), SignInsApi::view);
    }

    private static Instant time(String after) {
        try {
            return Instant.parse(after);
        } catch (DateTimeException e) {
            throw AdminRequest.badQuery("after must be the time of a sign-in");
        }
    }

    private static JsonObject view(SignInTrace trace) {
        JsonObject.Builder view = JsonObject.builder()
                .put("id", trace.id())
                .put("time", trace.time().toString())
                .put("outcome", trace.outcome())
                .put("details", trace.details());
        trace.connection().ifPresent(connection -> view.put("connection", connection));
        trace.user().ifPresent(user -> view.put("user", user.value()));
        return view.build();
    }
}
