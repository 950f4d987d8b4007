package io.orgauth.identity;

/** Delivers messages to people. Called after the change is committed; implementations must be thread-safe. */
@FunctionalInterface
public interface Mailer {
    /**
     * Delivers, or queues for delivery. What it throws is logged and does not undo the change: the message can be asked for again.
     *
     * @param mail the message
     */
    void send(Mail mail);
}
