package io.orgauth.apikey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.ApiKeyFormat;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.InvalidCredentialException;
import io.orgauth.testing.Requirement;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody learns by the clock which ids exist: a deactivated key, known by its id, costs what an unknown one does. */
class ApiKeyTimingTest {
    private static final int KEYS = 1_000;
    private static final int ROUNDS = Requirement.fullRun() ? 2_000 : 3;

    private final Fixture fixture = new Fixture();
    private final Authenticator<Credential.ApiKey> authenticator =
            fixture.keys.forOrganization(Fixture.GLOBEX.value(), Fixture.DATA);

    @Test
    void unknownAndKnownIds_takeTheSameTime() {
        List<Credential.ApiKey> known = Stream.generate(fixture::issue)
                .limit(KEYS)
                .map(issued -> Credential.ApiKey.of(issued.secret()))
                .toList();
        SecureRandom random = new SecureRandom();
        List<Credential.ApiKey> unknown = Stream.generate(
                        () -> ApiKeyFormat.of("acme").newKey(random))
                .limit(KEYS)
                .toList();
        medians(known, unknown);

        double[] both = medians(known, unknown);

        double ratio = both[0] / both[1];
        System.out.printf(
                "api keys: known %.0f ns, unknown %.0f ns, ratio %.3f, rounds=" + ROUNDS + "%n",
                both[0],
                both[1],
                ratio);
        assertTrue(!Requirement.fullRun() || (ratio > 0.9 && ratio < 1.1), "known : unknown = " + ratio);
    }

    /** By turns, so that whatever else the machine does hits both alike. */
    private double[] medians(List<Credential.ApiKey> known, List<Credential.ApiKey> unknown) {
        double[] knownTimes = new double[ROUNDS];
        double[] unknownTimes = new double[ROUNDS];
        IntStream.range(0, ROUNDS).forEach(round -> {
            knownTimes[round] = time(known);
            unknownTimes[round] = time(unknown);
        });
        return new double[] {median(knownTimes), median(unknownTimes)};
    }

    private double time(List<Credential.ApiKey> keys) {
        long before = System.nanoTime();
        for (Credential.ApiKey key : keys) {
            refuse(key);
        }
        return (System.nanoTime() - before) / (double) keys.size();
    }

    private void refuse(Credential.ApiKey key) {
        try {
            authenticator.authenticate(key);
            throw new AssertionError("admitted");
        } catch (InvalidCredentialException expected) {
            // both are refused, for reasons that the caller is not told
        }
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
