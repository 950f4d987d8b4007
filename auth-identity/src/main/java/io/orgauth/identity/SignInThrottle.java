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
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows guessing: by account in the store, for all nodes, and by client address on each node.
 *
 * <p>A stranger makes nobody wait for long: a device that signed in before has a count of its own, from any address, and
 * who has no such device gets in by a reset, which begins the account's count again. Thread-safe.
 */
final class SignInThrottle {
    private static final int FREE_FAILURES = 5;
    private static final int MOST_IN_A_ROW = 100; // NIST SP 800-63B-4, 3.2.2
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_OF_ONE_ADDRESS = 100;
    private static final Duration ADDRESS_WINDOW = Duration.ofMinutes(10);
    private static final int MOST_ADDRESSES = 100_000;
    private static final int IPV6_SITE_BYTES = 8;

    private final Stores stores;
    private final Clock clock;
    private final Cache<String, AtomicInteger> addresses;

    SignInThrottle(Stores stores, Clock clock, Ticker ticker) {
        this.stores = stores;
        this.clock = clock;
        this.addresses = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(ADDRESS_WINDOW)
                .ticker(ticker)
                .build();
    }

    /** What an attempt is counted under: in the store, and if it is a stranger's, on this node. */
    record Key(String account, Optional<InetAddress> address) {}

    /** A stranger's failures count for the account, a known device's for the device until they are too many. */
    Key key(String email, Passwords.Attempt attempt) {
        String account = account(email);
        return attempt.knownDevice()
                .map(device -> "device:" + SecretDigest.of(device).hex() + ":" + account)
                .filter(device -> stores.throttles().failures(device).failures() < MOST_IN_A_ROW)
                .map(device -> new Key(device, Optional.empty()))
                .orElseGet(() -> new Key(account, attempt.address()));
    }

    /** Whether an attempt may be made now: before any work is done for it. */
    boolean allows(Key key) {
        return isOpen(stores.throttles().failures(key.account())) && isQuiet(key);
    }

    /**
     * Counts how an attempt ended.
     *
     * @return whether the answer may be given: not if others have failed meanwhile, so that as many guesses are answered at once
     *     as one after the other
     */
    boolean settle(Key key, boolean right) {
        boolean quiet = isQuiet(key);
        if (!right) {
            key.address()
                    .ifPresent(address -> addresses
                            .get(site(address), site -> new AtomicInteger())
                            .incrementAndGet());
        }
        return quiet && stores.atomically(unit -> settle(unit.throttles(), key.account(), right));
    }

    private boolean settle(ThrottleStore throttles, String account, boolean right) {
        Failures before = throttles.failures(account);
        if (!isOpen(before)) {
            return false;
        }
        if (right) {
            throttles.reset(account);
            return true;
        }
        // In a database others may fail between the two statements; the count is exact, so it says who came too late.
        int failures = throttles.fail(account, clock.instant()).failures();
        return failures <= FREE_FAILURES || failures == before.failures() + 1;
    }

    /** Begins again for an account whose owner got a new password otherwise than by guessing. */
    void forget(EmailAddress email) {
        stores.throttles().reset(account(email.value()));
    }

    /** Whether one more link may be sent, which counts it; nobody's mailbox is flooded. An hour of quiet begins again. */
    boolean allowsLink(String email) {
        String key = "link:" + account(email);
        return stores.atomically(unit -> {
            Failures sent = unit.throttles().failures(key);
            if (!clock.instant().isBefore(sent.last().plus(Passwords.RESET_LIFETIME))) {
                unit.throttles().reset(key);
            } else if (!hasWaited(sent)) {
                return false;
            }
            unit.throttles().fail(key, clock.instant());
            return true;
        });
    }

    /** One key for all spellings of an address; what is no address is counted as typed. */
    private static String account(String email) {
        String folded;
        try {
            folded = EmailAddress.of(email).value();
        } catch (IllegalArgumentException e) {
            folded = email.toLowerCase(Locale.ROOT);
        }
        return "account:" + SecretDigest.of(folded).hex();
    }

    private boolean isOpen(Failures failures) {
        return failures.failures() < MOST_IN_A_ROW && hasWaited(failures);
    }

    private boolean hasWaited(Failures failures) {
        return !clock.instant().isBefore(failures.last().plus(wait(failures.failures())));
    }

    /** 1 s after the fifth failure, twice that after each further one, at most a minute. */
    private static Duration wait(int failures) {
        if (failures < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - FREE_FAILURES, 10));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private boolean isQuiet(Key key) {
        return key.address()
                .map(address -> addresses.getIfPresent(site(address)))
                .map(count -> count.get() < MOST_OF_ONE_ADDRESS)
                .orElse(true);
    }

    /** How many addresses are remembered. */
    long addresses() {
        addresses.cleanUp();
        return addresses.estimatedSize();
    }

    /** An IPv6 network of one subscriber is a /64; counting single addresses would count nothing. */
    private static String site(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_SITE_BYTES) : bytes);
    }
}
