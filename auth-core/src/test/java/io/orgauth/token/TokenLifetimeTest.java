package io.orgauth.token;

import static io.orgauth.token.SignedJwt.NOW;
import static io.orgauth.token.SignedJwt.good;
import static io.orgauth.token.SignedJwt.verifier;
import static io.orgauth.token.TokenAssert.assertRefused;
import static io.orgauth.token.TokenReason.LIFETIME_TOO_LONG;
import static io.orgauth.token.TokenReason.MALFORMED_CLAIM;
import static io.orgauth.token.TokenReason.TOKEN_EXPIRED;
import static io.orgauth.token.TokenReason.TOKEN_NOT_YET_VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.orgauth.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7519, 4.1.4 to 4.1.6, to the nanosecond on both sides of each boundary. */
class TokenLifetimeTest {
    private static final long SECONDS = NOW.getEpochSecond();
    private static final long SKEW = 60;

    private final TokenVerifier verifier = verifier().build();

    private static TokenVerifier at(Instant now) {
        return verifier().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
    }

    private static void assertAccepted(TokenVerifier verifier, SignedJwt token) {
        assertEquals("usr_ada", verifier.verify(token.sign()).getName());
    }

    @Test
    void exp_untilTheSkewIsOver_isAccepted() {
        Instant end = NOW.plusSeconds(600 + SKEW);
        assertAccepted(at(end.minusNanos(1)), good());
        assertRefused(TOKEN_EXPIRED, at(end), good());
        assertRefused(TOKEN_EXPIRED, at(end.plusNanos(1)), good());
    }

    @Test
    void exp_withAFraction_countsIt() {
        SignedJwt token = good().with("exp", new BigDecimal(SECONDS - SKEW + ".000000001"))
                .with("iat", SECONDS - 120);
        assertAccepted(verifier, token);
        assertRefused(TOKEN_EXPIRED, verifier, token.with("exp", SECONDS - SKEW));
        // Below a nanosecond it is cut off, never rounded up.
        assertRefused(TOKEN_EXPIRED, verifier, token.with("exp", new BigDecimal(SECONDS - SKEW + ".0000000009")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iat", "nbf"})
    void start_upToTheSkewAhead_isAccepted(String claim) {
        assertAccepted(verifier, good().with(claim, SECONDS + SKEW));
        assertRefused(TOKEN_NOT_YET_VALID, verifier, good().with(claim, SECONDS + SKEW + 1));
        assertRefused(TOKEN_NOT_YET_VALID, verifier, good().with(claim, new BigDecimal(SECONDS + SKEW + ".000000001")));
    }

    @Test
    void exp_notAfterTheBeginning_isMalformed() {
        SignedJwt token = good().with("iat", SECONDS).with("exp", SECONDS - 10);
        assertRefused(MALFORMED_CLAIM, verifier, token);
        assertRefused(MALFORMED_CLAIM, verifier, token.with("exp", SECONDS));
        assertRefused(MALFORMED_CLAIM, verifier, token.with("iat", SECONDS - 30).with("nbf", SECONDS - 10));
        assertAccepted(verifier, token.with("iat", SECONDS - 30).with("nbf", SECONDS - 11));
        assertAccepted(verifier, token.with("exp", new BigDecimal(SECONDS + ".000000001")));
    }

    @Test
    void nbf_absent_isNotAsked() {
        assertAccepted(verifier, good().without("nbf"));
        assertRefused(MALFORMED_CLAIM, verifier, good().withNull("nbf"));
    }

    @Test
    void lifetime_longestBelieved_isAcceptedAndANanosecondMoreIsNot() {
        assertAccepted(verifier, good().with("exp", SECONDS + 86_400));
        assertRefused(LIFETIME_TOO_LONG, verifier, good().with("exp", SECONDS + 86_401));
        assertRefused(LIFETIME_TOO_LONG, verifier, good().with("exp", new BigDecimal(SECONDS + 86_400 + ".000000001")));
    }

    @Test
    void lifetime_ofAnyLength_neverOverflows() {
        TokenVerifier patient = verifier()
                .maxLifetime(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))
                .build();
        assertAccepted(patient, good().with("exp", 253_402_300_799L));
    }

    @Test
    void skew_zeroAndLongest_areExact() {
        TokenVerifier strict = verifier().clockSkew(Duration.ZERO).build();
        assertAccepted(strict, good());
        assertRefused(TOKEN_NOT_YET_VALID, strict, good().with("iat", SECONDS + 1));
        assertRefused(TOKEN_EXPIRED, strict, good().with("exp", SECONDS));
        TokenVerifier lax = verifier().clockSkew(Duration.ofMinutes(5)).build();
        assertAccepted(lax, good().with("iat", SECONDS - 600).with("exp", SECONDS - 299));
        assertRefused(TOKEN_EXPIRED, lax, good().with("iat", SECONDS - 600).with("exp", SECONDS - 300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "253402300800",
                "253402300799.5",
                "9223372036854775808",
                "1764000000000",
                "1e300",
                "\"1764000000\"",
                "true",
                "null",
                "[]"
            })
    void date_thatIsNone_isRefused(String date) {
        for (String claim : List.of("exp", "iat", "nbf", "auth_time")) {
            Object value = Json.parse(date.getBytes(StandardCharsets.UTF_8));
            assertRefused(MALFORMED_CLAIM, verifier, good().with(claim, value));
        }
    }

    @Test
    void date_inEverySpelling_isTheSameNumber() {
        String spelled = good().payloadText().replace("\"iat\":" + SECONDS, "\"iat\":" + SECONDS + ".000e0");
        assertAccepted(verifier, good().rawPayload(spelled));
        assertRefused(LIFETIME_TOO_LONG, verifier, good().with("iat", 0));
    }
}
