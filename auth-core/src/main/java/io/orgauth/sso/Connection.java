package io.orgauth.sso;

import io.orgauth.http.HttpResponse;
import java.util.Optional;

/**
 * A living link to one identity provider.
 *
 * <pre>{@code
 * LoginStep step = connection.start("/home");            // send the browser there, keep step.pending()
 * ExternalIdentity who = connection.finish(callback, step.pending());
 * }</pre>
 *
 * <p>Thread-safe.
 */
public interface Connection {
    /**
     * What it was opened from.
     *
     * @return the record
     */
    ConnectionRecord record();

    /**
     * Begins a sign-in.
     *
     * @param request where it leads, and what to ask of the identity provider
     * @return where to send the browser, and what to remember
     * @throws io.orgauth.AuthUnavailableException if the identity provider must be asked first and does not answer
     */
    LoginStep start(LoginRequest request);

    /**
     * Begins a sign-in that asks for nothing special.
     *
     * @param returnTo the path to go on to afterwards
     * @return as {@link #start(LoginRequest)}
     * @throws io.orgauth.AuthUnavailableException as {@link #start(LoginRequest)}
     */
    default LoginStep start(String returnTo) {
        return start(LoginRequest.to(returnTo));
    }

    /**
     * Ends a sign-in that this connection began. Whoever calls it has checked that the browser is the one that began it, and has
     * used the pending login up.
     *
     * @param callback what the browser brought back
     * @param pending what was remembered
     * @return who it is, as far as the identity provider says
     * @throws io.orgauth.InvalidCredentialException with the protocol's own reason; nothing may be believed then
     * @throws io.orgauth.AuthUnavailableException if the identity provider or the replay guard does not answer
     */
    ExternalIdentity finish(Callback callback, PendingLogin pending);

    /**
     * Judges a sign-in that the identity provider began. What it proves is thrown away by the sign-in flow, which begins one of its
     * own.
     *
     * @param callback what the browser brought
     * @return who it is
     * @throws io.orgauth.InvalidCredentialException as {@link #finish}, or with {@link SsoReason#UNSOLICITED} unless the
     *     connection's settings allow it
     */
    default ExternalIdentity finishUnsolicited(Callback callback) {
        throw SsoReason.UNSOLICITED.refusal("the connection takes no sign-in that the identity provider began");
    }

    /**
     * Where to send the browser so that the identity provider ends its own session too.
     *
     * @param identity who signed in by this connection
     * @param returnTo an absolute URL of ours to come back to
     * @return the step, or empty if the connection can't
     */
    default Optional<LoginStep> logout(ExternalIdentity identity, String returnTo) {
        return Optional.empty();
    }

    /**
     * Our own metadata, for the identity provider's administrator.
     *
     * @return the document, or empty if the protocol has none
     */
    default Optional<HttpResponse> metadata() {
        return Optional.empty();
    }
}
