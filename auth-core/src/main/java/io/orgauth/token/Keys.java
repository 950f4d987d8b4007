package io.orgauth.token;

/** A key source at work for one issuer. Thread-safe. */
interface Keys extends AutoCloseable {
    /**
     * The keys to verify with now; never waits for the network once a set was obtained.
     *
     * @throws io.orgauth.AuthUnavailableException with {@link TokenReason#KEYS_UNAVAILABLE} if there are none to trust
     */
    KeySet current();

    /** Called when {@code seen} lacks the key a token names: a newer set if one can be had now, else {@code seen}. */
    default KeySet newerThan(KeySet seen) {
        return seen;
    }

    /** How the keys are doing; they are always fresh where nobody is asked for them. */
    default KeyHealth health() {
        return KeyHealth.fixed(current());
    }

    @Override
    default void close() {}
}
