package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Resource;
import io.orgauth.identity.Resources;
import io.orgauth.json.JsonObject;

/** {@code /api/organizations/{org}/data-planes}: the answer holds what the data plane's configuration needs. */
final class DataPlanesApi {
    private DataPlanesApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Resources resources = request.services().resources();
        return request.page(
                (after, limit) -> resources.page(organization, after, limit),
                resource -> view(request, resource),
                Resource::id);
    }

    static HttpResponse create(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("uri", "origins", "permissions");
        Resource made = request.services()
                .resources()
                .create(organization, fields.text("uri"), fields.texts("origins"), fields.permissions("permissions"));
        return request.created("data-planes", made.id(), view(request, made));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().resources().find(request.organization(), request.id()),
                resource -> view(request, resource));
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().resources().remove(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject view(AdminRequest request, Resource resource) {
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
                .put("configuration", configuration)
                .build();
    }
}
