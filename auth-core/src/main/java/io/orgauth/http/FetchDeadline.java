package io.orgauth.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The end of a whole fetch: each wait asks here how long it may still take, so many short waits can't add up. */
final class FetchDeadline {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier ticker;
    private final long end;

    private FetchDeadline(LongSupplier ticker, long end) {
        this.ticker = ticker;
        this.end = end;
    }

    static FetchDeadline after(Duration duration, LongSupplier ticker) {
        return new FetchDeadline(ticker, ticker.getAsLong() + duration.toNanos());
    }

    boolean expired() {
        return remainingNanos() <= 0;
    }

    /** Never 0, which a socket would take as "no timeout": rounded up, and an exception when nothing is left. */
    int remainingMillis() throws SocketTimeoutException {
        long nanos = remainingNanos();
        if (nanos <= 0) {
            throw new SocketTimeoutException("the deadline of the fetch has passed");
        }
        return Math.toIntExact((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    int remainingMillis(Duration atMost) throws SocketTimeoutException {
        return (int) Math.min(remainingMillis(), atMost.toMillis());
    }

    private long remainingNanos() {
        return end - ticker.getAsLong();
    }
}
