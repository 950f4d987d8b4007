package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceProviderKeyTest {
    @Test
    void generate_certificate_isSignedByItsKeyForFiveYears() throws GeneralSecurityException {
        X509Certificate certificate = SamlFixture.OURS.certificate();

        certificate.verify(certificate.getPublicKey());
        assertEquals(3, certificate.getVersion());
        assertEquals("SHA256withRSA", certificate.getSigAlgName());
        assertEquals(
                2048, ((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength());
        assertEquals(
                "CN=SAML service provider",
                certificate.getSubjectX500Principal().getName());
        assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
        assertEquals(
                SamlFixture.NOW.minus(Duration.ofDays(1)),
                certificate.getNotBefore().toInstant());
        assertEquals(
                SamlFixture.NOW.plus(ServiceProviderKey.LIFETIME),
                certificate.getNotAfter().toInstant());
    }

    /** RFC 5280, 4.1.2.5: the year decides how a time is written. */
    @ParameterizedTest
    @ValueSource(strings = {"2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z", "2123-04-05T06:07:08Z"})
    void certificate_onBothSidesOf2050_hasItsDates(String until) throws GeneralSecurityException {
        KeyPair pair = pair(2048);
        Instant end = Instant.parse(until);

        X509Certificate certificate =
                SelfSignedCertificate.of(pair, "Ä long name ".repeat(20), SamlFixture.NOW, end, new SecureRandom());

        certificate.verify(pair.getPublic());
        assertEquals(end, certificate.getNotAfter().toInstant());
        assertDoesNotThrow(() -> certificate.checkValidity(Date.from(
                ZonedDateTime.of(2040, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant())));
        assertTrue(certificate.getSerialNumber().signum() > 0);
    }

    @Test
    void secretPem_readAgain_isTheSameKey() {
        ServiceProviderKey read = ServiceProviderKey.ofPem(SamlFixture.OURS.secretPem());

        assertEquals(SamlFixture.OURS.privateKey(), read.privateKey());
        assertEquals(SamlFixture.OURS.certificate(), read.certificate());
    }

    @Test
    void ofPem_certificateFirst_isRead() {
        String pem = SamlFixture.OURS.certificatePem() + "\n"
                + SamlFixture.OURS.secretPem().replace(SamlFixture.OURS.certificatePem(), "");

        assertEquals(
                SamlFixture.OURS.privateKey(), ServiceProviderKey.ofPem(pem).privateKey());
    }

    @Test
    void all_severalKeys_keepsTheirOrder() {
        List<ServiceProviderKey> keys =
                ServiceProviderKey.all(SamlFixture.OURS.secretPem() + SamlFixture.OUR_NEXT.secretPem());

        assertEquals(
                List.of(SamlFixture.OURS.certificate(), SamlFixture.OUR_NEXT.certificate()),
                keys.stream().map(ServiceProviderKey::certificate).toList());
    }

    static Stream<Arguments> malformed() {
        String pem = SamlFixture.OURS.secretPem();
        String certificate = SamlFixture.OURS.certificatePem();
        return Stream.of(
                Arguments.of("nothing", ""),
                Arguments.of("text", "a key"),
                Arguments.of("a key alone", pem.replace(certificate, "")),
                Arguments.of("a certificate alone", certificate),
                Arguments.of("two certificates", certificate + certificate),
                Arguments.of("two keys", pem + SamlFixture.OUR_NEXT.secretPem()),
                Arguments.of("text between", pem.replace(certificate, "and\n" + certificate)),
                Arguments.of("text behind", pem + "and"),
                Arguments.of("encrypted", pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY")),
                Arguments.of("PKCS #1", pem.replace("PRIVATE KEY", "RSA PRIVATE KEY")),
                Arguments.of("no base64", pem.replaceFirst("MII", "M=I")),
                Arguments.of("no DER", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----" + certificate),
                Arguments.of("another's certificate", pem.replace(certificate, SamlFixture.OUR_NEXT.certificatePem())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void ofPem_anythingElse_isRefusedAndNotQuoted(String name, String pem) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> ServiceProviderKey.ofPem(pem));

        assertFalse(String.valueOf(refusal.getMessage()).contains("MII"));
    }

    @Test
    void of_shortKey_isRefused() {
        KeyPair pair = pair(1024);
        X509Certificate certificate = SelfSignedCertificate.of(
                pair, "short", SamlFixture.NOW, SamlFixture.NOW.plusSeconds(60), new SecureRandom());

        assertThrows(IllegalArgumentException.class, () -> ServiceProviderKey.of(pair.getPrivate(), certificate));
    }

    @Test
    void toString_hasTheFingerprintOnly() {
        assertEquals(
                "ServiceProviderKey[" + Certificates.fingerprint(SamlFixture.OURS.certificate()) + "]",
                SamlFixture.OURS.toString());
        assertTrue(Certificates.fingerprint(SamlFixture.OURS.certificate()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
        assertEquals(
                "Block[PRIVATE KEY]",
                Pem.blocks(SamlFixture.OURS.secretPem()).get(0).toString());
    }

    private static KeyPair pair(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
