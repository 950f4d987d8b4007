package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Domain;
import io.orgauth.identity.DomainClaim;
import io.orgauth.identity.DomainSso;
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
                (after, limit) -> domains.page(organization, after, limit),
                claim -> view(request, claim),
                DomainClaim::name);
    }

    static HttpResponse claim(AdminRequest request) {
        OrganizationId organization = request.organization();
        String name = request.fields("name").text("name");
        DomainClaim claim = request.services().domains().claim(organization, name);
        return request.created("domains", claim.name(), view(request, claim));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().domains().find(request.organization(), request.id()), claim -> view(request, claim));
    }

    static HttpResponse verify(AdminRequest request) {
        return HttpResponse.json(
                200, view(request, request.services().domains().verify(request.organization(), request.id())));
    }

    /** Who signs in by which connection, and whether they must. */
    static HttpResponse bind(AdminRequest request) {
        OrganizationId organization = request.organization();
        Domain domain = request.id(Domain::of);
        Fields fields = request.fields("sso", "connection", "realm").requireSome();
        request.services()
                .connections()
                .bind(
                        organization,
                        domain,
                        fields.text("connection"),
                        fields.mode("sso"),
                        fields.optionalText("realm"));
        return read(request);
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().domains().remove(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject view(AdminRequest request, DomainClaim domain) {
        JsonObject record = JsonObject.builder()
                .put("type", "TXT")
                .put("name", Domains.recordName(domain))
                .put("value", domain.challenge())
                .build();
        JsonObject.Builder view = JsonObject.builder()
                .put("name", domain.name())
                .put("state", domain.state().name().toLowerCase(Locale.ROOT))
                .put("record", record);
        request.services()
                .connections()
                .binding(domain.organization(), Domain.of(domain.name()))
                .ifPresent(bound -> put(view, bound));
        return view.build();
    }

    private static void put(JsonObject.Builder view, DomainSso bound) {
        view.put("sso", bound.mode().name().toLowerCase(Locale.ROOT)).put("connection", bound.connection());
        bound.realm().ifPresent(realm -> view.put("realm", realm));
    }
}
