package io.orgauth.oidc;

import io.orgauth.token.ClaimsVerifier;
import io.orgauth.token.JwsAlgorithm;
import io.orgauth.token.SignedClaims;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges an ID token (OpenID Connect Core, 3.1.3.7 and 3.1.3.8). Its signature always counts: that it came over TLS from the token
 * endpoint proves nothing about a proxy, a cache or a log in between. Pure but for the keys; thread-safe.
 */
final class IdTokenRules {
    private static final int MAX_BYTES = 32_768;
    private static final Duration SKEW = Duration.ofSeconds(60);

    // Microsoft dates its tokens five minutes back, for those whose clocks are slow. The nonce is what rules replay
    // out.
    private static final Duration DATED_BACK = Duration.ofMinutes(5);

    private final OidcSettings settings;
    private final ClaimsVerifier signatures;
    private final Function<Optional<String>, Optional<String>> issuerOfKey;

    IdTokenRules(OidcSettings settings, Provider provider) {
        this.settings = settings;
        this.signatures = ClaimsVerifier.of(provider, settings.algorithms(), MAX_BYTES);
        this.issuerOfKey = provider::issuerOfKey;
    }

    /**
     * The claims of a good ID token.
     *
     * @throws io.orgauth.InvalidCredentialException with an {@link OidcReason} or a {@link io.orgauth.token.TokenReason}
     */
    SignedClaims judge(Answers answers, Login login, Instant now) {
        SignedClaims claims = signatures.verify(answers.idToken()); // (6) to (8)
        requireType(claims); // RFC 8725, 3.11
        requireIssuer(claims); // (2)
        requireAudience(claims); // (3) to (5)
        requireSubject(claims); // 2
        requireLifetime(claims, login, now); // (9), (10)
        requireNonce(claims, login); // (11)
        requireFresh(claims, login); // (13)
        requireAccessToken(claims, answers); // 3.1.3.8
        return claims;
    }

    private static void requireType(SignedClaims claims) {
        if (!Set.of("", "jwt").contains(claims.type())) {
            throw OidcReason.ID_TOKEN_OTHER_TYPE.refusal("token's \"typ\" is not that of an ID token");
        }
    }

    private void requireIssuer(SignedClaims claims) {
        if (!settings.vendor().isTokenIssuer(settings, claims, claims.requiredString("iss"))) {
            throw OidcReason.ID_TOKEN_OTHER_ISSUER.refusal("token \"iss\" is not that of " + settings.issuer());
        }
        boolean foreign = issuerOfKey
                .apply(claims.keyId())
                .filter(issuer -> !settings.vendor().isKeyIssuer(claims, issuer))
                .isPresent();
        if (foreign) {
            throw OidcReason.ID_TOKEN_KEY_OF_OTHER_ISSUER.refusal("token's key belongs to another issuer");
        }
    }

    private void requireAudience(SignedClaims claims) {
        List<String> audiences = claims.requiredStrings("aud");
        if (!audiences.contains(settings.clientId())) {
            throw OidcReason.ID_TOKEN_OTHER_AUDIENCE.refusal("token \"aud\" is not our client");
        }
        Optional<String> party = claims.string("azp");
        boolean ours = party.map(settings.clientId()::equals).orElse(audiences.size() == 1);
        if (!ours) {
            throw OidcReason.ID_TOKEN_OTHER_PARTY.refusal(
                    "token \"azp\" is not our client, \"aud\" has " + audiences.size());
        }
    }

    private static void requireSubject(SignedClaims claims) {
        if (!claims.requiredString("sub").matches("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?")) {
            throw OidcReason.ID_TOKEN_SUBJECT_MALFORMED.refusal("token \"sub\" is no 1 to 255 visible characters");
        }
    }

    private static void requireLifetime(SignedClaims claims, Login login, Instant now) {
        Instant expires = claims.requiredDate("exp");
        Instant issued = claims.requiredDate("iat");
        Instant valid = claims.date("nbf").orElse(issued);
        if (!now.isBefore(expires.plus(SKEW))) {
            throw OidcReason.ID_TOKEN_EXPIRED.refusal("token \"exp\" was " + expires + ", it is " + now);
        }
        if (issued.isAfter(now.plus(SKEW)) || valid.isAfter(now.plus(SKEW))) {
            throw OidcReason.ID_TOKEN_FROM_THE_FUTURE.refusal(
                    "token \"iat\" is " + issued + ", \"nbf\" " + valid + ", it is " + now);
        }
        if (issued.isBefore(login.began().minus(DATED_BACK).minus(SKEW))) {
            throw OidcReason.ID_TOKEN_TOO_OLD.refusal(
                    "token \"iat\" is " + issued + ", the sign-in began at " + login.began());
        }
    }

    private static void requireNonce(SignedClaims claims, Login login) {
        if (!Login.same(claims.requiredString("nonce"), login.nonce())) {
            throw OidcReason.NONCE_MISMATCH.refusal("token \"nonce\" is not that of this sign-in");
        }
    }

    /** What was asked for by {@code max_age=0} must be said, or a session at the provider would pass for a proof. */
    private static void requireFresh(SignedClaims claims, Login login) {
        Optional<Instant> proven = claims.date("auth_time");
        boolean since =
                proven.filter(time -> !time.isBefore(login.began().minus(SKEW))).isPresent();
        if (login.fresh() && !since) {
            throw OidcReason.NOT_SIGNED_IN_AFRESH.refusal("token \"auth_time\" is "
                    + proven.map(Instant::toString).orElse("missing") + ", asked for was a proof since "
                    + login.began());
        }
    }

    private static void requireAccessToken(SignedClaims claims, Answers answers) {
        Optional<String> hash = claims.string("at_hash");
        if (hash.filter(text -> !Login.same(text, leftHalf(claims.algorithm(), answers.accessToken())))
                .isPresent()) {
            throw OidcReason.ACCESS_TOKEN_MISMATCH.refusal("token \"at_hash\" is not that of the access token");
        }
    }

    private static String leftHalf(JwsAlgorithm algorithm, String token) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(hash(algorithm)).digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-2", e);
        }
    }

    /** The hash of the algorithm; Ed25519 has SHA-512 inside (RFC 8032, 5.1). */
    private static String hash(JwsAlgorithm algorithm) {
        return algorithm == JwsAlgorithm.EDDSA
                ? "SHA-512"
                : "SHA-" + algorithm.headerName().substring(2);
    }

    /** The claims of a userinfo answer that is signed: by the same keys, for us (OpenID Connect Core, 5.3.2). */
    SignedClaims judgeUserinfo(String compact) {
        SignedClaims claims = signatures.verify(compact);
        requireIssuer(claims);
        requireAudience(claims);
        return claims;
    }
}
