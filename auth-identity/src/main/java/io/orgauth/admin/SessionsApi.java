package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.OrganizationSessions;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.json.JsonObject;

/** {@code /api/organizations/{org}/sessions}. What the person proved elsewhere, and to whom, is not shown. */
final class SessionsApi {
    private SessionsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        OrganizationSessions sessions = request.services().sessions();
        return request.page(
                (after, limit) -> sessions.page(organization, after, limit), SessionsApi::view, Session::id);
    }

    static HttpResponse end(AdminRequest request) {
        request.services().sessions().end(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject view(Session session) {
        return JsonObject.builder()
                .put("id", session.id())
                .put("user", session.user().value())
                .put("authentication", view(session.enteredBy()))
                .put("device", session.device())
                .put("created", session.times().created().toString())
                .put("last_used", session.times().seen().toString())
                .build();
    }

    private static JsonObject view(SignInProof proof) {
        JsonObject.Builder view = JsonObject.builder()
                .put("method", proof.method().code())
                .put("time", proof.time().toString());
        proof.external().map(ExternalAccount::connection).ifPresent(connection -> view.put("connection", connection));
        return view.build();
    }
}
