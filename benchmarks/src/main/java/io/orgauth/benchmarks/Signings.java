package io.orgauth.benchmarks;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.orgauth.Authentication;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.SealingKey;
import io.orgauth.Subject;
import io.orgauth.token.AccessToken;
import io.orgauth.token.JwsAlgorithm;
import io.orgauth.token.SigningKeyStore;
import io.orgauth.token.SigningKeys;
import io.orgauth.token.TokenIssuer;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/** Each library set up once to sign the token of {@link Issued}; a call starts from the values of its claims. */
final class Signings {
    private static final String SCOPE = "dataset:read dataset:write models:read";

    private Signings() {}

    static Signing orgAuth(Algorithm algorithm) {
        SigningKeys keys = SigningKeys.builder()
                .store(SigningKeyStore.inMemory())
                .sealedBy(SealingKey.inMemory())
                .algorithm(JwsAlgorithm.valueOf(algorithm.name()))
                .rsaKeyBits(2_048)
                .tickedByCaller()
                .build();
        TokenIssuer issuer =
                TokenIssuer.builder().issuer(Issued.ISSUER).signingKeys(keys).build();
        OrganizationId organization = OrganizationId.of(Issued.ORGANIZATION);
        Subject subject = Subject.of(Issued.ISSUER, "usr_0123456789abcdefghijkl");
        Set<Permission> permissions =
                Set.of(Permission.of("dataset:read"), Permission.of("dataset:write"), Permission.of("models:read"));
        Authentication authentication =
                new Authentication(Optional.of(Instant.now()), Set.of("otp", "pwd"), Optional.empty());
        return () -> issuer.issue(AccessToken.builder()
                .organization(organization)
                .subject(subject)
                .audience(Issued.AUDIENCE)
                .clientId("app_0123456789abcdefghijkl")
                .sessionId("ses_0123456789abcdefghijkl")
                .permissions(permissions)
                .authentication(authentication)
                .build());
    }

    static Signing nimbus(Algorithm algorithm) throws Exception {
        PrivateKey key = algorithm.newKeyPair().getPrivate();
        JWSSigner signer = key instanceof ECPrivateKey ec ? new ECDSASigner(ec) : new RSASSASigner(key);
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.headerName))
                .type(new JOSEObjectType("at+jwt"))
                .keyID(Algorithm.KID)
                .build();
        return () -> {
            SignedJWT token = new SignedJWT(header, nimbusClaims());
            token.sign(signer);
            return token.serialize();
        };
    }

    private static JWTClaimsSet nimbusClaims() {
        Date now = Date.from(Instant.now());
        return new JWTClaimsSet.Builder()
                .issuer(Issued.ISSUER)
                .subject("usr_0123456789abcdefghijkl")
                .audience(Issued.AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .issueTime(now)
                .notBeforeTime(now)
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", "app_0123456789abcdefghijkl")
                .claim("sid", "ses_0123456789abcdefghijkl")
                .claim("org_id", Issued.ORGANIZATION)
                .claim("scope", SCOPE)
                .claim("auth_time", Instant.now().getEpochSecond())
                .claim("amr", List.of("otp", "pwd"))
                .build();
    }

    static Signing jose4j(Algorithm algorithm) throws Exception {
        PrivateKey key = algorithm.newKeyPair().getPrivate();
        return () -> {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(algorithm.headerName);
            signature.setHeader("typ", "at+jwt");
            signature.setKeyIdHeaderValue(Algorithm.KID);
            signature.setKey(key);
            signature.setPayload(jose4jClaims().toJson());
            return signature.getCompactSerialization();
        };
    }

    private static JwtClaims jose4jClaims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Issued.ISSUER);
        claims.setSubject("usr_0123456789abcdefghijkl");
        claims.setAudience(Issued.AUDIENCE);
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setIssuedAtToNow();
        claims.setNotBefore(NumericDate.now());
        claims.setGeneratedJwtId();
        claims.setClaim("client_id", "app_0123456789abcdefghijkl");
        claims.setClaim("sid", "ses_0123456789abcdefghijkl");
        claims.setClaim("org_id", Issued.ORGANIZATION);
        claims.setClaim("scope", SCOPE);
        claims.setClaim("auth_time", Instant.now().getEpochSecond());
        claims.setStringListClaim("amr", List.of("otp", "pwd"));
        return claims;
    }
}
