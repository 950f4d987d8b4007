package io.orgauth.trust;

import java.time.Instant;

/**
 * How new a bundle is.
 *
 * @param epoch the root's word; all else begins again with a new one
 * @param delegation the root's count of delegations, so that a key it replaced signs nothing new
 * @param sequence the control plane's count of changes
 * @param issued which of two bundles of one sequence is newer
 */
record Version(long epoch, long delegation, long sequence, Instant issued) {
    /** By one part alone: a bundle must be behind in none of them, but for what a new epoch began again. */
    boolean isOlderThan(Version other) {
        if (epoch != other.epoch || delegation < other.delegation) {
            return epoch < other.epoch || delegation < other.delegation;
        }
        return sequence < other.sequence || (sequence == other.sequence && issued.isBefore(other.issued));
    }
}
