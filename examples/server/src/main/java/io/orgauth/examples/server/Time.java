package io.orgauth.examples.server;

import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * Where the time comes from; tests have their own.
 *
 * @param clock for dates
 * @param ticker nanoseconds that never run back, for ages
 */
record Time(Clock clock, LongSupplier ticker) {
    static Time ofSystem() {
        return new Time(Clock.systemUTC(), System::nanoTime);
    }
}
