package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.ADA;
import static io.orgauth.identity.PasswordsFixture.address;
import static io.orgauth.identity.PasswordsFixture.device;
import static io.orgauth.identity.PasswordsFixture.from;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.identity.Passwords.Attempt;
import io.orgauth.identity.SignInThrottle.Key;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInThrottleTest {
    private final PasswordsFixture fixture = new PasswordsFixture();
    private final SignInThrottle throttle = fixture.throttle;

    @ParameterizedTest
    @CsvSource({"5,1", "6,2", "7,4", "8,8", "9,16", "10,32", "11,60", "12,60", "50,60", "99,60"})
    void allows_afterFailuresInARow_waitsExactly(int failures, int seconds) {
        fail(key(ADA), failures);
        fixture.advance(Duration.ofSeconds(seconds).minusNanos(1));
        assertFalse(throttle.allows(key(ADA)));
        assertFalse(throttle.settle(key(ADA), true), "a right password gets no other answer");
        fixture.advance(Duration.ofNanos(1));
        assertTrue(throttle.allows(key(ADA)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void allows_fewFailures_needsNoWaiting(int failures) {
        fail(key(ADA), failures);
        assertTrue(throttle.allows(key(ADA)));
    }

    @Test
    void allows_hundredFailuresInARow_notWithoutAReset() {
        fail(key(ADA), 100);
        fixture.advance(Duration.ofDays(365));
        assertFalse(throttle.allows(key(ADA)));
        throttle.forget(EmailAddress.of(ADA));
        assertTrue(throttle.allows(key(ADA)));
    }

    @Test
    void allows_strangersFailures_doNotConcernAKnownDevice() {
        fail(throttle.key(ADA, from("203.0.113.9")), 100);
        Attempt owner = new Attempt(Optional.of(address("203.0.113.9")), Optional.of("laptop"));
        assertFalse(throttle.allows(throttle.key(ADA, from("198.51.100.1"))));
        assertTrue(throttle.allows(throttle.key(ADA, owner)), "not even from the stranger's address");
        assertTrue(throttle.settle(throttle.key(ADA, owner), true));
        assertFalse(throttle.allows(throttle.key(ADA, from("198.51.100.1"))), "the stranger gains nothing by that");
    }

    @Test
    void allows_devicesOwnFailures_slowThatDeviceOnly() {
        fail(throttle.key(ADA, device("laptop")), 5);
        assertFalse(throttle.allows(throttle.key(ADA, device("laptop"))));
        assertTrue(throttle.allows(throttle.key(ADA, device("phone"))));
        assertTrue(throttle.allows(key(ADA)));
        assertTrue(throttle.allows(throttle.key("bob@acme.com", device("laptop"))), "a device is known to one account");
    }

    @Test
    void key_deviceWithHundredFailures_isAStrangerAgain() {
        fail(throttle.key(ADA, device("laptop")), 100);
        assertEquals(key(ADA), throttle.key(ADA, device("laptop")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ADA@acme.com", "ada@ACME.COM", "ada@acme\u3002com", "ada@\uFF41cme.com", "ada@a\u00ADcme.com"})
    void key_otherSpellingsOfTheAddress_areCountedAsOne(String spelling) {
        assertEquals(key(ADA), key(spelling));
    }

    @Test
    void key_noAddressAtAll_isCountedAsTyped() {
        fail(key("nobody"), 5);
        assertFalse(throttle.allows(key("NOBODY")));
        assertTrue(throttle.allows(key("somebody")));
        assertTrue(throttle.allows(key("x".repeat(1 << 20))));
    }

    @Test
    void settle_success_beginsAgain() {
        fail(key(ADA), 4);
        assertTrue(throttle.settle(key(ADA), true));
        fail(key(ADA), 4);
        assertTrue(throttle.allows(key(ADA)));
    }

    @Test
    void settle_eightThreads_countExactly() throws Exception {
        fail(key(ADA), 1);
        List<Boolean> answered = PasswordsFixture.atOnce(8, () -> throttle.settle(key(ADA), false));
        assertEquals(4, answered.stream().filter(stands -> stands).count());
        assertEquals(5, fixture.stores.throttles().failures(key(ADA).account()).failures());
    }

    @ParameterizedTest
    @CsvSource({"0,4,true", "0,5,false", "3,1,true", "3,2,false", "5,0,true", "5,1,false"})
    void settle_othersFailBetweenTheStatements_onlyWhoCameInTimeIsAnswered(int before, int between, boolean answered) {
        fail(key(ADA), before);
        fixture.advance(Duration.ofMinutes(1));
        SignInThrottle overtaken = new SignInThrottle(overtaking(between), fixture.clock, fixture.ticker);
        assertEquals(answered, overtaken.settle(key(ADA), false));
        assertEquals(
                before + between + 1,
                fixture.stores.throttles().failures(key(ADA).account()).failures());
    }

    /** Stores as a database without a lock may be: others fail just before the failure that is counted. */
    private Stores overtaking(int others) {
        ThrottleStore throttles = fixture.stores.throttles();
        ThrottleStore overtaken = new ThrottleStore() {
            @Override
            public Failures failures(String key) {
                return throttles.failures(key);
            }

            @Override
            public Failures fail(String key, Instant now) {
                for (int i = 0; i < others; i++) {
                    throttles.fail(key, now);
                }
                return throttles.fail(key, now);
            }

            @Override
            public void reset(String key) {
                throttles.reset(key);
            }

            @Override
            public int removeBefore(Instant before, int limit) {
                return throttles.removeBefore(before, limit);
            }
        };
        return (Stores) Proxy.newProxyInstance(
                Stores.class.getClassLoader(), new Class<?>[] {Stores.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("atomically")) {
                        @SuppressWarnings("unchecked")
                        Function<Stores, Object> work = (Function<Stores, Object>) arguments[0];
                        return work.apply((Stores) proxy);
                    }
                    return overtaken;
                });
    }

    @Test
    void fail_eightThreads_countExactly() throws Exception {
        PasswordsFixture.atOnce(8, () -> {
            for (int i = 0; i < 1_000; i++) {
                fixture.stores.throttles().fail("key", fixture.now);
            }
            return true;
        });
        assertEquals(8_000, fixture.stores.throttles().failures("key").failures());
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9, false",
        "203.0.113.9, 203.0.113.10, true",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, false",
        "2001:db8:1:2::1, 2001:db8:1:3::1, true",
        "203.0.113.9, ::ffff:203.0.113.9, false"
    })
    void allows_hundredFailuresOfOneSite_onlyForOthers(String failed, String asks, boolean allowed) {
        for (int i = 0; i < 100; i++) {
            assertTrue(throttle.allows(throttle.key("next@acme.com", from(asks))), "after " + i);
            throttle.settle(throttle.key("user" + i + "@acme.com", from(failed)), false);
        }
        assertEquals(allowed, throttle.allows(throttle.key("next@acme.com", from(asks))));
        fixture.advance(Duration.ofMinutes(10));
        assertTrue(throttle.allows(throttle.key("next@acme.com", from(asks))), "the window has ended");
    }

    @Test
    void settle_addressFailedElsewhereMeanwhile_isNotAnswered() {
        Key ada = throttle.key(ADA, from("203.0.113.9"));
        assertTrue(throttle.allows(ada));
        for (int i = 0; i < 100; i++) {
            throttle.settle(throttle.key("user" + i + "@acme.com", from("203.0.113.9")), false);
        }
        assertFalse(throttle.settle(ada, true), "even the right one of many guesses at once");
        assertEquals(0, fixture.stores.throttles().failures(ada.account()).failures(), "and the owner has not to wait");
    }

    @Test
    void settle_success_doesNotResetTheAddress() {
        for (int i = 0; i < 100; i++) {
            throttle.settle(throttle.key("user" + i + "@acme.com", from("203.0.113.9")), false);
            if (i < 99) {
                throttle.settle(throttle.key("mine@evil.example", from("203.0.113.9")), true);
            }
        }
        assertFalse(throttle.allows(throttle.key(ADA, from("203.0.113.9"))));
    }

    @Test
    void settle_addressesWithoutEnd_areRememberedInBounds() throws UnknownHostException {
        for (int i = 0; i < 120_000; i++) {
            byte[] bytes = {10, (byte) (i >> 16), (byte) (i >> 8), (byte) i};
            Attempt attempt = new Attempt(Optional.of(InetAddress.getByAddress(bytes)), Optional.empty());
            throttle.settle(throttle.key("same@acme.com", attempt), false);
        }
        assertTrue(throttle.addresses() <= 100_000, "remembered: " + throttle.addresses());
    }

    @Test
    void allows_successesFromAnywhere_rememberNoAddress() {
        throttle.allows(throttle.key(ADA, from("203.0.113.9")));
        throttle.settle(throttle.key(ADA, from("203.0.113.9")), true);
        assertEquals(0, throttle.addresses());
    }

    @Test
    void allowsLink_afterFive_waitsAsSignInDoes() {
        for (int i = 0; i < 5; i++) {
            assertTrue(throttle.allowsLink(ADA));
        }
        assertFalse(throttle.allowsLink("ADA@acme.com"));
        assertTrue(throttle.allowsLink("bob@acme.com"));
        fixture.advance(Duration.ofSeconds(1));
        assertTrue(throttle.allowsLink(ADA));
        fixture.advance(Duration.ofSeconds(1));
        assertFalse(throttle.allowsLink(ADA));
        fixture.advance(Duration.ofHours(1));
        for (int i = 0; i < 5; i++) {
            assertTrue(throttle.allowsLink(ADA));
        }
    }

    private Key key(String email) {
        return throttle.key(email, Attempt.UNKNOWN);
    }

    /** Failures in a row, each made as soon as it may be. */
    private void fail(Key key, int times) {
        for (int i = 0; i < times; i++) {
            if (!throttle.allows(key)) {
                fixture.advance(Duration.ofMinutes(1));
            }
            assertTrue(throttle.settle(key, false));
        }
    }
}
