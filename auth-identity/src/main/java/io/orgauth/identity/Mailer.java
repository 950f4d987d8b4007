package io.orgauth.identity;

/**
 * Delivers messages to people. Called after the change is committed; implementations must be thread-safe.
 *
 * <p>Put the message into a queue and return: whoever asks for a reset waits for this method only if the address is a user's,
 * and could tell so by a slow one.
 */
@FunctionalInterface
public interface Mailer {
    /**
     * Queues the message for delivery. What it throws is logged and does not undo the change: the message can be asked for again.
     *
     * @param mail the message
     */
    void send(Mail mail);
}
