package io.orgauth.identity;

import io.orgauth.Grant;
import io.orgauth.Grants;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * The one place where rights are computed: from the state of now, never from a copy. Whatever stands between a subject and its
 * organization (the user, the membership, the client, the organization) refuses at the next call once it is disabled.
 */
final class IdentityGrants implements Grants {
    private final IdentityContext context;
    private final Stores stores;

    /** Rights as these stores have them: those of a unit of work, or of now. */
    IdentityGrants(IdentityContext context, Stores stores) {
        this.context = context;
        this.stores = stores;
    }

    @Override
    public Optional<Grant> current(Subject subject, OrganizationId organization) {
        if (!subject.issuer().equals(context.issuer())) {
            return Optional.empty(); // the same id elsewhere is somebody else
        }
        return stores.organizations()
                .find(organization)
                .filter(Organization::enabled)
                .flatMap(enabled -> roles(subject.id(), organization))
                .map(roles -> new Grant(context.permissionsOfThose(stores, organization, roles), roles));
    }

    private Optional<Set<Role>> roles(String id, OrganizationId organization) {
        return id.startsWith(ClientApplications.ID_PREFIX)
                ? clientRoles(id, organization)
                : memberRoles(id, organization);
    }

    private Optional<Set<Role>> memberRoles(String id, OrganizationId organization) {
        return stores.memberships()
                .find(organization, id)
                .filter(Membership::enabled)
                .filter(membership -> stores.users()
                        .find(membership.user())
                        .filter(User::enabled)
                        .filter(user -> isRenewable(user, organization))
                        .isPresent())
                .map(Membership::roles);
    }

    /** Who left the identity provider signs in there no more: their keys and tokens end, if nothing else lets them in. */
    private boolean isRenewable(User user, OrganizationId organization) {
        return WaysIn.of(stores, user, organization)
                .renewableUntil()
                .map(end -> context.clock().instant().isBefore(end))
                .orElse(true);
    }

    /** A product-wide client has no rights of its own in anybody's organization; it acts for users. */
    private Optional<Set<Role>> clientRoles(String id, OrganizationId organization) {
        return stores.clients()
                .find(Optional.of(organization), id)
                .filter(ClientApplication::enabled)
                .map(ClientApplication::roles);
    }
}
