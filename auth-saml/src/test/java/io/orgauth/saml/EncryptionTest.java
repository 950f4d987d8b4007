package io.orgauth.saml;

import static io.orgauth.saml.Encrypted.CBC;
import static io.orgauth.saml.Encrypted.GCM;
import static io.orgauth.saml.Encrypted.INSIDE;
import static io.orgauth.saml.Encrypted.OAEP;
import static io.orgauth.saml.Refusals.JUDGE;
import static io.orgauth.saml.Refusals.assertAccepted;
import static io.orgauth.saml.Refusals.assertRefused;
import static io.orgauth.saml.SamlLab.GOOD;
import static io.orgauth.saml.SamlLab.RSA;
import static io.orgauth.saml.SamlLab.STRANGER;
import static io.orgauth.saml.SamlLab.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orgauth.InvalidCredentialException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted assertions: what is decrypted at all, and that what comes out is believed no more than what came in the clear. */
class EncryptionTest {
    private static final SamlLab OURS = SamlLab.rsa(2048, "2036-01-01T00:00:00Z");
    private static final String SIGNED = RSA.signed(GOOD, "_assertion");

    @Test
    void judge_signedAssertionInGcm_isAccepted() {
        JudgedAssertion judged = assertAccepted(encrypted(SIGNED, GCM), strict());
        assertEquals("alice", judged.nameId().orElseThrow().value());
        assertEquals("_assertion", judged.assertionId());
        assertAccepted(Encrypted.response(SIGNED, OURS.publicKey(), GCM, Encrypted.BESIDE), strict());
    }

    @Test
    void judge_unsignedAssertionInSignedResponse_isAccepted() {
        assertAccepted(RSA.signed(encrypted(GOOD, GCM), "_response"), strict());
    }

