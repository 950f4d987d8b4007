package io.orgauth.identity.testing;

import io.orgauth.OrganizationId;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import io.orgauth.identity.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts share: empty stores for each test, ids, and threads that begin together. */
public abstract class StoreContract {
    static final OrganizationId ACME = OrganizationId.of("org_acme");
    static final OrganizationId GLOBEX = OrganizationId.of("org_globex");
    static final int THREADS = 8;

    private Stores stores = Stores.inMemory();

    /** For subclasses. */
    protected StoreContract() {}

    /**
     * Stores with nothing in them.
     *
     * @return new stores for one test
     */
    protected abstract Stores emptyStores();

    @BeforeEach
    void open() {
        stores = emptyStores();
    }

    final Stores stores() {
        return stores;
    }

    static UserId user(int number) {
        return new UserId(String.format("usr_%022d", number));
    }

    static SecretDigest digest(int number) {
        return new SecretDigest(String.format("%064x", number));
    }

    /** Runs the call on 8 threads at once; gives all results, in the order of the threads. */
    static <T> List<T> together(IntFunction<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Callable<T>> calls = IntStream.range(0, THREADS)
                    .<Callable<T>>mapToObj(thread -> () -> {
                        start.countDown();
                        start.await();
                        return call.apply(thread);
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
