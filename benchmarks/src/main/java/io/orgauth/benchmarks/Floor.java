package io.orgauth.benchmarks;

import io.orgauth.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The bare arithmetic. Not thread-safe. */
final class Floor {
    private Floor() {}

    static Verification verification(Issued issued) throws GeneralSecurityException {
        return verification(Signature.getInstance(issued.algorithm().signature), issued.key());
    }

    static Verification verificationByBouncyCastle(Issued issued) throws GeneralSecurityException {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        PublicKey key = KeyFactory.getInstance(issued.key().getAlgorithm(), provider)
                .generatePublic(new X509EncodedKeySpec(issued.key().getEncoded()));
        return verification(Signature.getInstance(issued.algorithm().signature, provider), key);
    }

    private static Verification verification(Signature signature, PublicKey key) throws GeneralSecurityException {
        signature.initVerify(key);
        return token -> {
            byte[] ascii = token.getBytes(StandardCharsets.ISO_8859_1);
            int headerEnd = token.indexOf('.');
            int payloadEnd = token.lastIndexOf('.');
            signature.update(ascii, 0, payloadEnd);
            if (!signature.verify(decode(ascii, payloadEnd + 1, ascii.length))) {
                throw new SignatureException("wrong signature");
            }
            return decode(ascii, headerEnd + 1, payloadEnd);
        };
    }

    private static byte[] decode(byte[] ascii, int from, int to) {
        return Base64.getUrlDecoder().decode(Arrays.copyOfRange(ascii, from, to));
    }

    /** Signs what is already JSON, with a kept {@code Signature}. */
    static Signing signing(Algorithm algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.signature);
        signature.initSign(algorithm.newKeyPair().getPrivate());
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        byte[] header = Json.write(Issued.header(algorithm));
        byte[] claims = Json.write(Issued.claims());
        return () -> {
            String input = base64.encodeToString(header) + '.' + base64.encodeToString(claims);
            signature.update(input.getBytes(StandardCharsets.ISO_8859_1));
            return input + '.' + base64.encodeToString(signature.sign());
        };
    }
}
