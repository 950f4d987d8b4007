package io.orgauth.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads that begin each round together. */
final class Together implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    Together(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** All results, in the order of the threads. */
    <T> List<T> run(IntFunction<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(size);
        List<Callable<T>> calls = IntStream.range(0, size)
                .<Callable<T>>mapToObj(thread -> () -> {
                    start.await();
                    return call.apply(thread);
                })
                .toList();
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(calls)) {
            results.add(result.get());
        }
        return results;
    }

    /** How many of the threads got what only one may have. */
    int winners(IntFunction<Boolean> call) throws Exception {
        return (int) run(call).stream().filter(won -> won).count();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
