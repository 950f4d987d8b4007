package io.orgauth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.AuthException;
import io.orgauth.AuthUnavailableException;
import io.orgauth.InvalidCredentialException;
import io.orgauth.Reason;
import io.orgauth.ReplayGuard;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.LoginStep;
import io.orgauth.sso.SsoContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** One provider, one connection to it, and a time that tests move. */
final class World {
    static final String ISSUER = "https://idp.example.net";
    static final String HERE = "https://app.example.com/auth";

    final Time time = new Time();
    final FakeProvider provider;
    final SsoContext context;
    final ConnectionRecord record;
    final RelyingParty party;

    World() {
        this(builder -> {});
    }

    /** A connection to any provider, changed as a test wants it. */
    World(Consumer<OidcConnection.Builder> change) {
        this(ISSUER, change(custom(), change).build());
    }

    World(String issuer, ConnectionRecord record) {
        this.provider = new FakeProvider(issuer, time);
        this.context = SsoContext.builder()
                .issuer(HERE)
                .replayGuard(ReplayGuard.inMemory(time))
                .fetcher(provider)
                .clock(time)
                .build();
        this.record = record;
        this.party = RelyingParty.of(record, context, time::ticks);
    }

    static OidcConnection.Builder custom() {
        return OidcConnection.custom(ISSUER).id("con_test1").client(FakeProvider.CLIENT, FakeProvider.SECRET);
    }

    private static OidcConnection.Builder change(
            OidcConnection.Builder builder, Consumer<OidcConnection.Builder> change) {
        change.accept(builder);
        return builder;
    }

    /** A clock, and a ticker that may go another way. */
    static final class Time extends Clock {
        private volatile Instant now = Instant.parse("2026-05-01T08:00:00Z");
        private final AtomicLong ticks = new AtomicLong(-Duration.ofHours(1).toNanos());

        void pass(Duration duration) {
            now = now.plus(duration);
            ticks.addAndGet(duration.toNanos());
        }

        void step(Duration duration) {
            now = now.plus(duration);
        }

        long ticks() {
            return ticks.get();
        }

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
            return this;
        }
    }

    long now() {
        return time.instant().getEpochSecond();
    }

    LoginStep start() {
        return party.start("/home");
    }

    /** The whole way. */
    ExternalIdentity signIn() {
        return finish(start());
    }

    ExternalIdentity finish(LoginStep step) {
        return party.finish(provider.callback(step), step.pending());
    }

    ExternalIdentity finish(LoginStep step, Map<String, String> answer) {
        return party.finish(Callback.posted(answer), step.pending());
    }

    void assertRefused(Reason reason) {
        assertRefused(reason, this::signIn);
    }

    static void assertRefused(Reason reason, Executable call) {
        assertReason(InvalidCredentialException.class, reason, call);
    }

    void assertUnavailable(Reason reason) {
        assertUnavailable(reason, this::signIn);
    }

    static void assertUnavailable(Reason reason, Executable call) {
        assertReason(AuthUnavailableException.class, reason, call);
    }

    private static void assertReason(Class<? extends AuthException> type, Reason reason, Executable call) {
        AuthException refusal = assertThrows(type, call);
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        String message = String.valueOf(refusal.getMessage());
        for (String secret : new String[] {FakeProvider.SECRET, FakeProvider.ACCESS_TOKEN, "ada@acme.com", "code-0"}) {
            assertEquals(-1, message.indexOf(secret), message);
        }
    }
}
