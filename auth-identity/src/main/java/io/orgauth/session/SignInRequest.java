package io.orgauth.session;

import io.orgauth.OrganizationId;
import io.orgauth.identity.Session;
import java.util.Optional;
import java.util.Set;

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
 * @param hints how it is asked for
 */
public record SignInRequest(
        Purpose purpose,
        String returnTo,
        Optional<OrganizationId> organization,
        Optional<String> connection,
        Optional<String> email,
        Optional<String> invitation,
        Optional<Session> session,
        Set<Hint> hints) {
    /** How a sign-in is asked for. */
    public enum Hint {
        /** The person must prove themselves again, here and at the identity provider. */
        FRESH,
        /** By what is kept here, even if the address leads to an identity provider: for who breaks the glass. */
        NO_CONNECTION
    }

    /**
     * Copies the hints.
     *
     * @param purpose as the record says
     * @param returnTo as the record says
     * @param organization as the record says
     * @param connection as the record says
     * @param email as the record says
     * @param invitation as the record says
     * @param session as the record says
     * @param hints as the record says
     */
    public SignInRequest {
        hints = Set.copyOf(hints);
    }

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
                Set.of());
    }

    /**
     * The same for this purpose.
     *
     * @param other the purpose
     * @return the request
     */
    public SignInRequest by(Purpose other) {
        return new SignInRequest(other, returnTo, organization, connection, email, invitation, session, hints);
    }

    /**
     * The same to this organization.
     *
     * @param wanted the organization
     * @return the request
     */
    public SignInRequest entering(OrganizationId wanted) {
        return new SignInRequest(purpose, returnTo, Optional.of(wanted), connection, email, invitation, session, hints);
    }

    /**
     * The same by this connection.
     *
     * @param id the connection's id
     * @return the request
     */
    public SignInRequest by(String id) {
        return new SignInRequest(purpose, returnTo, organization, Optional.of(id), email, invitation, session, hints);
    }

    /**
     * The same with this address.
     *
     * @param address as typed
     * @return the request
     */
    public SignInRequest of(String address) {
        return new SignInRequest(
                purpose, returnTo, organization, connection, Optional.of(address), invitation, session, hints);
    }

    /**
     * The same accepting this invitation.
     *
     * @param secret from its link
     * @return the request
     */
    public SignInRequest accepting(String secret) {
        return new SignInRequest(
                purpose, returnTo, organization, connection, email, Optional.of(secret), session, hints);
    }

    /**
     * The same in a browser where somebody is signed in.
     *
     * @param present the session
     * @return the request
     */
    public SignInRequest in(Session present) {
        return new SignInRequest(
                purpose, returnTo, organization, connection, email, invitation, Optional.of(present), hints);
    }

    /**
     * The same, asked for in this way.
     *
     * @param how the hints
     * @return the request
     */
    public SignInRequest hinting(Hint... how) {
        return new SignInRequest(purpose, returnTo, organization, connection, email, invitation, session, Set.of(how));
    }

    /** Without address and invitation. */
    @Override
    public String toString() {
        return "SignInRequest[" + purpose + "]";
    }
}
