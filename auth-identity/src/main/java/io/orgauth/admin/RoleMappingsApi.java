package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.RoleMapping;
import io.orgauth.identity.RoleMappings;
import io.orgauth.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * {@code /api/organizations/{org}/role-mappings}: creating one for a group that has one replaces it. In paths a mapping is known
 * by its group in base64url, since directories put slashes and more into the names of groups.
 */
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
        return request.created("role-mappings", id(made), view(made));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().roleMappings().find(request.organization(), group(request)), RoleMappingsApi::view);
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().roleMappings().remove(request.organization(), group(request));
        return HttpResponse.noContent();
    }

    private static String id(RoleMapping mapping) {
        byte[] group = mapping.group().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(group);
    }

    private static String group(AdminRequest request) {
        return request.id(id -> new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8));
    }

    private static JsonObject view(RoleMapping mapping) {
        return JsonObject.builder()
                .put("id", id(mapping))
                .put("group", mapping.group())
                .put("roles", MembersApi.keys(mapping.roles()))
                .build();
    }
}
