package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.PermissionDeniedException;
import io.orgauth.identity.ExternalAccounts;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.Session;
import io.orgauth.identity.SignInMethod;
import io.orgauth.identity.SignInProof;
import io.orgauth.identity.SignInProof.ExternalAccount;
import io.orgauth.identity.StoredConnection;
import io.orgauth.identity.Stores;
import io.orgauth.identity.User;
import io.orgauth.sso.ExternalIdentity;
import java.util.List;
import java.util.Optional;

/** What becomes of somebody whom an identity provider has proven. Immutable and thread-safe. */
final class Arrivals {
    private final SignInParts parts;
    private final Entrance entrance;

    Arrivals(SignInParts parts, Entrance entrance) {
        this.parts = parts;
        this.entrance = entrance;
    }

    /** Who it is, whether they may enter, and their session are one unit: nobody is linked by a sign-in that is refused. */
    Next signedIn(SignInState state, ExternalIdentity who, String device) {
        SignInProof proof = proof(who);
        try {
            Arrival arrival = parts.identity().units().atomically((unit, events) -> {
                StoredConnection connection = connection(unit, who);
                ExternalAccounts.Found found =
                        parts.identity().externalAccounts().enter(unit, events, who, connection, state.invitation());
                Optional<OrganizationId> organization = entered(connection, found, state);
                Optional<StartedSession> started = organization.map(id -> parts.sessions()
                        .begin(
                                unit,
                                events,
                                found.user(),
                                Optional.of(id),
                                proof,
                                Entrance.before(unit, state),
                                device));
                return new Arrival(found.user(), started);
            });
            SignInState proven = state.proven(arrival.user().id(), proof);
            return arrival.started().isPresent()
                    ? done(proven, arrival.user(), arrival.started().get())
                    : chosen(proven, arrival.user(), device);
        } catch (IdentityException e) {
            throw parts.traces().refused(state, reason(e), e.reason(), who);
        } catch (PermissionDeniedException e) {
            throw parts.traces().refused(state, SignInReason.NOT_ADMITTED, e.reason(), who);
        }
    }

    /** A connection leads into its own organization only; a shared one into the one that was asked for, if that lets it in. */
    private static Optional<OrganizationId> entered(
            StoredConnection connection, ExternalAccounts.Found found, SignInState state) {
        if (connection.organization().isEmpty()) {
            return state.organization().or(found::organization);
        }
        if (state.organization()
                .filter(asked -> !found.organization().equals(Optional.of(asked)))
                .isPresent()) {
            throw AccessPolicyReason.PROOF_OF_OTHER_ORGANIZATION.refusal("another organization was asked for");
        }
        return found.organization();
    }

    private record Arrival(User user, Optional<StartedSession> started) {}

    private Next done(SignInState state, User user, StartedSession started) {
        SignInState entered =
                started.session().organization().map(state::entering).orElse(state);
        parts.traces().signedIn(entered, user.id());
        return new Next.Done(started, state.returnTo());
    }

    /** A shared connection says who it is, not where to. */
    private Next chosen(SignInState state, User user, String device) {
        List<OrganizationId> open =
                entrance.open(user, state.proven().orElseThrow().proof());
        if (open.isEmpty()) {
            throw parts.traces().refused(state, SignInReason.NO_ORGANIZATION, Optional.empty(), List.of());
        }
        Handle handle = parts.pending().begin(state);
        return open.size() == 1
                ? entrance.enter(parts.pending().find(handle), state, user, open.get(0), device)
                : SignIn.ask(Next.What.ORGANIZATION, handle, state, open);
    }

    private static StoredConnection connection(Stores unit, ExternalIdentity who) {
        return unit.connections()
                .byId(who.connection())
                .filter(stored -> stored.admission().enabled())
                .orElseThrow(() -> new PermissionDeniedException(
                        AccessPolicyReason.CONNECTION_DISABLED, "the connection was switched off meanwhile"));
    }

    private SignInProof proof(ExternalIdentity who) {
        ExternalAccount account = new ExternalAccount(who.connection(), who.subject(), who.session(), who.realm());
        return new SignInProof(
                SignInMethod.CONNECTION, parts.clock().instant(), who.authentication(), Optional.of(account));
    }

    private static SignInReason reason(IdentityException e) {
        return switch (e.reason()) {
            case ALREADY_EXISTS -> SignInReason.LINKED_OTHERWISE;
            case LINK_NOT_VALID -> SignInReason.INVITATION_NOT_VALID;
            default -> SignInReason.NOT_KNOWN_HERE;
        };
    }

    Next linked(SignInState state, ExternalIdentity who) {
        try {
            parts.identity().units().atomically((unit, events) -> {
                Session session = Entrance.before(unit, state)
                        .orElseThrow(() -> new IdentityException(IdentityReason.NOT_FOUND, "the session has ended"));
                parts.identity().externalAccounts().link(unit, events, who, connection(unit, who), session.user());
                return true;
            });
        } catch (IdentityException e) {
            throw parts.traces().refused(state, reason(e), e.reason(), who);
        } catch (PermissionDeniedException e) {
            throw parts.traces().refused(state, SignInReason.NOT_ADMITTED, e.reason(), who);
        }
        return new Next.Back(state.returnTo());
    }

    Next tested(SignInState state, ExternalIdentity who) {
        parts.stores()
                .connections()
                .byId(who.connection())
                .flatMap(StoredConnection::organization)
                .ifPresent(id -> parts.identity().operator().connections().tested(id, who.connection()));
        parts.traces().tested(state);
        return new Next.Back(state.returnTo());
    }
}
