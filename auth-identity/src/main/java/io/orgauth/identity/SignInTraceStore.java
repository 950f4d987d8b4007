package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the traces of sign-ins. Thread-safe; each method is one atomic unit. */
public interface SignInTraceStore {
    /**
     * Writes a trace, in place of what was written of the same attempt before.
     *
     * @param trace the trace of now
     */
    void put(SignInTrace trace);

    /**
     * One trace.
     *
     * @param organization which one it was for; empty for those of none
     * @param id its id
     * @return it, or empty, also if it is another organization's
     */
    Optional<SignInTrace> find(Optional<OrganizationId> organization, String id);

    /**
     * The newest traces, newest first.
     *
     * @param organization which one they were for; empty for those of none
     * @param before those that are older than this
     * @param limit the most to return, at least 1
     * @return at most {@code limit}
     */
    List<SignInTrace> page(Optional<OrganizationId> organization, Instant before, int limit);

    /**
     * Forgets the traces from before a time, the oldest first.
     *
     * @param before the time
     * @param limit the most to forget
     * @return how many were forgotten
     */
    int removeBefore(Instant before, int limit);
}
