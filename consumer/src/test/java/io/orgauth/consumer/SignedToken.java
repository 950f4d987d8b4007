package io.orgauth.consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** The token of the README's verifier snippet and the key set that proves it, made by somebody else's library. */
record SignedToken(String token, String keySet) {
    static SignedToken forTheReadme() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048)
                .keyID("1")
                .algorithm(JWSAlgorithm.RS256)
                .generate();
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("1")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://auth.example.com")
                        .audience("https://data.acme.example")
                        .subject("usr_ada")
                        .claim("client_id", "app_notebook")
                        .claim("org_id", "org_acme")
                        .claim("scope", "models:read")
                        .jwtID("token-1")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))))
                        .build());
        jwt.sign(new RSASSASigner(key));
        return new SignedToken(jwt.serialize(), new JWKSet(key.toPublicJWK()).toString());
    }
}
