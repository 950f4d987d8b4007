package io.orgauth.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a draft's ID token (RFC 7515, 7.1), well signed or not. */
final class IdTokenWriter {
    private final OpenIdDraft draft;
    private final RSAKey key;

    private IdTokenWriter(OpenIdDraft draft, RSAKey key) {
        this.draft = draft;
        this.key = key;
    }

    static String write(OpenIdDraft draft, OpenIdKeys keys) {
        IdTokenWriter writer = new IdTokenWriter(draft, draft.key.orElseGet(keys::current));
        try {
            return writer.write();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write() throws JOSEException {
        return switch (draft.signing) {
            case RS256 -> signed(JWSAlgorithm.RS256, new RSASSASigner(key));
            case OTHER_KEY -> signed(JWSAlgorithm.RS256, new RSASSASigner(OpenIdKeys.newKey("other")));
            case TAMPERED -> tampered(signed(JWSAlgorithm.RS256, new RSASSASigner(key)));
            case NONE -> new PlainJWT(claims()).serialize();
            case HS256_WITH_PUBLIC_KEY ->
                signed(JWSAlgorithm.HS256, new MACSigner(key.toRSAPublicKey().getEncoded()));
        };
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws JOSEException {
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT);
        if (draft.saysKeyId) {
            header.keyID(key.getKeyID());
        }
        JWSObject jws = new JWSObject(header.build(), new Payload(draft.idToken));
        jws.sign(signer);
        return jws.serialize();
    }

    /** The signature of the good token under the claims of somebody else. */
    private String tampered(String good) {
        Map<String, Object> claims = new LinkedHashMap<>(draft.idToken);
        claims.put("sub", "somebody-else");
        String payload = Base64URL.encode(new Payload(claims).toString()).toString();
        return good.substring(0, good.indexOf('.') + 1) + payload + good.substring(good.lastIndexOf('.'));
    }

    private JWTClaimsSet claims() {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
        draft.idToken.forEach(claims::claim);
        return claims.build();
    }
}
