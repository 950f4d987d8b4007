package io.orgauth.session;

import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.StoredConnection;
import io.orgauth.session.SignInRequest.Hint;
import io.orgauth.sso.Callback;
import io.orgauth.sso.Connection;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.Finding;
import io.orgauth.sso.LoginRequest;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.PendingLogin;
import java.util.List;
import java.util.Optional;

/** The part of a sign-in that an identity provider has. Immutable and thread-safe. */
final class ProviderLeg {
    private final SignInParts parts;

    ProviderLeg(SignInParts parts) {
        this.parts = parts;
    }

    /** Begins at the identity provider, under the id that comes back from there. */
    Next sendTo(SignInState state, String id) {
        LoginRequest request =
                new LoginRequest(state.returnTo(), state.email(), state.hints().contains(Hint.FRESH));
        LoginStep step;
        try {
            step = parts.identity().operator().connections().open(id).start(request);
        } catch (IdentityException e) {
            throw parts.traces()
                    .refused(state, SignInReason.CONNECTION_NOT_AVAILABLE, Optional.of(e.reason()), List.of());
        } catch (AuthUnavailableException e) {
            throw parts.traces()
                    .refused(state, SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, Optional.of(e.reason()), List.of());
        }
        PendingLogin login = step.pending();
        Handle handle = parts.pending().begin(login.handle(), state.sentTo(login));
        if (step instanceof LoginStep.Redirect redirect) {
            return new Next.Redirect(redirect.location(), handle);
        }
        LoginStep.PostForm form = (LoginStep.PostForm) step;
        return new Next.PostForm(form.action(), form.fields(), handle);
    }

    Next unsolicited(String id, Callback callback) {
        SignInState state = SignInState.of(
                SignInRequest.to(ReturnPath.ROOT.value()),
                parts.identity().ids().id("sit_"));
        try {
            parts.identity().operator().connections().open(id).finishUnsolicited(callback);
        } catch (IdentityException e) {
            throw new SignInException(SignInReason.CONNECTION_NOT_AVAILABLE, Optional.empty(), "no such connection");
        } catch (InvalidCredentialException e) {
            throw PendingSignIns.notValid();
        } catch (AuthUnavailableException e) {
            throw parts.traces()
                    .refused(state, SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, Optional.of(e.reason()), List.of());
        }
        return sendTo(state, id);
    }

    ExternalIdentity finished(SignInState state, Callback callback, PendingLogin login) {
        try {
            Connection connection = parts.identity().operator().connections().open(login.connection());
            return connection.finish(callback, login);
        } catch (IdentityException e) {
            throw parts.traces()
                    .refused(state, SignInReason.CONNECTION_NOT_AVAILABLE, Optional.of(e.reason()), List.of());
        } catch (AuthUnavailableException e) {
            throw parts.traces()
                    .refused(state, SignInReason.IDENTITY_PROVIDER_UNAVAILABLE, Optional.of(e.reason()), List.of());
        } catch (InvalidCredentialException e) {
            List<Finding> findings = explained(login.connection(), callback);
            throw parts.traces().refused(state, SignInReason.IDENTITY_NOT_PROVEN, Optional.of(e.reason()), findings);
        }
    }

    /** Each check in words, for the administrators of the connection's organization. */
    private List<Finding> explained(String id, Callback callback) {
        return parts.stores()
                .connections()
                .byId(id)
                .flatMap(StoredConnection::organization)
                .map(owner -> parts.identity().operator().connections().explain(owner, id, callback))
                .orElse(List.of());
    }
}
