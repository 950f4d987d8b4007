package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Member;
import io.orgauth.identity.Members;
import io.orgauth.identity.UserId;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** {@code /api/organizations/{org}/members}. */
final class MembersApi {
    private MembersApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Members members = request.services().members();
        return request.page(
                (after, limit) -> members.list(organization, after, limit),
                MembersApi::view,
                member -> member.membership().key());
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().members().member(request.organization(), request.id(UserId::new)), MembersApi::view);
    }

    static HttpResponse change(AdminRequest request) {
        OrganizationId organization = request.organization();
        UserId user = request.id(UserId::new);
        Fields fields = request.fields("roles", "enabled", "attributes").requireSome();
        Members members = request.services().members();
        return HttpResponse.json(
                200,
                view(members.change(
                        organization,
                        user,
                        fields.optionalRoles("roles"),
                        fields.optionalFlag("enabled"),
                        fields.optionalMap("attributes"))));
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().members().remove(request.organization(), request.id(UserId::new));
        return HttpResponse.noContent();
    }

    private static JsonObject view(Member member) {
        return JsonObject.builder()
                .put("id", member.membership().user().value())
                .put("email", member.email().value())
                .put("roles", keys(member.membership().roles()))
                .put("manual_roles", keys(member.membership().manualRoles()))
                .put("mapped_roles", keys(member.membership().mappedRoles()))
                .put("enabled", member.membership().enabled())
                .put(
                        "attributes",
                        JsonValue.of(new TreeMap<>(member.membership().attributes())))
                .build();
    }

    static List<String> keys(Collection<Role> roles) {
        return roles.stream().map(Role::key).sorted().toList();
    }
}
