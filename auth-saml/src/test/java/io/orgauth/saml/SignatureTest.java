package io.orgauth.saml;

import static io.orgauth.saml.Refusals.assertAccepted;
import static io.orgauth.saml.Refusals.assertRefused;
import static io.orgauth.saml.SamlLab.GOOD;
import static io.orgauth.saml.SamlLab.RSA;
import static io.orgauth.saml.SamlLab.RSA_SHA256;
import static io.orgauth.saml.SamlLab.SHA1;
import static io.orgauth.saml.SamlLab.SHA256;
import static io.orgauth.saml.SamlLab.STRANGER;
import static io.orgauth.saml.SamlLab.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.orgauth.sso.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures count, and which are refused before any cryptography. */
class SignatureTest {
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String RSA_SHA1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
    private static final String SIGNED = RSA.signed(GOOD, "_assertion");

    @Test
    void judge_signedOnEitherOrBoth_isAccepted() {
        Expectation expected = RSA.expectation().build();
        assertAccepted(SIGNED, expected);
        assertAccepted(RSA.signed(GOOD, "_response"), expected);
        assertAccepted(RSA.signed(SIGNED, "_response"), expected);
    }

    @Test
    void judge_notSigned_isRefused() {
        assertRefused(SamlReason.SIGNATURE_MISSING, GOOD, RSA.expectation().build());
    }

