package io.orgauth.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.orgauth.identity.ThrottleStore.Failures;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows guessing: by account in the store, for all nodes, and by client address on each node.
 *
 * <p>A stranger can only make the owner of an account wait a minute: a device that signed in before has a count of its own.
 */
final class SignInThrottle {
    private static final int FREE_FAILURES = 5;
    private static final int MOST_IN_A_ROW = 100; // NIST SP 800-63B-4, 3.2.2
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE_ADDRESS = 100;
    private static final Duration ADDRESS_WINDOW = Duration.ofMinutes(10);
    private static final int MOST_ADDRESSES = 100_000;
    private static final int IPV6_SITE_BYTES = 8;

    private final ThrottleStore store;
    private final Clock clock;
    private final Cache<String, AtomicInteger> addresses;

    SignInThrottle(ThrottleStore store, Clock clock, Ticker ticker) {
        this.store = store;
        this.clock = clock;
        this.addresses = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(ADDRESS_WINDOW)
                .ticker(ticker)
                .build();
    }

    /** Whether another attempt may be made now. */
    boolean allows(String account, Optional<InetAddress> address) {
        Failures failures = store.failures(account);
        boolean waited = !clock.instant().isBefore(failures.last().plus(wait(failures.failures())));
        boolean quiet = address.map(a -> count(a).get() < MOST_OF_ONE_ADDRESS).orElse(true);
        return failures.failures() < MOST_IN_A_ROW && waited && quiet;
    }

    void failed(String account, Optional<InetAddress> address) {
        store.fail(account, clock.instant());
        address.ifPresent(a -> count(a).incrementAndGet());
    }

    void succeeded(String account) {
        store.reset(account);
    }

    /** 1 s after the fifth failure, twice that after each further one, at most a minute. */
    private static Duration wait(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, 10));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private AtomicInteger count(InetAddress address) {
        return addresses.get(site(address), key -> new AtomicInteger());
    }

    /** An IPv6 network of one subscriber is a /64; counting single addresses would count nothing. */
    private static String site(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_SITE_BYTES) : bytes);
    }
}
