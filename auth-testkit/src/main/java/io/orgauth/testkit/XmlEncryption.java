package io.orgauth.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.w3c.dom.Element;

/** How an assertion is encrypted (XML Encryption 1.1): a fresh AES-256 key, wrapped by RSA-OAEP with SHA-1 and MGF1, as real ones do. */
enum XmlEncryption {
    GCM("http://www.w3.org/2009/xmlenc11#aes256-gcm", "AES/GCM/NoPadding", 12) {
        @Override
        AlgorithmParameterSpec parameters(byte[] initialization) {
            return new GCMParameterSpec(128, initialization);
        }
    },
    /** What Okta, ADFS and PingFederate send. */
    CBC(Saml.ENCRYPTION + "aes256-cbc", "AES/CBC/PKCS5Padding", 16) {
        @Override
        AlgorithmParameterSpec parameters(byte[] initialization) {
            return new IvParameterSpec(initialization);
        }
    };

    private static final int KEY_BITS = 256;

    private final String algorithm;
    private final String transformation;
    private final int initializationBytes;

    XmlEncryption(String algorithm, String transformation, int initializationBytes) {
        this.algorithm = algorithm;
        this.transformation = transformation;
        this.initializationBytes = initializationBytes;
    }

    abstract AlgorithmParameterSpec parameters(byte[] initialization);

    /** Puts an EncryptedAssertion where the assertion was. */
    void encrypt(Element assertion, X509Certificate recipient) {
        try {
            SecretKey key = newKey();
            byte[] content = encrypted(key, Xml.write(assertion).getBytes(StandardCharsets.UTF_8));
            replace(assertion, content, wrapped(key, recipient));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey newKey() throws GeneralSecurityException {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(KEY_BITS);
        return generator.generateKey();
    }

    /** The initialization vector, then the ciphertext (5.2). */
    private byte[] encrypted(SecretKey key, byte[] content) throws GeneralSecurityException {
        byte[] initialization = new byte[initializationBytes];
        new SecureRandom().nextBytes(initialization);
        Cipher cipher = Cipher.getInstance(transformation);
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters(initialization));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(initialization);
        out.writeBytes(cipher.doFinal(content));
        return out.toByteArray();
    }

    private static byte[] wrapped(SecretKey key, X509Certificate recipient) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.WRAP_MODE, recipient.getPublicKey());
        return cipher.wrap(key);
    }

    private void replace(Element assertion, byte[] content, byte[] wrappedKey) {
        Element holder = assertion.getOwnerDocument().createElementNS(Saml.ASSERTION, "saml:EncryptedAssertion");
        assertion.getParentNode().replaceChild(holder, assertion);
        Element data = Xml.add(holder, Saml.ENCRYPTION, "xenc:EncryptedData");
        Xml.declare(data, "xenc", Saml.ENCRYPTION);
        Xml.declare(data, "ds", Saml.SIGNATURE);
        data.setAttribute("Type", Saml.ENCRYPTION + "Element");
        method(data, algorithm);

        Element wrapping = Xml.add(Xml.add(data, Saml.SIGNATURE, "ds:KeyInfo"), Saml.ENCRYPTION, "xenc:EncryptedKey");
        Element digest =
                Xml.add(method(wrapping, Saml.ENCRYPTION + "rsa-oaep-mgf1p"), Saml.SIGNATURE, "ds:DigestMethod");
        digest.setAttribute("Algorithm", Saml.SIGNATURE + "sha1");
        cipherValue(wrapping, wrappedKey);
        cipherValue(data, content);
    }

    private static Element method(Element parent, String algorithm) {
        Element method = Xml.add(parent, Saml.ENCRYPTION, "xenc:EncryptionMethod");
        method.setAttribute("Algorithm", algorithm);
        return method;
    }

    private static void cipherValue(Element parent, byte[] octets) {
        Element data = Xml.add(parent, Saml.ENCRYPTION, "xenc:CipherData");
        Xml.addText(
                data, Saml.ENCRYPTION, "xenc:CipherValue", Base64.getEncoder().encodeToString(octets));
    }
}
