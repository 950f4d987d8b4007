package io.orgauth.token;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The scheduler that was given, which its owner ends, or one daemon thread that ends with its keys. */
record RefreshScheduler(ScheduledExecutorService executor, boolean isOwn) {
    static RefreshScheduler of(Optional<ScheduledExecutorService> given) {
        return new RefreshScheduler(given.orElseGet(RefreshScheduler::daemon), given.isEmpty());
    }

    private static ScheduledExecutorService daemon() {
        return new ScheduledThreadPoolExecutor(1, job -> {
            Thread thread = new Thread(job, "orgauth-keys");
            thread.setDaemon(true);
            return thread;
        });
    }

    void close() {
        if (isOwn) {
            executor.shutdown();
        }
    }
}
