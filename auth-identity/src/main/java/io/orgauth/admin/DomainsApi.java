package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.DomainClaim;
import io.orgauth.identity.Domains;
import io.orgauth.json.JsonObject;
import java.util.Locale;

/** {@code /api/organizations/{org}/domains}. */
final class DomainsApi {
    private DomainsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Domains domains = request.services().domains();
        return request.page(
                (after, limit) -> domains.page(organization, after, limit), DomainsApi::view, DomainClaim::name);
    }

    static HttpResponse claim(AdminRequest request) {
        OrganizationId organization = request.organization();
        String name = request.fields("name").text("name");
        DomainClaim claim = request.services().domains().claim(organization, name);
        return request.created("domains", claim.name(), view(claim));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().domains().find(request.organization(), request.id()), DomainsApi::view);
    }

    static HttpResponse verify(AdminRequest request) {
        return HttpResponse.json(200, view(request.services().domains().verify(request.organization(), request.id())));
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().domains().remove(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject view(DomainClaim domain) {
        JsonObject record = JsonObject.builder()
                .put("type", "TXT")
                .put("name", Domains.recordName(domain))
                .put("value", domain.challenge())
                .build();
        return JsonObject.builder()
                .put("name", domain.name())
                .put("state", domain.state().name().toLowerCase(Locale.ROOT))
                .put("record", record)
                .build();
    }
}
