package io.orgauth.admin;

import io.orgauth.Principal;
import io.orgauth.http.Decision;
import io.orgauth.http.Endpoint;
import io.orgauth.http.Endpoints;
import io.orgauth.http.Gate;
import io.orgauth.http.HttpRequest;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.IdentityService;

/**
 * The admin API: JSON under {@code /api}, behind the same gate as everything else. Every operation acts for the proven caller,
 * so that the identity service decides what it may do.
 *
 * <p>Immutable and thread-safe.
 */
public final class AdminApi {
    private static final String ORGANIZATION = "/api/organizations/{org}";

    private final IdentityService identity;
    private final Gate gate;
    private final Endpoints.Builder endpoints = Endpoints.builder();

    private AdminApi(IdentityService identity, Gate gate) {
        this.identity = identity;
        this.gate = gate;
    }

    /**
     * The endpoints, relative to the issuer.
     *
     * @param identity the service they act on
     * @param gate admits tokens that are for the control plane itself
     * @return the endpoints
     */
    public static Endpoints endpoints(IdentityService identity, Gate gate) {
        AdminApi api = new AdminApi(identity, gate);
        api.at("GET", "/api/organizations", OrganizationsApi::list);
        api.at("GET", ORGANIZATION, OrganizationsApi::read);
        api.at("PATCH", ORGANIZATION, OrganizationsApi::change);
        api.at("GET", ORGANIZATION + "/members", MembersApi::list);
        api.at("GET", ORGANIZATION + "/members/{id}", MembersApi::read);
        api.at("PATCH", ORGANIZATION + "/members/{id}", MembersApi::change);
        api.at("DELETE", ORGANIZATION + "/members/{id}", MembersApi::remove);
        api.at("GET", ORGANIZATION + "/invitations", InvitationsApi::list);
        api.at("POST", ORGANIZATION + "/invitations", InvitationsApi::create);
        api.at("GET", ORGANIZATION + "/invitations/{id}", InvitationsApi::read);
        api.at("DELETE", ORGANIZATION + "/invitations/{id}", InvitationsApi::withdraw);
        api.at("GET", ORGANIZATION + "/roles", RolesApi::list);
        api.at("POST", ORGANIZATION + "/roles", RolesApi::create);
        api.at("GET", ORGANIZATION + "/roles/{id}", RolesApi::read);
        api.at("PATCH", ORGANIZATION + "/roles/{id}", RolesApi::change);
        api.at("DELETE", ORGANIZATION + "/roles/{id}", RolesApi::remove);
        api.at("GET", ORGANIZATION + "/clients", ClientsApi::list);
        api.at("POST", ORGANIZATION + "/clients", ClientsApi::create);
        api.at("GET", ORGANIZATION + "/clients/{id}", ClientsApi::read);
        api.at("PATCH", ORGANIZATION + "/clients/{id}", ClientsApi::change);
        api.at("DELETE", ORGANIZATION + "/clients/{id}", ClientsApi::disable);
        api.at("POST", ORGANIZATION + "/clients/{id}/secrets", ClientsApi::rotateSecret);
        api.at("POST", ORGANIZATION + "/clients/{id}/api-keys", ApiKeysApi::createForClient);
        api.at("GET", ORGANIZATION + "/api-keys", ApiKeysApi::list);
        api.at("POST", ORGANIZATION + "/api-keys", ApiKeysApi::create);
        api.at("GET", ORGANIZATION + "/api-keys/{id}", ApiKeysApi::read);
        api.at("PATCH", ORGANIZATION + "/api-keys/{id}", ApiKeysApi::change);
        api.at("DELETE", ORGANIZATION + "/api-keys/{id}", ApiKeysApi::deactivate);
        api.at("POST", ORGANIZATION + "/api-keys/{id}/rotation", ApiKeysApi::rotate);
        api.at("GET", ORGANIZATION + "/role-mappings", RoleMappingsApi::list);
        api.at("POST", ORGANIZATION + "/role-mappings", RoleMappingsApi::put);
        api.at("GET", ORGANIZATION + "/role-mappings/{id}", RoleMappingsApi::read);
        api.at("DELETE", ORGANIZATION + "/role-mappings/{id}", RoleMappingsApi::remove);
        api.at("GET", ORGANIZATION + "/data-planes", DataPlanesApi::list);
        api.at("POST", ORGANIZATION + "/data-planes", DataPlanesApi::create);
        api.at("GET", ORGANIZATION + "/data-planes/{id}", DataPlanesApi::read);
        api.at("DELETE", ORGANIZATION + "/data-planes/{id}", DataPlanesApi::remove);
        api.at("GET", ORGANIZATION + "/domains", DomainsApi::list);
        api.at("POST", ORGANIZATION + "/domains", DomainsApi::claim);
        api.at("GET", ORGANIZATION + "/domains/{id}", DomainsApi::read);
        api.at("POST", ORGANIZATION + "/domains/{id}/verify", DomainsApi::verify);
        api.at("PATCH", ORGANIZATION + "/domains/{id}", DomainsApi::bind);
        api.at("DELETE", ORGANIZATION + "/domains/{id}", DomainsApi::remove);
        api.at("GET", ORGANIZATION + "/connections", ConnectionsApi::list);
        api.at("POST", ORGANIZATION + "/connections", ConnectionsApi::create);
        api.at("GET", ORGANIZATION + "/connections/{id}", ConnectionsApi::read);
        api.at("PATCH", ORGANIZATION + "/connections/{id}", ConnectionsApi::change);
        api.at("POST", ORGANIZATION + "/connections/{id}/enable", ConnectionsApi::enable);
        api.at("POST", ORGANIZATION + "/connections/{id}/disable", ConnectionsApi::disable);
        api.at("POST", ORGANIZATION + "/connections/{id}/just-in-time", ConnectionsApi::justInTime);
        api.at("GET", ORGANIZATION + "/connections/{id}/lint", ConnectionsApi::lint);
        api.at("POST", ORGANIZATION + "/connections/{id}/explain", ConnectionsApi::explain);
        api.at("DELETE", ORGANIZATION + "/connections/{id}", ConnectionsApi::remove);
        api.at("GET", ORGANIZATION + "/policy", PolicyApi::read);
        api.at("PATCH", ORGANIZATION + "/policy", PolicyApi::change);
        api.at("GET", ORGANIZATION + "/break-glass", BreakGlassApi::list);
        api.at("GET", ORGANIZATION + "/break-glass/{id}", BreakGlassApi::read);
        api.at("POST", ORGANIZATION + "/break-glass/{id}", BreakGlassApi::issue);
        api.at("DELETE", ORGANIZATION + "/break-glass/{id}", BreakGlassApi::revoke);
        api.at("GET", ORGANIZATION + "/sign-ins", SignInsApi::list);
        api.at("GET", ORGANIZATION + "/sign-ins/{id}", SignInsApi::read);
        api.at("GET", ORGANIZATION + "/sessions", SessionsApi::list);
        api.at("DELETE", ORGANIZATION + "/sessions/{id}", SessionsApi::end);
        api.at("GET", ORGANIZATION + "/audit", AuditApi::list);
        return api.endpoints.build();
    }

    private void at(String method, String path, Operation operation) {
        endpoints.at(method, path, guarded(operation));
    }

    /** What the gate does not admit, the operation never sees. */
    private Endpoint guarded(Operation operation) {
        return request -> {
            Decision decision = gate.decide(request);
            if (decision instanceof Decision.Answer answer) {
                return answer.response();
            }
            if (decision instanceof Decision.Admitted admitted) {
                return answer(operation, request, admitted.principal());
            }
            throw new IllegalStateException("the admin API's gate must not admit anonymous callers");
        };
    }

    private HttpResponse answer(Operation operation, HttpRequest request, Principal principal) {
        try {
            return operation
                    .answer(new AdminRequest(request, principal, identity.actingFor(principal)))
                    .with("Cache-Control", "no-store");
        } catch (RuntimeException e) {
            return Problems.of(e);
        }
    }
}
