package io.orgauth.saml;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts assertions as identity providers do, with the JDK's ciphers alone. */
final class Encrypted {
    static final String GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    static final String CBC = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
    static final String OAEP = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

    /** The usual form: the key inside the data. %1$s and %2$s are the octets of key and data. */
    static final String INSIDE = """
            <saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">\
            <xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Id="_data" Type="http://www.w3.org/2001/04/xmlenc#Element">\
            <xenc:EncryptionMethod Algorithm="%3$s"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\
            <xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="%4$s"/><xenc:CipherData><xenc:CipherValue>%1$s</xenc:CipherValue>\
            </xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>%2$s</xenc:CipherValue>\
            </xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>""";

    /** Okta's form: the key beside the data. */
    static final String BESIDE = """
            <saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">\
            <xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Id="_data" Type="http://www.w3.org/2001/04/xmlenc#Element">\
            <xenc:EncryptionMethod Algorithm="%3$s"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\
            <ds:RetrievalMethod Type="http://www.w3.org/2001/04/xmlenc#EncryptedKey" URI="#_key"/></ds:KeyInfo><xenc:CipherData>\
            <xenc:CipherValue>%2$s</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>\
            <xenc:EncryptedKey xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Id="_key"><xenc:EncryptionMethod Algorithm="%4$s">\
            <ds:DigestMethod xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"/>\
            </xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>%1$s</xenc:CipherValue></xenc:CipherData><xenc:ReferenceList>\
            <xenc:DataReference URI="#_data"/></xenc:ReferenceList></xenc:EncryptedKey></saml:EncryptedAssertion>""";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Encrypted() {}

    /** The response with its assertion encrypted. */
    static String response(String xml, PublicKey key, String algorithm) {
        return response(xml, key, algorithm, INSIDE);
    }

    static String response(String xml, PublicKey key, String algorithm, String form) {
        String assertion = SamlLab.text(SamlLab.byId(SamlLab.parse(xml), "_assertion"));
        return replaced(xml, octets(assertion.getBytes(StandardCharsets.UTF_8), key, algorithm, form));
    }

    /** The response with another element in the place of its assertion. */
    static String replaced(String xml, String element) {
        int from = xml.indexOf("<saml:Assertion");
        int to = xml.indexOf("</saml:Assertion>") + "</saml:Assertion>".length();
        return xml.substring(0, from) + element + xml.substring(to);
    }

    /** An EncryptedAssertion of any octets. */
    static String octets(byte[] plain, PublicKey key, String algorithm, String form) {
        try {
            byte[] secret = new byte[32];
            RANDOM.nextBytes(secret);
            Cipher wrap = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            wrap.init(Cipher.ENCRYPT_MODE, key);
            byte[] data = algorithm.equals(GCM) ? gcm(plain, secret) : cbc(plain, secret);
            return String.format(form, base64(wrap.doFinal(secret)), base64(data), algorithm, OAEP);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] gcm(byte[] plain, byte[] secret) throws GeneralSecurityException {
        byte[] iv = new byte[12];
        RANDOM.nextBytes(iv);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(128, iv));
        return joined(iv, cipher.doFinal(plain));
    }

    private static byte[] cbc(byte[] plain, byte[] secret) throws GeneralSecurityException {
        byte[] iv = new byte[16];
        RANDOM.nextBytes(iv);
        int padding = 16 - plain.length % 16;
        byte[] padded = Arrays.copyOf(plain, plain.length + padding);
        padded[padded.length - 1] = (byte) padding;
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(iv));
        return joined(iv, cipher.doFinal(padded));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
