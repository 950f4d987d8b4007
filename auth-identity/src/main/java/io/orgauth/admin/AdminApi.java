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
        api.people();
        api.rights();
        api.signIn();
        return api.endpoints.build();
    }

    private void people() {
        at("GET", "/api/organizations", OrganizationsApi::list);
        at("GET", ORGANIZATION, OrganizationsApi::read);
        at("PATCH", ORGANIZATION, OrganizationsApi::change);
        at("GET", ORGANIZATION + "/members", MembersApi::list);
        at("GET", ORGANIZATION + "/members/{id}", MembersApi::read);
        at("PATCH", ORGANIZATION + "/members/{id}", MembersApi::change);
        at("DELETE", ORGANIZATION + "/members/{id}", MembersApi::remove);
        at("GET", ORGANIZATION + "/invitations", InvitationsApi::list);
        at("POST", ORGANIZATION + "/invitations", InvitationsApi::create);
        at("GET", ORGANIZATION + "/invitations/{id}", InvitationsApi::read);
        at("DELETE", ORGANIZATION + "/invitations/{id}", InvitationsApi::withdraw);
        at("GET", ORGANIZATION + "/audit", AuditApi::list);
    }

    private void rights() {
        at("GET", ORGANIZATION + "/roles", RolesApi::list);
        at("POST", ORGANIZATION + "/roles", RolesApi::create);
        at("GET", ORGANIZATION + "/roles/{id}", RolesApi::read);
        at("PATCH", ORGANIZATION + "/roles/{id}", RolesApi::change);
        at("DELETE", ORGANIZATION + "/roles/{id}", RolesApi::remove);
        at("GET", ORGANIZATION + "/clients", ClientsApi::list);
        at("POST", ORGANIZATION + "/clients", ClientsApi::create);
        at("GET", ORGANIZATION + "/clients/{id}", ClientsApi::read);
        at("PATCH", ORGANIZATION + "/clients/{id}", ClientsApi::change);
        at("DELETE", ORGANIZATION + "/clients/{id}", ClientsApi::disable);
        at("POST", ORGANIZATION + "/clients/{id}/secrets", ClientsApi::rotateSecret);
        at("POST", ORGANIZATION + "/clients/{id}/api-keys", ApiKeysApi::createForClient);
        at("GET", ORGANIZATION + "/api-keys", ApiKeysApi::list);
        at("POST", ORGANIZATION + "/api-keys", ApiKeysApi::create);
        at("GET", ORGANIZATION + "/api-keys/{id}", ApiKeysApi::read);
        at("PATCH", ORGANIZATION + "/api-keys/{id}", ApiKeysApi::change);
        at("DELETE", ORGANIZATION + "/api-keys/{id}", ApiKeysApi::deactivate);
        at("POST", ORGANIZATION + "/api-keys/{id}/rotation", ApiKeysApi::rotate);
        at("GET", ORGANIZATION + "/role-mappings", RoleMappingsApi::list);
        at("POST", ORGANIZATION + "/role-mappings", RoleMappingsApi::put);
        at("GET", ORGANIZATION + "/role-mappings/{id}", RoleMappingsApi::read);
        at("DELETE", ORGANIZATION + "/role-mappings/{id}", RoleMappingsApi::remove);
        at("GET", ORGANIZATION + "/data-planes", DataPlanesApi::list);
        at("POST", ORGANIZATION + "/data-planes", DataPlanesApi::create);
        at("GET", ORGANIZATION + "/data-planes/{id}", DataPlanesApi::read);
        at("DELETE", ORGANIZATION + "/data-planes/{id}", DataPlanesApi::remove);
    }

    private void signIn() {
        at("GET", ORGANIZATION + "/domains", DomainsApi::list);
        at("POST", ORGANIZATION + "/domains", DomainsApi::claim);
        at("GET", ORGANIZATION + "/domains/{id}", DomainsApi::read);
        at("POST", ORGANIZATION + "/domains/{id}/verify", DomainsApi::verify);
        at("PATCH", ORGANIZATION + "/domains/{id}", DomainsApi::bind);
        at("DELETE", ORGANIZATION + "/domains/{id}", DomainsApi::remove);
        at("GET", ORGANIZATION + "/connections", ConnectionsApi::list);
        at("POST", ORGANIZATION + "/connections", ConnectionsApi::create);
        at("GET", ORGANIZATION + "/connections/{id}", ConnectionsApi::read);
        at("PATCH", ORGANIZATION + "/connections/{id}", ConnectionsApi::change);
        at("POST", ORGANIZATION + "/connections/{id}/enable", ConnectionsApi::enable);
        at("POST", ORGANIZATION + "/connections/{id}/disable", ConnectionsApi::disable);
        at("POST", ORGANIZATION + "/connections/{id}/just-in-time", ConnectionsApi::justInTime);
        at("GET", ORGANIZATION + "/connections/{id}/lint", ConnectionsApi::lint);
        at("POST", ORGANIZATION + "/connections/{id}/explain", ConnectionsApi::explain);
        at("DELETE", ORGANIZATION + "/connections/{id}", ConnectionsApi::remove);
        at("GET", ORGANIZATION + "/policy", PolicyApi::read);
        at("PATCH", ORGANIZATION + "/policy", PolicyApi::change);
        at("GET", ORGANIZATION + "/break-glass", BreakGlassApi::list);
        at("GET", ORGANIZATION + "/break-glass/{id}", BreakGlassApi::read);
        at("POST", ORGANIZATION + "/break-glass/{id}", BreakGlassApi::issue);
        at("DELETE", ORGANIZATION + "/break-glass/{id}", BreakGlassApi::revoke);
        at("GET", ORGANIZATION + "/sign-ins", SignInsApi::list);
        at("GET", ORGANIZATION + "/sign-ins/{id}", SignInsApi::read);
        at("GET", ORGANIZATION + "/sessions", SessionsApi::list);
        at("DELETE", ORGANIZATION + "/sessions/{id}", SessionsApi::end);
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
