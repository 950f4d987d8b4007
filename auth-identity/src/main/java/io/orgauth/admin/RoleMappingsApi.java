package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.RoleMapping;
import io.orgauth.identity.RoleMappings;
import io.orgauth.json.JsonObject;

/** {@code /api/organizations/{org}/role-mappings}. */
final class RoleMappingsApi {
    private RoleMappingsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        RoleMappings mappings = request.services().roleMappings();
        return request.page(
                (after, limit) -> mappings.page(organization, after, limit), RoleMappingsApi::view, RoleMapping::group);
    }

    static HttpResponse put(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("group", "roles");
        RoleMapping made =
                request.services().roleMappings().put(organization, fields.text("group"), fields.roles("roles"));
        return HttpResponse.json(201, view(made));
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().roleMappings().remove(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject view(RoleMapping mapping) {
        return JsonObject.builder()
                .put("group", mapping.group())
                .put("roles", MembersApi.keys(mapping.roles()))
                .build();
    }
}
