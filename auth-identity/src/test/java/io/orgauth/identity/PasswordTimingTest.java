package io.orgauth.identity;

import static io.orgauth.identity.PasswordsFixture.ADA;
import static io.orgauth.identity.PasswordsFixture.GOOD;
import static io.orgauth.identity.PasswordsFixture.OTHER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.Role;
import io.orgauth.testing.Requirement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The time of a refused sign-in tells nothing of whether the account exists (OWASP ASVS 6.3.8). */
class PasswordTimingTest {
    private static final int SAMPLES = 2_000;

    private final PasswordsFixture fixture = new PasswordsFixture();

    @Test
    void verify_unknownWrongDisabledNone_takeTheSameTime() {
        Assumptions.assumeTrue(Requirement.fullRun(), "statistics need minutes: -Pfull");
        Map<String, List<Long>> samples = new LinkedHashMap<>();
        List<String> turns = new ArrayList<>(accounts());
        turns.forEach(account -> samples.put(account, new ArrayList<>()));
        Random order = new Random(1);
        for (int i = -200; i < SAMPLES; i++) {
            Collections.shuffle(turns, order); // so that a slow moment of the machine meets all alike
            for (String account : turns) {
                long nanos = nanos(account);
                if (i >= 0) { // the first ones warm up
                    samples.get(account).add(nanos);
                }
            }
        }
        List<Long> wrong = samples.get(ADA);
        samples.forEach((account, others) -> {
            double ratio = (double) median(others) / median(wrong);
            assertTrue(ratio > 0.95 && ratio < 1.05, account + ": median is " + ratio + " times a wrong password's");
            double p = mannWhitney(wrong, others);
            assertTrue(account.equals(ADA) || p > 0.01, account + ": p = " + p);
        });
    }

    @Test
    void mannWhitney_sameAndShifted_areToldApart() {
        Random random = new Random(7);
        List<Long> one = random.longs(500, 0, 1_000_000).boxed().toList();
        List<Long> two = random.longs(500, 0, 1_000_000).boxed().toList();
        List<Long> later = two.stream().map(value -> value + 100_000).toList();
        assertTrue(mannWhitney(one, two) > 0.01);
        assertTrue(mannWhitney(one, later) < 0.01);
        assertEquals(3, median(List.of(5L, 1L, 3L)));
    }

    /** A wrong password, an unknown address, a disabled user, a user without a password. */
    private List<String> accounts() {
        fixture.passwords.set(fixture.ada.id(), GOOD);
        Users users = fixture.service.operator().users();
        User off = users.create(fixture.acme.id(), "off@acme.com", Role.MEMBER);
        fixture.passwords.set(off.id(), GOOD);
        users.disable(off.id());
        users.create(fixture.acme.id(), "non@acme.com", Role.MEMBER);
        return List.of(ADA, "unk@acme.com", "off@acme.com", "non@acme.com");
    }

    private long nanos(String account) {
        fixture.throttle.forget(EmailAddress.of(account));
        long start = System.nanoTime();
        IdentityException refused = assertThrows(IdentityException.class, () -> fixture.verify(account, OTHER));
        long nanos = System.nanoTime() - start;
        assertEquals(IdentityReason.SIGN_IN_FAILED, refused.reason());
        return nanos;
    }

    private static long median(List<Long> samples) {
        return samples.stream().sorted().toList().get(samples.size() / 2);
    }

    /** The two-sided p-value of the rank-sum test in its normal approximation; times in nanoseconds hardly tie. */
    private static double mannWhitney(List<Long> one, List<Long> two) {
        record Sample(long nanos, boolean first) {}
        List<Sample> all = new ArrayList<>();
        one.forEach(nanos -> all.add(new Sample(nanos, true)));
        two.forEach(nanos -> all.add(new Sample(nanos, false)));
        all.sort(Comparator.comparingLong(Sample::nanos));
        double rankSum = 0;
        for (int rank = 1; rank <= all.size(); rank++) {
            rankSum += all.get(rank - 1).first() ? rank : 0;
        }
        double n = one.size();
        double m = two.size();
        double u = rankSum - n * (n + 1) / 2;
        double z = (u - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
        return 2 * (1 - normal(Math.abs(z)));
    }

    /** The normal distribution function (Abramowitz and Stegun 26.2.17), good to seven digits. */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return 1 - Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
