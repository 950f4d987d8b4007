package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.saml.Trail.Words;
import java.security.Key;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Element;

/**
 * Decrypts an assertion. Encryption proves nobody: whoever has our public certificate can encrypt, so what comes out is judged as if
 * it had come in the clear. Thread-safe.
 */
final class Decryption {
    private static final Words FAILED = new Words(
            "an assertion encrypted for one of our keys",
            "what none of them opens, or what is not signed as it must be",
            "the identity provider's administrator: encrypt with our current certificate, preferably by AES-GCM");

    private final SecureRandom random = new SecureRandom();

    /** The parts, if they may be given to the engine, or a stop. */
    EncryptionShape shape(Element encryptedAssertion, Expectation expected, Trail trail) {
        EncryptionShape shape = EncryptionShape.of(encryptedAssertion)
                .orElseThrow(() -> trail.stop(
                        "encryption_structure",
                        SamlReason.ENCRYPTION_MALFORMED,
                        new Words(
                                "encrypted data and one key, with their octets in place",
                                "other parts, or references to elsewhere",
                                "the identity provider's maker")));
        if (!shape.isAllowed(expected.policy())) {
            throw trail.stop(
                    "encryption_algorithm",
                    SamlReason.ENCRYPTION_ALGORITHM_NOT_ALLOWED,
                    new Words(
                            "AES-GCM (or CBC, where allowed here) with a key by RSA-OAEP",
                            Shown.text(shape.dataAlgorithm()) + " with " + Shown.text(shape.transportAlgorithm()),
                            "the identity provider's administrator: choose AES-GCM, or allow CBC here; never RSA 1.5"));
        }
        if (expected.decryptionKeys().isEmpty()) {
            throw trail.stop(
                    "decryption_key",
                    SamlReason.DECRYPTION_KEY_MISSING,
                    new Words(
                            "no encryption, as this connection has no key for it",
                            "an encrypted assertion",
                            "us: make a decryption key; or its administrator: switch encryption off"));
        }
        return shape;
    }

    /** The octets. Which step failed is not told, nor is a wrong key quicker than a right one. */
    byte[] octets(EncryptionShape shape, Expectation expected, Trail trail) {
        OpenSaml.start();
        try {
            XMLCipher cipher = XMLCipher.getInstance();
            cipher.setSecureValidation(true);
            cipher.init(XMLCipher.DECRYPT_MODE, contentKey(shape, expected));
            return cipher.decryptToByteArray(shape.data());
        } catch (XMLSecurityException | RuntimeException e) {
            // The engine's own checks are few: octets that are too short make it throw what arrays throw.
            throw failed(trail);
        }
    }

    /** The one refusal for whatever goes wrong between the ciphertext and a proven assertion. */
    static InvalidCredentialException failed(Trail trail) {
        return trail.stop("decryption", SamlReason.DECRYPTION_FAILED, FAILED);
    }

    /** The key for the data; a random one if none of ours opens it, so that the work goes on as if one had (RFC 3218, 2.3.2). */
    private Key contentKey(EncryptionShape shape, Expectation expected) {
        for (PrivateKey ours : expected.decryptionKeys()) {
            Optional<Key> key = unwrapped(shape, ours);
            if (key.isPresent()) {
                return key.get();
            }
        }
        byte[] other = new byte[shape.keyBytes()];
        random.nextBytes(other);
        return new SecretKeySpec(other, "AES");
    }

    private static Optional<Key> unwrapped(EncryptionShape shape, PrivateKey ours) {
        try {
            XMLCipher cipher = XMLCipher.getInstance();
            cipher.setSecureValidation(true);
            cipher.init(XMLCipher.UNWRAP_MODE, ours);
            Key key = cipher.decryptKey(cipher.loadEncryptedKey(shape.key()), shape.dataAlgorithm());
            return Optional.of(key).filter(secret -> secret.getEncoded().length == shape.keyBytes());
        } catch (XMLSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
