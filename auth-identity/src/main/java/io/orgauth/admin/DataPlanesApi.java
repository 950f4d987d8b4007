package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.RegisteredClient;
import io.orgauth.identity.RegisteredDataPlane;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Resources;
import io.orgauth.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** {@code /api/organizations/{org}/data-planes}: the answer holds what the data plane's configuration needs. */
final class DataPlanesApi {
    private DataPlanesApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Resources resources = request.services().resources();
        return request.page(
                (after, limit) -> resources.page(organization, after, limit),
                resource -> view(request, resource).build(),
                Resource::id);
    }

    static HttpResponse create(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("uri", "origins", "permissions", "client");
        String uri = fields.text("uri");
        Set<String> origins = fields.texts("origins");
        Set<Permission> permissions = fields.permissions("permissions");
        Optional<String> client = fields.optionalText("client");
        Resources resources = request.services().resources();
        if (client.isEmpty()) {
            return created(request, view(request, resources.create(organization, uri, origins, permissions)));
        }
        RegisteredDataPlane made = resources.createWithClient(organization, uri, origins, permissions, client.get());
        return created(request, view(request, made.resource()).put("client", view(made.client())));
    }

    private static HttpResponse created(AdminRequest request, JsonObject.Builder view) {
        JsonObject body = view.build();
        return request.created("data-planes", body.string("id").orElseThrow(), body);
    }

    private static JsonObject view(RegisteredClient client) {
        return JsonObject.builder()
                .put("client_id", client.client().id())
                .put("client_secret", client.secret().orElseThrow())
                .build();
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().resources().find(request.organization(), request.id()),
                resource -> view(request, resource).build());
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().resources().remove(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject.Builder view(AdminRequest request, Resource resource) {
        JsonObject configuration = JsonObject.builder()
                .put("issuer", request.principal().subject().issuer())
                .put("organization", resource.organization().value())
                .put("audience", resource.uri().toString())
                .build();
        return JsonObject.builder()
                .put("id", resource.id())
                .put("uri", resource.uri().toString())
                .put("origins", resource.origins().stream().sorted().toList())
                .put(
                        "permissions",
                        resource.permissions().stream()
                                .map(Permission::value)
                                .sorted()
                                .toList())
                .put("configuration", configuration);
    }
}
