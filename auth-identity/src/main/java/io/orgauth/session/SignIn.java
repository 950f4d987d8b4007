package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.sso.Callback;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signing in, step by step, whatever the way: each step says what is needed next. The pages of ours are one user of it; a product's
 * own login page is another.
 *
 * <pre>{@code
 * Next next = auth.signIn().begin(SignInRequest.to("/home").of("ada@acme.com"));
 * if (next instanceof Next.Ask ask && ask.what() == Next.What.PASSWORD) {
 *     next = auth.signIn().password(ask.handle(), typed, attempt);
 * }
 * }</pre>
 *
 * <p>Implementations are thread-safe. A sign-in lives for 10 minutes, belongs to the browser that began it, and ends once.
 */
public interface SignIn {
    /**
     * Begins a sign-in.
     *
     * @param request what is known of it
     * @return the first step
     * @throws SignInException with CONNECTION_NOT_AVAILABLE or IDENTITY_PROVIDER_UNAVAILABLE
     * @throws IllegalArgumentException if the return path is not one of this origin
     */
    Next begin(SignInRequest request);

    /**
     * What the person is being asked, for showing it again.
     *
     * @param handle of the sign-in
     * @return the step that waits for an answer
     * @throws SignInException with PENDING_NOT_VALID, or STEP_NOT_EXPECTED if it waits for an identity provider
     */
    Next.Ask asked(Handle handle);

    /**
     * Answers {@link Next.What#EMAIL}. Whether the address is anybody's can't be told from what is asked next.
     *
     * @param handle of the sign-in
     * @param email as typed
     * @return the next step
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED or IDENTITY_PROVIDER_UNAVAILABLE
     */
    Next email(Handle handle, String email);

    /**
     * Answers {@link Next.What#EMAIL} or {@link Next.What#PASSWORD} by one of the operator's shared connections instead.
     *
     * @param handle of the sign-in
     * @param connection the connection's id
     * @return the next step
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED, CONNECTION_NOT_AVAILABLE or IDENTITY_PROVIDER_UNAVAILABLE
     */
    Next connection(Handle handle, String connection);

    /**
     * Answers {@link Next.What#PASSWORD}. After a wrong one the sign-in goes on, so that another can be tried.
     *
     * @param handle of the sign-in
     * @param password as typed
     * @param attempt where it comes from
     * @param device what the browser says it is
     * @return the next step
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED, SIGN_IN_FAILED, TOO_MANY_ATTEMPTS, NO_ORGANIZATION or
     *     NOT_ADMITTED
     * @throws io.orgauth.AuthUnavailableException if too many passwords are being checked
     */
    Next password(Handle handle, String password, Attempt attempt, String device);

    /**
     * Answers {@link Next.What#ORGANIZATION}.
     *
     * @param handle of the sign-in
     * @param organization which one
     * @return the next step: the end, or another way to sign in that the organization demands
     * @throws SignInException with PENDING_NOT_VALID, STEP_NOT_EXPECTED or NOT_ADMITTED
     */
    Next organization(Handle handle, OrganizationId organization);

    /**
     * Takes what the browser brought back from an identity provider.
     *
     * @param connection the id of the connection at whose address it came
     * @param callback what it brought
     * @param cookie the secret in the cookie of the sign-in with this id, if the browser has one
     * @param device what the browser says it is
     * @return the next step
     * @throws SignInException with any reason
     */
    Next callback(String connection, Callback callback, Function<String, Optional<String>> cookie, String device);
}
