package io.orgauth.session;

/**
 * A sign-in that has begun, as its browser knows it: the id may be seen by anyone, the secret is in the browser's cookie only.
 * Immutable.
 */
public final class Handle {
    private final String id;
    private final String secret;

    /**
     * A handle as a request brings it; nothing is checked yet.
     *
     * @param id from the form or the callback
     * @param secret from the cookie of this sign-in
     */
    public Handle(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /**
     * Which sign-in.
     *
     * @return its id
     */
    public String id() {
        return id;
    }

    /**
     * What proves that this browser began it. Never log it.
     *
     * @return the secret
     */
    public String secret() {
        return secret;
    }

    /** The id only. */
    @Override
    public String toString() {
        return "Handle[" + id + "]";
    }
}
