package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.RoleDefinition;
import io.orgauth.identity.Roles;
import io.orgauth.json.JsonObject;

/** {@code /api/organizations/{org}/roles}: the organization's own. */
final class RolesApi {
    private RolesApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Roles roles = request.services().roles();
        return request.page(
                (after, limit) -> roles.page(organization, after, limit), RolesApi::view, RoleDefinition::key);
    }

    static HttpResponse create(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("key", "permissions");
        RoleDefinition made =
                request.services().roles().create(organization, fields.text("key"), fields.permissions("permissions"));
        return request.created("roles", made.key(), view(made));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().roles().find(request.organization(), request.id(Role::of)), RolesApi::view);
    }

    static HttpResponse change(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("permissions");
        return HttpResponse.json(
                200,
                view(request.services()
                        .roles()
                        .change(organization, request.id(Role::of), fields.permissions("permissions"))));
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().roles().remove(request.organization(), request.id(Role::of));
        return HttpResponse.noContent();
    }

    private static JsonObject view(RoleDefinition role) {
        return JsonObject.builder()
                .put("key", role.key())
                .put(
                        "permissions",
                        role.permissions().stream()
                                .map(Permission::value)
                                .sorted()
                                .toList())
                .build();
    }
}
