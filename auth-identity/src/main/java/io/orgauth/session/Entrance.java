package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.Reason;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.Membership;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.session.PendingSignIns.Known;
import java.util.List;
import java.util.Optional;

/** Into which organization somebody who is proven goes, and their session there. Immutable and thread-safe. */
final class Entrance {
    private final SignInParts parts;
    private final ProviderLeg provider;

    Entrance(SignInParts parts, ProviderLeg provider) {
        this.parts = parts;
        this.provider = provider;
    }

    /** Somebody is proven by what is kept here: an invitation is accepted, then one organization is entered. */
    Next proven(Known known, SignInState state, User user, SignInProof proof, String device) {
        Optional<OrganizationId> invited = state.invitation().map(secret -> accepted(state, user, secret));
        SignInState proven = invited.map(state::entering).orElse(state).proven(user.id(), proof);
        Optional<OrganizationId> organization = proven.organization();
        if (organization.isPresent()) {
            return enter(known, proven, user, organization.get(), device);
        }
        List<OrganizationId> open = open(user, proof);
        if (open.size() == 1) {
            return enter(known, proven, user, open.get(0), device);
        }
        if (open.isEmpty()) {
            return nowhere(known, proven, user);
        }
        parts.pending().step(known, proven);
        return SignIn.ask(Next.What.ORGANIZATION, known.handle(), proven, open);
    }

    private OrganizationId accepted(SignInState state, User user, String secret) {
        try {
            return parts.identity()
                    .operator()
                    .invitations()
                    .accept(user.id(), secret)
                    .organization();
        } catch (IdentityException e) {
            throw parts.traces().refused(state, SignInReason.INVITATION_NOT_VALID, Optional.of(e.reason()), List.of());
        }
    }

    /** The organizations that this proof opens now. */
    List<OrganizationId> open(User user, SignInProof proof) {
        return parts.stores().memberships().ofUser(user.id()).stream()
                .map(Membership::organization)
                .filter(id -> opens(user, id, proof).isEmpty())
                .toList();
    }

    /** Why the proof does not open the organization, if it does not. */
    private Optional<Reason> opens(User user, OrganizationId organization, SignInProof proof) {
        try {
            parts.policy().require(parts.stores(), user, organization, proof);
            return Optional.empty();
        } catch (PermissionDeniedException e) {
            return Optional.of(e.reason());
        }
    }

    /** Whoever is a member of one organization only, which demands an identity provider, is sent there. */
    private Next nowhere(Known known, SignInState state, User user) {
        List<Membership> memberships = parts.stores().memberships().ofUser(user.id());
        if (memberships.size() == 1) {
            OrganizationId only = memberships.get(0).organization();
            Optional<Reason> why =
                    opens(user, only, state.proven().orElseThrow().proof());
            return refusedOrSent(known, state, user, only, why);
        }
        throw parts.traces().refused(state, SignInReason.NO_ORGANIZATION, Optional.empty(), List.of());
    }

    private Next refusedOrSent(
            Known known, SignInState state, User user, OrganizationId organization, Optional<Reason> why) {
        Optional<String> demanded = parts.identity()
                .operator()
                .connections()
                .route(user.email())
                .filter(way -> way.sso().organization().equals(organization))
                .map(way -> way.connection().id());
        if (why.filter(AccessPolicyReason.SSO_REQUIRED::equals).isPresent() && demanded.isPresent()) {
            parts.pending().consume(known);
            return provider.sendTo(state.entering(organization), demanded.get());
        }
        throw parts.traces().refused(state, SignInReason.NOT_ADMITTED, why, List.of());
    }

    Next enter(Known known, SignInState state, User user, OrganizationId organization, String device) {
        SignInProof proof = state.proven().orElseThrow().proof();
        StartedSession started;
        try {
            started = parts.identity().units().atomically((unit, events) -> {
                PendingSignIns.consume(unit, known);
                return parts.sessions()
                        .begin(unit, events, user, Optional.of(organization), proof, before(unit, state), device);
            });
        } catch (PermissionDeniedException e) {
            return refusedOrSent(known, state, user, organization, Optional.of(e.reason()));
        }
        parts.traces().signedIn(state.entering(organization), user.id());
        return new Next.Done(started, state.returnTo());
    }

    static Optional<Session> before(Stores unit, SignInState state) {
        return state.session().flatMap(before -> unit.sessions().find(before.user(), before.id()));
    }
}
