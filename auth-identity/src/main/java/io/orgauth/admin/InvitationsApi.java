package io.orgauth.admin;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Invitation;
import io.orgauth.identity.Invitations;
import io.orgauth.json.JsonObject;

/** {@code /api/organizations/{org}/invitations}: the link goes to the mailbox and is never shown. */
final class InvitationsApi {
    private InvitationsApi() {}

    static HttpResponse list(AdminRequest request) {
        OrganizationId organization = request.organization();
        Invitations invitations = request.services().invitations();
        return request.page(
                (after, limit) -> invitations.page(organization, after, limit), InvitationsApi::view, Invitation::id);
    }

    static HttpResponse create(AdminRequest request) {
        OrganizationId organization = request.organization();
        Fields fields = request.fields("email", "roles");
        Invitation made =
                request.services().invitations().invite(organization, fields.text("email"), fields.roles("roles"));
        return request.created("invitations", made.id(), view(made));
    }

    static HttpResponse read(AdminRequest request) {
        return AdminRequest.found(
                request.services().invitations().find(request.organization(), request.id()), InvitationsApi::view);
    }

    static HttpResponse withdraw(AdminRequest request) {
        request.services().invitations().withdraw(request.organization(), request.id());
        return HttpResponse.noContent();
    }

    private static JsonObject view(Invitation invitation) {
        return JsonObject.builder()
                .put("id", invitation.id())
                .put("email", invitation.email().value())
                .put("roles", MembersApi.keys(invitation.roles()))
                .put("expires", invitation.expires().toString())
                .build();
    }
}
