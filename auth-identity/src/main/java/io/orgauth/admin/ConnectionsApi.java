package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.admin.FieldException.Fault;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Connections;
import io.orgauth.identity.Domain;
import io.orgauth.identity.StoredConnection;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /api/organizations/{org}/connections}: of secrets the names are shown, and nothing else. */
final class ConnectionsApi {
    private ConnectionsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Connections connections = request.services().connections();
        return request.page(
                (after, limit) -> connections.page(organization, after, limit),
                connection -> view(request, connection),
                StoredConnection::id);
    }

    static HttpResponse create(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("protocol", "name", "settings", "secrets", "domains");
        ConnectionRecord.Builder record = ConnectionRecord.builder(fields.text("protocol"))
                .organization(organization)
                .name(fields.text("name"))
                .settings(fields.object("settings"));
        fields.optionalTextsByName("secrets").ifPresent(secrets -> secrets.forEach(record::secret));
        Set<Domain> domains = fields.domains("domains");
        StoredConnection added = request.services().connections().add(built(record), domains.toArray(Domain[]::new));
        return request.created("connections", added.id(), view(request, added));
    }

    static HttpResponse read(AdminRequest request) {
        return HttpResponse.json(200, view(request, present(request)));
    }

    /** What is left out stays as it is. */
    static HttpResponse change(AdminRequest request) {
        Fields fields = request.fields("name", "settings", "secrets").requireSome();
        StoredConnection now = present(request);
        ConnectionRecord.Builder record = ConnectionRecord.builder(now.protocol())
                .id(now.id())
                .organization(request.organization())
                .name(fields.optionalText("name").orElse(now.name()))
                .settings(fields.optionalObject("settings").orElse(now.settings()));
        fields.optionalTextsByName("secrets").ifPresent(secrets -> secrets.forEach(record::secret));
        return HttpResponse.json(
                200, view(request, request.services().connections().change(built(record))));
    }

    static HttpResponse enable(AdminRequest request) {
        OrganizationId organization = request.organization();
        return HttpResponse.json(
                200, view(request, request.services().connections().enable(organization, request.id())));
    }

    static HttpResponse disable(AdminRequest request) {
        OrganizationId organization = request.organization();
        return HttpResponse.json(
                200, view(request, request.services().connections().disable(organization, request.id())));
    }

    /** An empty list refuses people who are not known yet. */
    static HttpResponse justInTime(AdminRequest request) {
        OrganizationId organization = request.organization();
        Set<Role> roles = request.fields("roles").roles("roles");
        if (roles.size() > 1) {
            throw new FieldException(Fault.MALFORMED, Optional.of("roles"));
        }
        Optional<Role> role = roles.stream().findFirst();
        return HttpResponse.json(
                200, view(request, request.services().connections().justInTime(organization, request.id(), role)));
    }

    static HttpResponse remove(AdminRequest request) {
        request.services().connections().remove(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    static HttpResponse lint(AdminRequest request) {
        return findings(request.services().connections().lint(request.organization(), request.id()));
    }

    static HttpResponse explain(AdminRequest request) {
        OrganizationId organization = request.organization();
        Callback callback = Callback.posted(request.fields("parameters").textsByName("parameters"));
        return findings(request.services().connections().explain(organization, request.id(), callback));
    }

    private static StoredConnection present(AdminRequest request) {
        return request.services()
                .connections()
                .find(request.organization(), request.id())
                .orElseThrow(AdminRequest::notFound);
    }

    private static ConnectionRecord built(ConnectionRecord.Builder record) {
        try {
            return record.build();
        } catch (IllegalArgumentException e) {
            throw new FieldException(Fault.MALFORMED, Optional.empty());
        }
    }

    private static HttpResponse findings(List<Finding> findings) {
        JsonArray array =
                JsonArray.of(findings.stream().map(ConnectionsApi::view).toList());
        return HttpResponse.json(
                200, JsonObject.builder().put("findings", array).build());
    }

    private static JsonObject view(Finding finding) {
        return JsonObject.builder()
                .put("check", finding.check())
                .put("outcome", finding.outcome().name().toLowerCase(Locale.ROOT))
                .put("expected", finding.expected())
                .put("got", finding.got())
                .put("fixed_by", finding.fixedBy())
                .build();
    }

    private static JsonObject view(AdminRequest request, StoredConnection connection) {
        String url = request.principal().subject().issuer() + "/sso/" + connection.id();
        JsonObject.Builder view = JsonObject.builder()
                .put("id", connection.id())
                .put("protocol", connection.protocol())
                .put("name", connection.name())
                .put("settings", connection.settings())
                .put(
                        "secrets",
                        connection.sealedSecrets().keySet().stream().sorted().toList())
                .put("enabled", connection.admission().enabled())
                .put(
                        "roles",
                        MembersApi.keys(
                                connection.admission().justInTime().stream().toList()))
                .put("callback", url + "/callback")
                .put("metadata", url + "/metadata");
        connection.admission().tested().ifPresent(tested -> view.put("tested", tested.toString()));
        return view.build();
    }
}
