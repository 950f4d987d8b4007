package io.orgauth.oauth;

import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.identity.UserId;
import java.util.List;

/** What ID tokens and userinfo say about a person, as far as it was allowed (OpenID Connect Core, 5.4). */
final class PersonClaims {
    private final OAuthContext context;

    PersonClaims(OAuthContext context) {
        this.context = context;
    }

    /** Takes what is said about a person. */
    interface Sink {
        void email(String address, boolean proven);

        void groups(List<String> names);
    }

    void put(UserId id, OrganizationId organization, Scope allowed, Sink sink) {
        if (allowed.has(Scope.EMAIL)) {
            context.stores()
                    .users()
                    .find(id)
                    .ifPresent(user -> sink.email(user.email().value(), user.emailProven()));
        }
        if (allowed.has(Scope.GROUPS)) {
            sink.groups(groups(id, organization));
        }
    }

    /** Both parts never change and hold no colon, so that a group means one role for ever. */
    private List<String> groups(UserId id, OrganizationId organization) {
        Grant grant = context.identity()
                .grants()
                .current(Subject.of(context.issuer(), id.value()), organization)
                .orElse(Grant.NONE);
        return grant.roles().stream()
                .map(Role::key)
                .map(role -> organization.value() + ":" + role)
                .sorted()
                .toList();
    }
}
