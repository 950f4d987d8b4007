package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.ClientApplications;
import io.orgauth.identity.ClientSecret;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.RegisteredClient;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.time.Duration;

/** {@code /api/organizations/{org}/clients}: a secret is in the answer to what made it, and in no other. */
final class ClientsApi {
    private static final String SECRET = "client_secret";

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
        ClientFields fields = ClientFields.of(request, "name", "roles");
        RegisteredClient made = request.services().clients().create(organization, fields.registration());
        JsonObject.Builder body = view(made.client());
        made.secret().ifPresent(secret -> body.put(SECRET, secret));
        return request.created("clients", made.client().id(), body.build());
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().clients().find(request.organization(), request.id()),
                client -> view(client).build());
    }

    static HttpResponse change(AdminRequest request) {
        OrganizationId organization = request.organization();
        ClientFields fields = ClientFields.of(request, "name", "roles", "enabled");
        ClientApplication changed = request.services().clients().change(organization, request.id(), fields.change());
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
        IssuedSecret<ClientApplication> issued =
                request.services().clients().rotateSecret(organization, request.id(), Duration.ofSeconds(seconds));
        JsonObject body = view(issued.owner()).put(SECRET, issued.secret()).build();
        return request.created("clients", issued.owner().id(), body);
    }

    private static JsonObject.Builder view(ClientApplication client) {
        JsonObject.Builder view = JsonObject.builder()
                .put("client_id", client.id())
                .put("name", client.name())
                .put("roles", MembersApi.keys(client.roles()))
                .put("enabled", client.enabled())
                .put(
                        "secrets",
                        JsonArray.of(
                                client.secrets().stream().map(ClientsApi::view).toList()));
        ClientFields.show(client, view);
        return view;
    }

    private static JsonObject view(ClientSecret secret) {
        JsonObject.Builder view = JsonObject.builder()
                .put("hint", secret.hint())
                .put("created", secret.created().toString());
        secret.expires().ifPresent(expires -> view.put("expires", expires.toString()));
        return view.build();
    }
}
