package io.orgauth.admin;

import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Organization;
import io.orgauth.json.JsonObject;

/** {@code /api/organizations}: a caller sees and renames its own. */
final class OrganizationsApi {
    private OrganizationsApi() {}

    static HttpResponse list(AdminRequest request) {
        return request.page(
                request.services().organizations()::page,
                OrganizationsApi::view,
                organization -> organization.id().value());
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().organizations().find(request.organization()), OrganizationsApi::view);
    }

    static HttpResponse change(AdminRequest request) {
        String name = request.fields("name").text("name");
        return HttpResponse.json(200, view(request.services().organizations().rename(request.organization(), name)));
    }

    private static JsonObject view(Organization organization) {
        return JsonObject.builder()
                .put("id", organization.id().value())
                .put("slug", organization.slug())
                .put("name", organization.displayName())
                .put("enabled", organization.enabled())
                .build();
    }
}
