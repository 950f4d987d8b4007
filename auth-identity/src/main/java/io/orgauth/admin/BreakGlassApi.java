package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.BreakGlass;
import io.orgauth.identity.IssuedSecret;
import io.orgauth.identity.UserId;
import io.orgauth.json.JsonObject;
import java.util.List;

/** {@code /api/organizations/{org}/break-glass}: a secret is in the answer to what made it, and in no other. */
final class BreakGlassApi {
    private BreakGlassApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        List<BreakGlass> all = request.services().breakGlassOwners().list(organization);
        return request.page(
                (after, limit) -> all.stream()
                        .filter(glass -> after.map(last -> glass.key().compareTo(last) > 0)
                                .orElse(true))
                        .limit(limit)
                        .toList(),
                BreakGlassApi::view,
                BreakGlass::key);
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().breakGlassOwners().list(request.organization()).stream()
                        .filter(glass -> glass.key().equals(request.id()))
                        .findFirst(),
                BreakGlassApi::view);
    }

    static HttpResponse issue(AdminRequest request) {
        OrganizationId organization = request.organization();
        IssuedSecret<BreakGlass> issued =
                request.services().breakGlassOwners().issue(organization, request.id(UserId::new));
        JsonObject body = JsonObject.builder()
                .put("user", issued.owner().key())
                .put("secret", issued.secret())
                .build();
        return request.created("break-glass", issued.owner().key(), body);
    }

    static HttpResponse revoke(AdminRequest request) {
        request.services().breakGlassOwners().revoke(request.organization(), request.id(UserId::new));
        return HttpResponse.noContent();
    }

    private static JsonObject view(BreakGlass glass) {
        return JsonObject.builder().put("user", glass.key()).build();
    }
}
