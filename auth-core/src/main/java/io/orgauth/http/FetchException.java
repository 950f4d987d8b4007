package io.orgauth.http;

import java.util.Locale;

/**
 * Why a fetch gave no answer. {@link #getMessage()} is for the operator's log: it names the origin and, where one was
 * refused, the address. Whoever is not the operator is told {@link #PUBLIC_TEXT} and nothing else, or an organization's
 * admin could map the operator's network with it.
 */
public final class FetchException extends RuntimeException {

    /** The only thing an admin of an organization learns of any failed fetch. */
    public static final String PUBLIC_TEXT = "unreachable";

    private static final long serialVersionUID = 1L;

    /** What went wrong; a serialized exception keeps it. */
    private final Problem problem;

    /** What went wrong, for branching, tests and metrics. The codes are stable. */
    public enum Problem {
        /** The URL's scheme, host form, port, user info or fragment is not accepted. */
        REFUSED_URL,
        /** The host is, or resolves to, an address that must not be reached. */
        REFUSED_ADDRESS,
        /** A header of the request can't be sent. */
        REFUSED_REQUEST,
        /** The host name has no address. */
        UNRESOLVED,
        /** No connection, or it broke before the answer was complete. */
        UNREACHABLE,
        /** The deadline of the connection or of the whole fetch passed. */
        TIMEOUT,
        /** Too many fetches of this origin, or too many name look-ups, are under way. */
        BUSY,
        /** The handshake failed, or the certificate is not trusted or not the host's. */
        TLS,
        /** The proxy did not open a tunnel. */
        PROXY,
        /** The answer's body is larger than the request admits. */
        TOO_LARGE,
        /** The answer is not the HTTP/1.1 that this client accepts. */
        MALFORMED_RESPONSE,
        /** A redirect that may not be followed. */
        REDIRECT,
        /** Another status than the caller requires. */
        STATUS;

        /**
         * The stable code, such as {@code refused_address}.
         *
         * @return the lower-case name
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A failure without an underlying exception.
     *
     * @param problem the kind of failure
     * @param message one line for the operator's log, free of secrets
     */
    public FetchException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /**
     * A failure caused by another exception.
     *
     * @param problem the kind of failure
     * @param message one line for the operator's log, free of secrets
     * @param cause what was thrown underneath
     */
    public FetchException(Problem problem, String message, Throwable cause) {
        super(message, cause);
        this.problem = problem;
    }

    /**
     * The kind of failure.
     *
     * @return never {@code null}
     */
    public Problem problem() {
        return problem;
    }

    /** The same, with the origin in front of the message. */
    FetchException at(String origin) {
        FetchException located = new FetchException(problem, origin + ": " + getMessage(), this);
        located.setStackTrace(getStackTrace());
        return located;
    }
}
