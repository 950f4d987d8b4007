package io.orgauth.identity;

/**
 * A new secret, to be shown to whoever asked for it, here and never again: only its digest is stored. It can't be printed or
 * serialized by accident. Immutable.
 *
 * @param <T> what the secret is for
 */
public final class IssuedSecret<T> {
    private final T owner;
    private final String secret;

    IssuedSecret(T owner, String secret) {
        this.owner = owner;
        this.secret = secret;
    }

    /**
     * What the secret belongs to.
     *
     * @return the client or invitation
     */
    public T owner() {
        return owner;
    }

    /**
     * The secret itself. Never log or store it.
     *
     * @return the secret
     */
    public String secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "IssuedSecret[redacted]";
    }
}
