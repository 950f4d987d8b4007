package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Session;
import java.util.Optional;

/**
 * How a sign-in begins. Immutable.
 *
 * @param purpose what it is for
 * @param returnTo the path on this origin to go on to
 * @param organization which one to enter, if that is known already
 * @param connection by which connection, if that is known already
 * @param email whose address, if that is known already
 * @param invitation the secret of an invitation to accept with it
 * @param session the session of the browser, if somebody is signed in there
 * @param fresh whether the person must prove themselves again
 */
public record SignInRequest(
        Purpose purpose,
        String returnTo,
        Optional<OrganizationId> organization,
        Optional<String> connection,
        Optional<String> email,
        Optional<String> invitation,
        Optional<Session> session,
        boolean fresh) {
    /** What a sign-in is for. */
    public enum Purpose {
        /** To get a session. */
        SIGN_IN,
        /** To link an identity provider's account to the signed-in user. */
        LINK,
        /** To try a connection before it is switched on; nobody gets a session by it. */
        TEST
    }

    /**
     * A sign-in of which nothing is known but where it leads.
     *
     * @param returnTo the path on this origin to go on to
     * @return the request
     */
    public static SignInRequest to(String returnTo) {
        return new SignInRequest(
                Purpose.SIGN_IN,
                returnTo,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * The same for this purpose.
     *
     * @param other the purpose
     * @return the request
     */
    public SignInRequest by(Purpose other) {
        return new SignInRequest(other, returnTo, organization, connection, email, invitation, session, fresh);
    }

    /**
     * The same to this organization.
     *
     * @param wanted the organization
     * @return the request
     */
    public SignInRequest entering(OrganizationId wanted) {
        return new SignInRequest(purpose, returnTo, Optional.of(wanted), connection, email, invitation, session, fresh);
    }

    /**
     * The same by this connection.
     *
     * @param id the connection's id
     * @return the request
     */
    public SignInRequest by(String id) {
        return new SignInRequest(purpose, returnTo, organization, Optional.of(id), email, invitation, session, fresh);
    }

    /**
     * The same with this address.
     *
     * @param address as typed
     * @return the request
     */
    public SignInRequest of(String address) {
        return new SignInRequest(
                purpose, returnTo, organization, connection, Optional.of(address), invitation, session, fresh);
    }

    /**
     * The same accepting this invitation.
     *
     * @param secret from its link
     * @return the request
     */
    public SignInRequest accepting(String secret) {
        return new SignInRequest(
                purpose, returnTo, organization, connection, email, Optional.of(secret), session, fresh);
    }

    /**
     * The same in a browser where somebody is signed in.
     *
     * @param present the session
     * @return the request
     */
    public SignInRequest in(Session present) {
        return new SignInRequest(
                purpose, returnTo, organization, connection, email, invitation, Optional.of(present), fresh);
    }

    /**
     * The same, asking the person to prove themselves again.
     *
     * @return the request
     */
    public SignInRequest afresh() {
        return new SignInRequest(purpose, returnTo, organization, connection, email, invitation, session, true);
    }

    /** Without address and invitation. */
    @Override
    public String toString() {
        return "SignInRequest[" + purpose + "]";
    }
}
