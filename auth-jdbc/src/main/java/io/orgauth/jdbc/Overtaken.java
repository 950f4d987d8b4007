package io.orgauth.jdbc;

import io.orgauth.AuthUnavailableException;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;

/** Runs again what another unit overtook. */
final class Overtaken {
    private static final int RUNS = 3;

    // Serialization failure and deadlock, and how H2 says that it waited too long for a lock or lost a race.
    private static final Set<String> STATES = Set.of("40001", "40P01", "HYT00", "90131");

    private Overtaken() {}

    /** The work learns whether it runs again. */
    static <T> T retried(Function<Boolean, T> work) {
        for (int run = 1; ; run++) {
            try {
                return work.apply(run > 1);
            } catch (AuthUnavailableException | IdentityException e) {
                if (run == RUNS || !isOvertaken(e)) {
                    throw e;
                }
            }
        }
    }

    /** The database says so, or a store did by its false, which the work turned into CHANGED_MEANWHILE. */
    private static boolean isOvertaken(RuntimeException e) {
        if (e instanceof IdentityException refusal) {
            return refusal.reason() == IdentityReason.CHANGED_MEANWHILE;
        }
        return e.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && STATES.contains(cause.getSQLState());
    }
}