    @Test
    void judge_signedByAStranger_isRefusedWhateverKeyInfoShows() {
        String strange = STRANGER.signed(GOOD, "_assertion");
        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED, strange, RSA.expectation().build());
        String ours = keyInfo(SIGNED);
        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED,
                strange.replace(keyInfo(strange), ours),
                RSA.expectation().build());
    }

    @Test
    void judge_withoutKeyInfoOrWithAStrangers_isAccepted() {
        Expectation expected = RSA.expectation().build();
        assertAccepted(SIGNED.replace(keyInfo(SIGNED), ""), expected);
        assertAccepted(SIGNED.replace(keyInfo(SIGNED), keyInfo(STRANGER.signed(GOOD, "_assertion"))), expected);
        assertAccepted(
                SIGNED.replace(keyInfo(SIGNED), "<ds:KeyInfo><ds:KeyName>x</ds:KeyName></ds:KeyInfo>"), expected);
    }

    @Test
    void judge_oneSignatureOfTwoBad_isRefused() {
        String responseBySomebodyElse = STRANGER.signed(SIGNED, "_response");
        String assertionBySomebodyElse = RSA.signed(STRANGER.signed(GOOD, "_assertion"), "_response");
        Expectation expected = RSA.expectation().build();
        assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, responseBySomebodyElse, expected);
        assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, assertionBySomebodyElse, expected);
    }

    @Test
    void judge_oneOfSeveralCertificates_isEnough() {
        Expectation both = RSA.expectation()
                .certificates(List.of(STRANGER.certificate(), RSA.certificate()))
                .build();
        assertAccepted(SIGNED, both);
        assertAccepted(STRANGER.signed(GOOD, "_assertion"), both);
        Expectation removed =
                RSA.expectation().certificates(List.of(STRANGER.certificate())).build();
        assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, SIGNED, removed);
    }

    @ParameterizedTest
    @ValueSource(strings = {MORE + "rsa-sha384", MORE + "rsa-sha512", RSA_SHA256})
    void judge_strongRsa_isAccepted(String method) {
        assertAccepted(
                RSA.signed(GOOD, "_assertion", method, "http://www.w3.org/2001/04/xmlenc#sha512"),
                RSA.expectation().build());
    }

    @Test
    void judge_rsaPss_isAccepted() {
        String method = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";
        assertAccepted(
                RSA.signed(GOOD, "_assertion", method, SHA256),
                RSA.expectation().build());
    }

    @Test
    void judge_ellipticCurve_isAcceptedForItsOwnKindOfKeyOnly() {
        SamlLab elliptic = SamlLab.elliptic();
        String signed = elliptic.signed(GOOD, "_assertion", MORE + "ecdsa-sha256", SHA256);
        assertAccepted(signed, elliptic.expectation().build());
        assertRefused(
                SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED,
                signed,
                RSA.expectation().build());
        assertRefused(
                SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED,
                SIGNED,
                elliptic.expectation().build());
    }

    @Test
    void judge_sha1_isRefusedUnlessAllowed() {
        Expectation strict = RSA.expectation().build();
        Expectation lax =
                RSA.expectation().policy(ResponsePolicy.strict().allowingSha1()).build();
        String signature = RSA.signed(GOOD, "_assertion", RSA_SHA1, SHA256);
        String digest = RSA.signed(GOOD, "_assertion", RSA_SHA256, SHA1);
        assertRefused(SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, signature, strict);
        assertRefused(SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED, digest, strict);
        assertAccepted(signature, lax);
        assertAccepted(digest, lax);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
                MORE + "rsa-md5",
                "none",
                ""
            })
    void judge_otherSignatureMethod_isRefusedEvenIfAllIsAllowed(String method) {
        Expectation lax = RSA.expectation()
                .policy(ResponsePolicy.strict().allowingSha1().allowingRsa1024())
                .build();
        assertRefused(
                SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED,
                with(SIGNED, "SignatureMethod Algorithm=\"" + RSA_SHA256, "SignatureMethod Algorithm=\"" + method),
                lax);
    }

    @Test
    void judge_md5Digest_isRefusedEvenIfAllIsAllowed() {
        assertRefused(
                SamlReason.SIGNATURE_ALGORITHM_NOT_ALLOWED,
                with(SIGNED, "DigestMethod Algorithm=\"" + SHA256, "DigestMethod Algorithm=\"" + MORE + "md5"),
                RSA.expectation().policy(ResponsePolicy.strict().allowingSha1()).build());
    }

    @Test
    void judge_shortKey_isRefusedUnlessAllowed() {
        SamlLab weak = SamlLab.rsa(1024, "2036-01-01T00:00:00Z");
        String signed = weak.signed(GOOD, "_assertion");
        assertRefused(
                SamlReason.SIGNATURE_KEY_TOO_WEAK, signed, weak.expectation().build());
        ResponsePolicy lax = ResponsePolicy.strict().allowingRsa1024();
        assertAccepted(signed, weak.expectation().policy(lax).build());
        SamlLab broken = SamlLab.rsa(768, "2036-01-01T00:00:00Z");
        assertRefused(
                SamlReason.SIGNATURE_KEY_TOO_WEAK,
                broken.signed(GOOD, "_assertion"),
                broken.expectation().policy(lax).build());
    }

    @Test
    void judge_expiredCertificate_isRefusedFromThatMomentUnlessAllowed() {
        SamlLab expired = SamlLab.rsa(2048, "2026-01-15T12:00:00Z");
        String signed = expired.signed(GOOD, "_assertion");
        assertRefused(
                SamlReason.CERTIFICATE_EXPIRED, signed, expired.expectation().build());
        assertAccepted(
                signed,
                expired.expectation()
                        .policy(ResponsePolicy.strict().allowingExpiredCertificate())
                        .build());
        SamlLab lastSecond = SamlLab.rsa(2048, "2026-01-15T12:00:01Z");
        assertAccepted(
                lastSecond.signed(GOOD, "_assertion"), lastSecond.expectation().build());
    }

    @Test
    void judge_inclusiveNamespaces_areAccepted() {
        String list =
                "<ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"xs\"/>";
        // Only the form is looked at here: the corpus has Okta's, which verify.
        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED,
                with(
                        SIGNED,
                        "<ds:CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE + "\"/>",
                        "<ds:CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE + "\">" + list
                                + "</ds:CanonicalizationMethod>"),
                RSA.expectation().build());
    }

    static Stream<Arguments> transforms() {
        return Stream.of(
                arguments("enveloped only", List.of(Transform.ENVELOPED)),
                arguments("inclusive", List.of(Transform.ENVELOPED, CanonicalizationMethod.INCLUSIVE)),
                arguments(
                        "with comments", List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS)),
                arguments(
                        "twice",
                        List.of(
                                Transform.ENVELOPED,
                                CanonicalizationMethod.EXCLUSIVE,
                                CanonicalizationMethod.EXCLUSIVE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void transforms(String what, List<String> transforms) {
        assertRefused(
                SamlReason.TRANSFORM_NOT_ALLOWED,
                RSA.signed(GOOD, "_assertion", RSA_SHA256, SHA256, transforms),
                RSA.expectation().build());
    }

    private static final String EXCLUSIVE_TRANSFORM =
            "<ds:Transform Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE + "\"/>";
    private static final String DIGEST_METHOD = "<ds:DigestMethod Algorithm=\"" + SHA256 + "\"/>";

    static Stream<Arguments> forms() {
        return Stream.of(
                arguments("reference to nothing", "URI=\"#_assertion\"", "", SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments("reference empty", "URI=\"#_assertion\"", "URI=\"\"", SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "reference to the response",
                        "URI=\"#_assertion\"",
                        "URI=\"#_response\"",
                        SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "reference to a file",
                        "URI=\"#_assertion\"",
                        "URI=\"file:///etc/passwd\"",
                        SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "reference to the network",
                        "URI=\"#_assertion\"",
                        "URI=\"http://127.0.0.1:9/#_assertion\"",
                        SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "xpointer",
                        "URI=\"#_assertion\"",
                        "URI=\"#xpointer(id('_assertion'))\"",
                        SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "reference of a manifest",
                        "URI=\"#_assertion\"",
                        "URI=\"#_assertion\" Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\"",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "XSLT",
                        EXCLUSIVE_TRANSFORM,
                        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "XPath",
                        EXCLUSIVE_TRANSFORM,
                        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"/>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "base64",
                        EXCLUSIVE_TRANSFORM,
                        "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#base64\"/>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "transform of another namespace",
                        EXCLUSIVE_TRANSFORM,
                        "<Transform Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE + "\"/>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "transform with content",
                        EXCLUSIVE_TRANSFORM,
                        "<ds:Transform Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE
                                + "\"><ds:XPath>1</ds:XPath></ds:Transform>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "enveloped with content",
                        Transform.ENVELOPED + "\"/>",
                        Transform.ENVELOPED + "\"><x/></ds:Transform>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "inclusive canonicalization",
                        "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE,
                        "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.INCLUSIVE,
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "canonicalization with comments",
                        "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE,
                        "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS,
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "canonicalization with content",
                        "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE + "\"/>",
                        "CanonicalizationMethod Algorithm=\"" + CanonicalizationMethod.EXCLUSIVE
                                + "\"><x/></ds:CanonicalizationMethod>",
                        SamlReason.TRANSFORM_NOT_ALLOWED),
                arguments(
                        "two digest values (CVE-2025-29775)",
                        "<ds:DigestValue>",
                        "<ds:DigestValue>AA==</ds:DigestValue><ds:DigestValue>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "digest value with an element",
                        "</ds:DigestValue>",
                        "<x/></ds:DigestValue>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "digest method with content",
                        DIGEST_METHOD,
                        "<ds:DigestMethod Algorithm=\"" + SHA256 + "\"><x/></ds:DigestMethod>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments("no digest method", DIGEST_METHOD, "", SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "shortened MAC",
                        "SignatureMethod Algorithm=\"" + RSA_SHA256 + "\"/>",
                        "SignatureMethod Algorithm=\"" + RSA_SHA256
                                + "\"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "signature value with an element",
                        "</ds:SignatureValue>",
                        "<x/></ds:SignatureValue>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "two signature values",
                        "<ds:SignatureValue>",
                        "<ds:SignatureValue>AA==</ds:SignatureValue><ds:SignatureValue>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "two SignedInfo (CVE-2025-29774)",
                        "<ds:SignedInfo>",
                        "<ds:SignedInfo/><ds:SignedInfo>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "an object", "</ds:Signature>", "<ds:Object/></ds:Signature>", SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "two references",
                        "</ds:Reference>",
                        "</ds:Reference><ds:Reference URI=\"#_response\"/>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "a SignedInfo of another namespace",
                        "<ds:SignedInfo>",
                        "<x:y xmlns:x=\"urn:x\"/><ds:SignedInfo>",
                        SamlReason.SIGNATURE_MALFORMED),
                arguments(
                        "two signatures",
                        "<ds:Signature ",
                        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/><ds:Signature ",
                        SamlReason.ELEMENT_MISPLACED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void forms(String what, String from, String to, SamlReason reason) {
        assertRefused(reason, with(SIGNED, from, to), RSA.expectation().build());
    }

    @Test
    void judge_changedAfterSigning_isRefused() {
        Expectation expected = RSA.expectation().build();
        Map<String, String> changes = Map.of(
                ">alice<", ">mallory<",
                ">staff<", ">owner<",
                "12:05:00Z", "12:06:00Z",
                "\"_session\"", "\"_other\"",
                "11:59:59Z", "11:59:58.9Z");
        changes.forEach(
                (from, to) -> assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, with(SIGNED, from, to), expected));
    }

    @Test
    void judge_valuesThatAreNoBase64_areRefused() {
        Expectation expected = RSA.expectation().build();
        for (String name : List.of("SignatureValue", "DigestValue")) {
            for (String value : List.of("", "%", "AAAA", "\u0430")) {
                String changed = SIGNED.replaceAll("<ds:" + name + ">[^<]*", "<ds:" + name + ">" + value);
                assertRefused(SamlReason.SIGNATURE_NOT_VERIFIED, changed, expected);
            }
        }
    }

    @Test
    void judge_canonicalizationThatFails_isNoEmptyDigest() {
        // Relative namespace URIs can't be canonicalized; libraries that took "" for the result accepted the digest of
        // nothing.
        String empty = SIGNED.replaceAll(
                "<ds:DigestValue>[^<]*", "<ds:DigestValue>47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED,
                with(empty, "<saml:Subject>", "<saml:Subject xmlns:r=\"relative\">"),
                RSA.expectation().build());
        assertRefused(
                SamlReason.SIGNATURE_NOT_VERIFIED, empty, RSA.expectation().build());
    }

    @Test
    void explain_wrongKey_showsBothCertificates() {
        List<Finding> findings = Refusals.JUDGE.explain(
                STRANGER.signed(GOOD, "_assertion"), RSA.expectation().build());
        Finding shown = findings.stream()
                .filter(finding -> finding.check().equals("certificate_in_message"))
                .findFirst()
                .orElseThrow();
        assertTrue(shown.got().contains(Shown.certificate(STRANGER.certificate())), shown.got());
        assertTrue(shown.expected().contains(Shown.certificate(RSA.certificate())), shown.expected());
        assertTrue(shown.got().contains("2036-01-01T00:00:00Z"), shown.got());
    }

    @Test
    void explain_wrongKey_goesOnWithTheRest() {
        String wrong = STRANGER.signed(with(GOOD, "12:04:00Z", "11:04:00Z"), "_assertion");
        assertEquals(
                List.of("signature", "conditions_end"),
                Refusals.JUDGE.explain(wrong, RSA.expectation().build()).stream()
                        .filter(finding -> finding.outcome() == Finding.Outcome.FAILED)
                        .map(Finding::check)
                        .toList());
    }

    private static String keyInfo(String signed) {
        return signed.substring(
                signed.indexOf("<ds:KeyInfo>"), signed.indexOf("</ds:KeyInfo>") + "</ds:KeyInfo>".length());
    }
}
