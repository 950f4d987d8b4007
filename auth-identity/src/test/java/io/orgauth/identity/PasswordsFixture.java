package io.orgauth.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.benmanes.caffeine.cache.Ticker;
import io.orgauth.Authentication;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.identity.Passwords.Attempt;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.function.Executable;

/** The password services over stores in memory, a clock that moves when told, and a count of the expensive functions run. */
final class PasswordsFixture {
    static final String ADA = "ada@acme.com";
    static final String GOOD = "correct horse battery staple";
    static final String OTHER = "a quite different long phrase";
    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    /** bcrypt of the lowest cost, of {@link #BCRYPT_PASSWORD}: cheap, for what does not depend on the form. */
    static final String BCRYPT = "$2b$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm";

    static final String BCRYPT_PASSWORD = "Kk4DQuMMfZL9o";

    volatile Instant now = START;
    final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("a test needs no zone");
        }
    };
    final Ticker ticker = () -> Duration.between(START, now).toNanos();
    final AtomicInteger hashes = new AtomicInteger();
    final List<Mail> mails = new ArrayList<>();
    volatile Mailer mailer = mails::add;

    final Stores stores = Stores.inMemory();
    final Surroundings outside =
            new Surroundings(mail -> mailer.send(mail), name -> List.of(), new SecureRandom(), clock);
    final IdentityService service = new IdentityService(
            "https://login.examplesoft.com/auth", stores, AccessModel.builder().build(), outside);
    final IdentityContext context = new IdentityContext(
            "https://login.examplesoft.com/auth",
            stores,
            AccessModel.builder().build(),
            outside,
            new AuditTrail(clock),
            new RandomIds(outside.random()));
    final Organization acme = service.operator().organizations().create("Acme Rockets");
    final User ada = service.operator().users().create(acme.id(), ADA, Role.MEMBER);
    final SignInThrottle throttle = new SignInThrottle(stores, clock, ticker);
    final Passwords passwords = passwords(new CountingPermits(2));

    Passwords passwords(Semaphore permits) {
        PasswordHashing hashing = new PasswordHashing(outside.random(), permits, Duration.ofMinutes(5));
        return new Passwords(context, hashing, PasswordRules.standard(), throttle);
    }

    /** Counts whoever asks for a permit, which is once for each run of an expensive function. */
    final class CountingPermits extends Semaphore {
        private static final long serialVersionUID = 1L;

        CountingPermits(int permits) {
            super(permits, true);
        }

        @Override
        public boolean tryAcquire(int share, long timeout, TimeUnit unit) throws InterruptedException {
            hashes.incrementAndGet();
            return super.tryAcquire(share, timeout, unit);
        }
    }

    /** Gives the user a password without the work of our own hash. */
    void store(User user, String hash) {
        stores.passwords().put(user.id(), hash);
    }

    void advance(Duration step) {
        now = now.plus(step);
    }

    User verify(String email, String password) {
        return passwords.verify(email, password, Attempt.UNKNOWN);
    }

    String linkSecret() {
        return mails.get(mails.size() - 1).secret();
    }

    /** Each entry of the organization's chain, as stored. */
    List<String> events() {
        return stores.audit().page(acme.id(), 0, 500).stream()
                .map(AuditEntry::event)
                .toList();
    }

    static Attempt from(String address) {
        return new Attempt(Optional.of(address(address)), Optional.empty());
    }

    static Attempt device(String id) {
        return new Attempt(Optional.empty(), Optional.of(id));
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A principal without any right. */
    static Actor someone(IdentityContext context) {
        Principal principal = Principal.trusted(
                OrganizationId.of("org_acme"),
                new Subject(context.issuer(), "usr_" + "0".repeat(22)),
                Grant.NONE,
                Authentication.UNKNOWN,
                new CredentialId(CredentialId.Kind.API_KEY, "key"),
                Map.of());
        return Actor.of(principal, context);
    }

    static IdentityException assertRefused(IdentityReason reason, Executable call) {
        IdentityException refused = assertThrows(IdentityException.class, call);
        assertEquals(reason, refused.reason(), refused.getMessage());
        return refused;
    }

    /** Runs the call on that many threads, which all begin at the same time. */
    static <T> List<T> atOnce(int threads, Callable<T> call) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(5, TimeUnit.MINUTES));
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
