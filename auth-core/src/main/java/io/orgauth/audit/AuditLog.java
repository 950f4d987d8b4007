package io.orgauth.audit;

/**
 * Where events go, append-only. Implementations must be thread-safe.
 *
 * <p>What happens if an event can't be kept is the caller's part of the bargain: a change must fail with its event, while
 * a refusal stays a refusal, whose lost event is counted.
 */
@FunctionalInterface
public interface AuditLog {
    /**
     * Keeps the event.
     *
     * @param event what happened
     * @throws io.orgauth.AuthUnavailableException if it can't be kept now
     */
    void append(AuditEvent event);

    /**
     * Events as lines of JSON at level INFO of the logger {@code io.orgauth.audit}, for whatever collects the logs.
     *
     * @return the log
     */
    static AuditLog jsonLines() {
        return new JsonLinesAuditLog();
    }
}
