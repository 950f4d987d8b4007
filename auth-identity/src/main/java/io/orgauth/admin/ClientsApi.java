package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.ClientSecret;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.time.Duration;

/** {@code /api/organizations/{org}/clients}: a secret is in the answer to what made it, and in no other. */
final class ClientsApi {
    private ClientsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        ClientApplications clients = request.services().clients();
        return request.page(
                (after, limit) -> clients.page(organization, after, limit),
                client -> view(client).build(),
                ClientApplication::id);
    }

    static HttpResponse create(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("name", "roles");
        return issued(
                request, request.services().clients().create(organization, fields.text("name"), fields.roles("roles")));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().clients().find(request.organization(), request.id()),
                client -> view(client).build());
    }

    static HttpResponse change(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("name", "roles", "enabled").requireSome();
        ClientApplication changed = request.services()
                .clients()
                .change(
                        organization,
                        request.id(),
                        fields.optionalText("name"),
                        fields.optionalRoles("roles"),
                        fields.optionalFlag("enabled"));
        return HttpResponse.json(200, view(changed).build());
    }

    /** A client's id is never used again, so it is not removed. */
    static HttpResponse disable(AdminRequest request) {
        request.services().clients().disable(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    static HttpResponse rotateSecret(AdminRequest request) {
        OrganizationId organization = request.organization();
        long seconds = request.fields("overlap_seconds")
                .optionalNumber("overlap_seconds")
                .orElse(ClientApplications.MAX_OVERLAP.toSeconds());
        return issued(
                request,
                request.services().clients().rotateSecret(organization, request.id(), Duration.ofSeconds(seconds)));
    }

    private static HttpResponse issued(AdminRequest request, IssuedSecret<ClientApplication> issued) {
        JsonObject body =
                view(issued.owner()).put("client_secret", issued.secret()).build();
        return request.created("clients", issued.owner().id(), body);
    }

    private static JsonObject.Builder view(ClientApplication client) {
        return JsonObject.builder()
                .put("client_id", client.id())
                .put("name", client.name())
                .put("roles", MembersApi.keys(client.roles()))
                .put("enabled", client.enabled())
                .put(
                        "secrets",
                        JsonArray.of(
                                client.secrets().stream().map(ClientsApi::view).toList()));
    }

    private static JsonObject view(ClientSecret secret) {
        JsonObject.Builder view = JsonObject.builder()
                .put("hint", secret.hint())
                .put("created", secret.created().toString());
        secret.expires().ifPresent(expires -> view.put("expires", expires.toString()));
        return view.build();
    }
}