    @Test
    void judge_bothSignedAndEncrypted_needsBothSignatures() {
        assertAccepted(RSA.signed(encrypted(SIGNED, GCM), "_response"), strict());
        String inner = STRANGER.signed(GOOD, "_assertion");
        assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, RSA.signed(encrypted(inner, GCM), "_response"), strict());
        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED, STRANGER.signed(encrypted(SIGNED, GCM), "_response"), strict());
    }

    @Test
    void judge_unsignedAssertion_isNotProvenByEncryption() {
        assertRefused(SamlReason.SIGNATURE_MISSING, encrypted(GOOD, GCM), strict());
        assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, encrypted(STRANGER.signed(GOOD, "_assertion"), GCM), strict());
    }

    @Test
    void judge_signedWithUnencryptedBeside_isRefused() {
        String evil = with(
                with(encrypted(GOOD, GCM), "<saml:EncryptedAssertion", "<x/><saml:EncryptedAssertion"), "<x/>", "");
        String encrypted = evil.substring(
                evil.indexOf("<saml:EncryptedAssertion"), evil.indexOf("</saml:EncryptedAssertion>") + 26);
        assertRefused(
                SamlReason.ASSERTION_NOT_SINGLE,
                with(SIGNED, "<saml:Assertion", encrypted + "<saml:Assertion"),
                strict());
    }

    @Test
    void judge_cbc_isRefusedUnlessAllowed() {
        assertRefused(SamlReason.ENCRYPTION_ALGORITHM_NOT_ALLOWED, encrypted(SIGNED, CBC), strict());
        assertAccepted(encrypted(SIGNED, CBC), cbc());
        assertAccepted(RSA.signed(encrypted(GOOD, CBC), "_response"), cbc());
    }

    @Test
    void judge_severalDecryptionKeys_areTried() {
        Expectation both = RSA.expectation()
                .decryptionKeys(List.of(STRANGER.privateKey(), OURS.privateKey()))
                .build();
        assertAccepted(encrypted(SIGNED, GCM), both);
        Expectation none = RSA.expectation().build();
        assertRefused(SamlReason.DECRYPTION_KEY_MISSING, encrypted(SIGNED, GCM), none);
        Expectation other =
                RSA.expectation().decryptionKeys(List.of(STRANGER.privateKey())).build();
        assertRefused(SamlReason.DECRYPTION_FAILED, encrypted(SIGNED, GCM), other);
    }

    /** Padding oracles (Jager and Somorovsky, 2011) and Bleichenbacher's: no answer tells one failure from another. */
    @Test
    void judge_cbcTamperedInEachBlock_isRefusedWithOneMessage() {
        String message = encrypted(SIGNED, CBC);
        String base64 = value(message, 1);
        byte[] octets = Base64.getDecoder().decode(base64);
        Set<String> messages = new HashSet<>();
        for (int i = 0; i < octets.length; i += 16) {
            byte[] tampered = octets.clone();
            tampered[i] ^= 1;
            messages.add(refusal(message.replace(base64, Base64.getEncoder().encodeToString(tampered))));
        }
        for (int end = 0; end < 48; end++) {
            byte[] tampered = octets.clone();
            tampered[octets.length - 17] ^= (byte) end;
            String changed = Base64.getEncoder().encodeToString(tampered);
            if (end != 0) {
                messages.add(refusal(message.replace(base64, changed)));
            }
        }
        messages.add(refusal(message.replace(base64, "AAAA")));
        messages.add(refusal(message.replace(value(message, 0), "AAAA")));
        messages.add(refusal(encrypted(GOOD, CBC)));
        messages.add(refusal(encrypted(STRANGER.signed(GOOD, "_assertion"), CBC)));
        assertEquals(1, messages.size(), messages.toString());
    }

    @Test
    void judge_gcmTampered_isRefused() {
        String message = encrypted(SIGNED, GCM);
        String base64 = value(message, 1);
        byte[] octets = Base64.getDecoder().decode(base64);
        for (int i = 0; i < octets.length; i += 101) {
            byte[] tampered = octets.clone();
            tampered[i] ^= 1;
            assertRefused(
                    SamlReason.DECRYPTION_FAILED,
                    message.replace(base64, Base64.getEncoder().encodeToString(tampered)),
                    strict());
        }
    }

    static Stream<Arguments> forms() {
        String oaep = "<xenc:EncryptionMethod Algorithm=\"%4$s\"/>";
        String keyData = "<xenc:CipherData><xenc:CipherValue>%1$s</xenc:CipherValue></xenc:CipherData>";
        String reference = "<xenc:CipherData><xenc:CipherReference URI=\"http://127.0.0.1:9/\"/></xenc:CipherData>";
        return Stream.of(
                arguments(
                        "octets elsewhere",
                        "<xenc:CipherValue>%2$s</xenc:CipherValue>",
                        "<xenc:CipherReference URI=\"http://127.0.0.1:9/\"/>"),
                arguments(
                        "octets elsewhere and transformed",
                        "<xenc:CipherValue>%2$s</xenc:CipherValue>",
                        "<xenc:CipherReference URI=\"\"><xenc:Transforms/></xenc:CipherReference>"),
                arguments(
                        "octets elsewhere beside",
                        "<xenc:CipherValue>%2$s</xenc:CipherValue>",
                        "<xenc:CipherValue>%2$s</xenc:CipherValue><xenc:CipherReference URI=\"#x\"/>"),
                arguments("octets with an element", "%2$s</xenc:CipherValue>", "%2$s<x/></xenc:CipherValue>"),
                arguments("the key's octets elsewhere", keyData, reference),
                arguments(
                        "the key elsewhere",
                        "<xenc:EncryptedKey>" + oaep + keyData + "</xenc:EncryptedKey>",
                        "<ds:RetrievalMethod URI=\"http://127.0.0.1:9/\"/>"),
                arguments(
                        "the key elsewhere in this document",
                        "<xenc:EncryptedKey>" + oaep + keyData + "</xenc:EncryptedKey>",
                        "<ds:RetrievalMethod URI=\"#_response\"/>"),
                arguments(
                        "the key's key elsewhere",
                        "<xenc:EncryptedKey>" + oaep,
                        "<xenc:EncryptedKey>" + oaep + "<ds:KeyInfo><ds:RetrievalMethod URI=\"#x\"/></ds:KeyInfo>"),
                arguments(
                        "a key in the key",
                        "<xenc:EncryptedKey>" + oaep,
                        "<xenc:EncryptedKey>" + oaep + "<ds:KeyInfo><xenc:EncryptedKey/></ds:KeyInfo>"),
                arguments("two keys", "<xenc:EncryptedKey>", "<xenc:EncryptedKey/><xenc:EncryptedKey>"),
                arguments("no key", "<xenc:EncryptedKey>" + oaep + keyData + "</xenc:EncryptedKey>", ""),
                arguments(
                        "references to other data",
                        "%1$s</xenc:CipherValue></xenc:CipherData>",
                        "%1$s</xenc:CipherValue></xenc:CipherData><xenc:ReferenceList><xenc:DataReference URI=\"#_response\"/></xenc:ReferenceList>"),
                arguments(
                        "two references",
                        "%1$s</xenc:CipherValue></xenc:CipherData>",
                        "%1$s</xenc:CipherValue></xenc:CipherData><xenc:ReferenceList><xenc:DataReference URI=\"#_data\"/><xenc:DataReference URI=\"#_data\"/></xenc:ReferenceList>"),
                arguments("properties", "</xenc:EncryptedData>", "<xenc:EncryptionProperties/></xenc:EncryptedData>"),
                arguments(
                        "two data",
                        "<xenc:EncryptedData",
                        "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"/><xenc:EncryptedData"),
                arguments("content instead of an element", "xmlenc#Element", "xmlenc#Content"),
                arguments(
                        "parameters of OAEP",
                        oaep,
                        "<xenc:EncryptionMethod Algorithm=\"%4$s\"><xenc:OAEPparams>AA==</xenc:OAEPparams></xenc:EncryptionMethod>"),
                arguments(
                        "something beside",
                        "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">",
                        "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><x/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forms(String what, String from, String to) {
        String form = with(INSIDE, from, to);
        assertRefused(SamlReason.ENCRYPTION_MALFORMED, Encrypted.response(SIGNED, OURS.publicKey(), GCM, form), cbc());
    }

    @Test
    void judge_keyHints_areLookedOver() {
        String hinted =
                with(INSIDE, "<xenc:EncryptedKey>", "<ds:KeyName>x</ds:KeyName><xenc:EncryptedKey Recipient=\"us\">");
        assertAccepted(Encrypted.response(SIGNED, OURS.publicKey(), GCM, hinted), strict());
    }

    static Stream<Arguments> algorithms() {
        return Stream.of(
                arguments("RSA 1.5", OAEP, "http://www.w3.org/2001/04/xmlenc#rsa-1_5"),
                arguments("no key transport", OAEP, ""),
                arguments("AES key wrap", OAEP, "http://www.w3.org/2001/04/xmlenc#kw-aes256"),
                arguments("triple DES", GCM, "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"),
                arguments("no algorithm", GCM, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void algorithms(String what, String from, String to) {
        assertRefused(SamlReason.ENCRYPTION_ALGORITHM_NOT_ALLOWED, with(encrypted(SIGNED, GCM), from, to), cbc());
    }

    static Stream<Arguments> plaintexts() {
        String assertion = SamlLab.text(SamlLab.byId(SamlLab.parse(SIGNED), "_assertion"));
        String evil =
                assertion.replaceFirst("ID=\"_assertion\"", "ID=\"_evil\"").replaceFirst(">alice<", ">mallory<");
        return Stream.of(
                arguments("DOCTYPE", "<!DOCTYPE x>" + assertion, SamlReason.RESPONSE_HAS_DOCTYPE),
                arguments("two roots", assertion + assertion, SamlReason.RESPONSE_NOT_XML),
                arguments("nothing", "", SamlReason.RESPONSE_NOT_XML),
                arguments("a comment", assertion.replace(">alice<", ">ali<!---->ce<"), SamlReason.RESPONSE_HAS_COMMENT),
                arguments("a whole response", SIGNED, SamlReason.ASSERTION_NOT_SINGLE),
                arguments(
                        "encrypted again",
                        Encrypted.octets(assertion.getBytes(StandardCharsets.UTF_8), OURS.publicKey(), GCM, INSIDE),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "wrapped",
                        evil.replace("</ds:Signature>", "<ds:Object>" + assertion + "</ds:Object></ds:Signature>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments("moved signature", evil, SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments("changed", assertion.replace(">alice<", ">mallory<"), SamlReason.SIGNATURE_NOT_VERIFIED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void plaintexts(String what, String plain, SamlReason reason) {
        String message = Encrypted.replaced(
                GOOD, Encrypted.octets(plain.getBytes(StandardCharsets.UTF_8), OURS.publicKey(), GCM, INSIDE));
        assertRefused(reason, message, strict());
        String signed = RSA.signed(message, "_response");
        assertRefused(reason, signed, strict());
    }

    @Test
    void explain_signatureOfResponseBad_decryptsNothing() {
        String message = STRANGER.signed(encrypted(SIGNED, GCM), "_response");
        assertTrue(JUDGE.explain(message, strict()).stream()
                .noneMatch(finding -> finding.check().equals("audience")));
    }

    private static String refusal(String message) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> JUDGE.judge(message, cbc()));
        assertEquals(SamlReason.DECRYPTION_FAILED, refusal.reason());
        assertRefused(SamlReason.DECRYPTION_FAILED, message, cbc());
        return refusal.getMessage();
    }

    private static String value(String message, int index) {
        return message.split("CipherValue>")[1 + 2 * index].replace("</xenc:", "");
    }

    private static String encrypted(String xml, String algorithm) {
        return Encrypted.response(xml, OURS.publicKey(), algorithm);
    }

    private static Expectation strict() {
        return RSA.expectation().decryptionKeys(List.of(OURS.privateKey())).build();
    }

    private static Expectation cbc() {
        return RSA.expectation()
                .decryptionKeys(List.of(OURS.privateKey()))
                .policy(ResponsePolicy.strict().allowingCbc())
                .build();
    }
}
