package io.orgauth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SimpleSecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.Key;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Two other libraries, set up for the same tokens as carefully as they can be. */
final class Peers {
    private final Map<JwsAlgorithm, DefaultJWTProcessor<SecurityContext>> nimbus = new EnumMap<>(JwsAlgorithm.class);
    private final Map<JwsAlgorithm, JwtConsumer> jose4j = new EnumMap<>(JwsAlgorithm.class);

    Peers() {
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            Key key = TestKeys.isHmac(algorithm)
                    ? new SecretKeySpec(TestKeys.secret(algorithm), "HMAC")
                    : TestKeys.issuer(algorithm).getPublic();
            jose4j.put(algorithm, consumer(algorithm, key));
            // Its EdDSA verifier needs a library that is none of ours; there jose4j judges alone.
            if (algorithm != JwsAlgorithm.EDDSA) {
                nimbus.put(algorithm, processor(algorithm, key));
            }
        }
    }

    /** The names of those that do not accept the token. */
    List<String> refusals(JwsAlgorithm algorithm, String token) {
        List<String> refusals = new ArrayList<>();
        if (nimbus.containsKey(algorithm) && !nimbusAccepts(nimbus.get(algorithm), token)) {
            refusals.add("nimbus");
        }
        if (!jose4jAccepts(jose4j.get(algorithm), token)) {
            refusals.add("jose4j");
        }
        return refusals;
    }

    private static boolean nimbusAccepts(DefaultJWTProcessor<SecurityContext> processor, String token) {
        try {
            return processor.process(token, new SimpleSecurityContext()).getSubject() != null;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return false;
        }
    }

    private static boolean jose4jAccepts(JwtConsumer consumer, String token) {
        try {
            return consumer.process(token).getJwtClaims().hasClaim("sub");
        } catch (InvalidJwtException e) {
            return false;
        }
    }

    private static DefaultJWTProcessor<SecurityContext> processor(JwsAlgorithm algorithm, Key key) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        JWSAlgorithm only = JWSAlgorithm.parse(algorithm.headerName());
        JWSKeySelector<SecurityContext> selector =
                (header, context) -> header.getAlgorithm().equals(only) ? List.of(key) : List.of();
        processor.setJWSKeySelector(selector);
        processor.setJWSVerifierFactory(new DefaultJWSVerifierFactory());
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt")));
        JWTClaimsSet exact = new JWTClaimsSet.Builder()
                .issuer(SignedJwt.ISSUER)
                .claim("org_id", SignedJwt.ORGANIZATION)
                .build();
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        SignedJwt.AUDIENCE,
                        exact,
                        Set.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "org_id")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(SignedJwt.NOW);
                    }
                });
        return processor;
    }

    private static JwtConsumer consumer(JwsAlgorithm algorithm, Key key) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.headerName())
                .setVerificationKey(key)
                .setExpectedIssuer(SignedJwt.ISSUER)
                .setExpectedAudience(SignedJwt.AUDIENCE)
                .setExpectedType(false, "at+jwt")
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setAllowedClockSkewInSeconds(60)
                .setEvaluationTime(NumericDate.fromSeconds(SignedJwt.NOW.getEpochSecond()))
                .build();
    }
}
