package io.orgauth.http;

import io.orgauth.http.FetchException.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the resolver on a thread of its own, because the JDK's can't be given a deadline and a name server that never
 * answers belongs to whoever named the host. The number of such threads is bounded.
 */
final class HostLookup {
    private static final int AT_ONCE = 64;

    private final HostResolver resolver;
    private final Semaphore free = new Semaphore(AT_ONCE);

    HostLookup(HostResolver resolver) {
        this.resolver = resolver;
    }

    List<InetAddress> addresses(String host, FetchDeadline deadline) throws IOException {
        OriginSlots.acquire(free, deadline);
        FutureTask<List<InetAddress>> answer = new FutureTask<>(() -> resolve(host));
        Thread thread = new Thread(answer, "orgauth-lookup");
        thread.setDaemon(true);
        thread.start();
        List<InetAddress> addresses = await(answer, deadline);
        if (addresses.isEmpty()) {
            throw new FetchException(Problem.UNRESOLVED, "the host has no address");
        }
        return addresses;
    }

    private List<InetAddress> resolve(String host) throws IOException {
        try {
            return List.copyOf(resolver.resolve(host));
        } finally {
            free.release();
        }
    }

    private static List<InetAddress> await(FutureTask<List<InetAddress>> answer, FetchDeadline deadline)
            throws IOException {
        try {
            return answer.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            SocketTimeoutException timeout = new SocketTimeoutException("the host name was not resolved in time");
            timeout.initCause(e);
            throw timeout;
        } catch (ExecutionException e) {
            throw new FetchException(Problem.UNRESOLVED, "the host name does not resolve", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FetchException(Problem.UNREACHABLE, "interrupted while the host name was resolved", e);
        }
    }
}
