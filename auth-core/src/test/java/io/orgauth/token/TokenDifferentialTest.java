package io.orgauth.token;

import static io.orgauth.token.SignedJwt.good;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.testing.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What we accept, nimbus and jose4j accept too: a token that only we take is our mistake. Each mutation comes from its own
 * seed, which the failure names.
 */
class TokenDifferentialTest {
    private static final int MUTATIONS = Requirement.fullRun() ? 100_000 : 1_000;

    private final Map<JwsAlgorithm, TokenVerifier> ours = Stream.of(JwsAlgorithm.values())
            .collect(Collectors.toMap(algorithm -> algorithm, TokenDifferentialTest::verifier));
    private final Map<JwsAlgorithm, List<String>> issued = Stream.of(JwsAlgorithm.values())
            .collect(Collectors.toMap(
                    algorithm -> algorithm,
                    algorithm -> List.of(
                            good(algorithm).sign(),
                            good(algorithm).with("jti", "tok_2").sign())));
    private final Peers peers = new Peers();
    private final List<String> surplus = new ArrayList<>();
    private int accepted;

    private static TokenVerifier verifier(JwsAlgorithm algorithm) {
        TokenVerifier.Builder builder = SignedJwt.verifier().algorithms(algorithm);
        return TestKeys.isHmac(algorithm)
                ? builder.keys(KeySource.secret(algorithm, TestKeys.secret(algorithm)))
                        .build()
                : builder.keys(KeySource.jwks(TestKeys.jwks(algorithm))).build();
    }

    @Test
    void verify_genuineTokens_areAcceptedByAllThree() {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            for (String token : issued.get(algorithm)) {
                assertEquals("usr_ada", ours.get(algorithm).verify(token).getName());
                assertEquals(List.of(), peers.refusals(algorithm, token), algorithm.headerName());
            }
        }
    }

    @Test
    void verify_mutatedTokens_areAcceptedByUsOnlyIfByTheOthersToo() {
        for (int seed = 0; seed < MUTATIONS; seed++) {
            JwsAlgorithm algorithm = JwsAlgorithm.values()[seed % JwsAlgorithm.values().length];
            judge(seed, algorithm, new TokenMutation(algorithm, issued.get(algorithm), new Random(seed)));
        }
        System.out.println(
                "differential: mutations=" + MUTATIONS + " accepted=" + accepted + " surplus=" + surplus.size());
        assertEquals(List.of(), surplus);
        assertTrue(accepted > MUTATIONS / 100, "so few accepted that nothing was compared: " + accepted);
    }

    private void judge(int seed, JwsAlgorithm algorithm, TokenMutation mutation) {
        String token = mutation.token();
        if (!accepts(seed, ours.get(algorithm), token)) {
            return;
        }
        accepted++;
        for (String peer : peers.refusals(algorithm, token)) {
            surplus.add("seed " + seed + " " + algorithm + ": accepted by us, not by " + peer + ": " + token);
        }
        if (!mutation.isSignedAnew() && !isIssued(algorithm, token)) {
            surplus.add("seed " + seed + " " + algorithm + ": nobody issued " + token);
        }
    }

    /** Whether it is one that was issued, byte for byte; ECDSA signatures alone have a twin, over the very same bytes. */
    private boolean isIssued(JwsAlgorithm algorithm, String token) {
        boolean twins = algorithm.headerName().startsWith("ES");
        String input = token.substring(0, token.lastIndexOf('.') + 1);
        return issued.get(algorithm).stream()
                .anyMatch(genuine -> genuine.equals(token) || (twins && genuine.startsWith(input)));
    }

    private boolean accepts(int seed, TokenVerifier verifier, String token) {
        try {
            return verifier.verify(token).organization().value().equals(SignedJwt.ORGANIZATION);
        } catch (InvalidCredentialException e) {
            return false;
        } catch (RuntimeException e) {
            surplus.add("seed " + seed + ": undocumented " + e + " for " + token);
            return false;
        }
    }
}
