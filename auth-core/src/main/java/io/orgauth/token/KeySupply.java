package io.orgauth.token;

/** Keys that another part of a service keeps up to date: see {@link KeySource#supplied}. Implementations are thread-safe. */
public interface KeySupply {
    /**
     * The keys of now. It is called for each token, so once there are any it waits for no network.
     *
     * @return the same set as long as nothing changed
     * @throws io.orgauth.AuthUnavailableException if there are none to trust
     */
    JwkSet current();

    /**
     * Called when the keys of now lack the one that a token names, which anybody can bring about: an implementation bounds how
     * often it asks.
     *
     * @return newer keys if there are any, else those of now
     * @throws io.orgauth.AuthUnavailableException if there are none to trust
     */
    JwkSet newer();
}
