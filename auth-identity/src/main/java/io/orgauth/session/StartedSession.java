package io.orgauth.session;

import io.orgauth.identity.Session;

/** A session that has just begun, with the secret for its cookie, which is known here and never again. Immutable. */
public final class StartedSession {
    private final Session session;
    private final String secret;

    StartedSession(Session session, String secret) {
        this.session = session;
        this.secret = secret;
    }

    /**
     * The session.
     *
     * @return as it is stored
     */
    public Session session() {
        return session;
    }

    /**
     * The value of its cookie. Never log or store it.
     *
     * @return the secret
     */
    public String secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "StartedSession[" + session.id() + "]";
    }
}
