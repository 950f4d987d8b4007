package io.orgauth.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.orgauth.token.KeySource;
import io.orgauth.token.TokenVerifier;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Each library set up once, as its documentation shows it, with the checks of ours that it can be told. */
final class Verifications {
    private Verifications() {}

    static Verification orgAuth(Issued issued) {
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(Issued.ISSUER)
                .audience(Issued.AUDIENCE)
                .organization(Issued.ORGANIZATION)
                .keys(KeySource.jwks(new JWKSet(issued.jwk()).toString()))
                .build();
        return verifier::verify;
    }

    static Verification nimbus(Issued issued) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.parse(issued.algorithm().headerName), new ImmutableJWKSet<>(new JWKSet(issued.jwk()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Issued.AUDIENCE,
                new JWTClaimsSet.Builder().issuer(Issued.ISSUER).build(),
                Set.of("exp", "iat")));
        return token -> processor.process(token, null);
    }

    static Verification jose4j(Issued issued) {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(issued.key())
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, issued.algorithm().headerName)
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(Issued.ISSUER)
                .setExpectedAudience(Issued.AUDIENCE)
                .setRequireExpirationTime()
                .build();
        return consumer::processToClaims;
    }

    static Verification auth0(Issued issued) {
        com.auth0.jwt.algorithms.Algorithm algorithm = issued.key() instanceof RSAPublicKey rsa
                ? com.auth0.jwt.algorithms.Algorithm.RSA256(rsa, null)
                : com.auth0.jwt.algorithms.Algorithm.ECDSA256((ECPublicKey) issued.key(), null);
        JWTVerifier verifier = JWT.require(algorithm)
                .withIssuer(Issued.ISSUER)
                .withAudience(Issued.AUDIENCE)
                .withClaimPresence("exp")
                .build();
        return verifier::verify;
    }

    static Verification jjwt(Issued issued) {
        JwtParser parser = Jwts.parser()
                .verifyWith(issued.key())
                .requireIssuer(Issued.ISSUER)
                .requireAudience(Issued.AUDIENCE)
                .build();
        return parser::parseSignedClaims;
    }
}
