package io.orgauth.saml;

import static io.orgauth.saml.Refusals.assertAccepted;
import static io.orgauth.saml.Refusals.assertRefused;
import static io.orgauth.saml.SamlLab.GOOD;
import static io.orgauth.saml.SamlLab.RSA;
import static io.orgauth.saml.SamlLab.with;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Signature wrapping (Somorovsky and others, 2012) and its successors: a genuine signature stays, what is read is another's. Of each
 * document every part that is signed is untouched.
 */
class WrappingTest {
    private static final String SIGNED = RSA.signed(GOOD, "_assertion");
    private static final String ASSERTION = part(SIGNED, "<saml:Assertion", "</saml:Assertion>");
    private static final String SIGNATURE = part(ASSERTION, "<ds:Signature ", "</ds:Signature>");
    private static final String UNSIGNED = ASSERTION.replace(SIGNATURE, "");
    private static final String EVIL =
            with(with(UNSIGNED, ">alice<", ">mallory<"), "ID=\"_assertion\"", "ID=\"_evil\"");
    private static final String EVIL_WITH_SIGNATURE =
            with(EVIL, "</saml:Issuer><saml:Subject>", "</saml:Issuer>" + SIGNATURE + "<saml:Subject>");

    private static final String WHOLE = RSA.signed(GOOD, "_response");
    private static final String WHOLE_SIGNATURE = part(WHOLE, "<ds:Signature ", "</ds:Signature>");
    private static final String WHOLE_UNSIGNED = WHOLE.replace(WHOLE_SIGNATURE, "");
    private static final String EVIL_WHOLE =
            with(WHOLE_UNSIGNED, ">alice<", ">mallory<").replace("ID=\"_", "ID=\"_evil_");

    static Stream<Arguments> wrapped() {
        return Stream.of(
                arguments(
                        "XSW1: the genuine response in the evil one's signature",
                        evilWhole(intoSignature(WHOLE_UNSIGNED)),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW2: the genuine response before the evil one's signature",
                        evilWhole(WHOLE_UNSIGNED + WHOLE_SIGNATURE),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW1 by an object",
                        evilWhole(intoSignature("<ds:Object>" + WHOLE_UNSIGNED + "</ds:Object>")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "the genuine response in extensions",
                        with(
                                EVIL_WHOLE,
                                "<samlp:Status>",
                                "<samlp:Extensions>" + WHOLE + "</samlp:Extensions><samlp:Status>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW3: the evil assertion before", response(EVIL + ASSERTION), SamlReason.ASSERTION_NOT_SINGLE),
                arguments("the evil assertion behind", response(ASSERTION + EVIL), SamlReason.ASSERTION_NOT_SINGLE),
                arguments(
                        "XSW4: the genuine assertion in the evil one",
                        response(with(EVIL, "<saml:Subject>", ASSERTION + "<saml:Subject>")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW5: the evil assertion with the signature, the genuine one behind",
                        response(EVIL_WITH_SIGNATURE + UNSIGNED),
                        SamlReason.ASSERTION_NOT_SINGLE),
                arguments(
                        "XSW6: the genuine assertion in the evil one's signature",
                        response(with(EVIL_WITH_SIGNATURE, "</ds:Signature>", UNSIGNED + "</ds:Signature>")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW7: the genuine assertion in extensions",
                        response("<samlp:Extensions>" + ASSERTION + "</samlp:Extensions>" + EVIL),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW8: the genuine assertion in an object",
                        response(with(
                                EVIL_WITH_SIGNATURE,
                                "</ds:Signature>",
                                "<ds:Object>" + UNSIGNED + "</ds:Object></ds:Signature>")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "XSW9: in a wrapper",
                        response("<x:w xmlns:x=\"urn:x\">" + ASSERTION + "</x:w>" + EVIL),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "in the evil one's advice",
                        response(with(
                                EVIL,
                                "<saml:AuthnStatement",
                                "<saml:Advice>" + ASSERTION + "</saml:Advice><saml:AuthnStatement")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "in the evil one's confirmation data",
                        response(with(
                                EVIL, "callback\"/>", "callback\">" + ASSERTION + "</saml:SubjectConfirmationData>")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "in the evil one's attribute value",
                        response(with(EVIL, ">staff<", ">" + ASSERTION + "<")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "in the status detail",
                        with(
                                response(EVIL),
                                "</samlp:Status>",
                                "<samlp:StatusDetail>" + ASSERTION + "</samlp:StatusDetail></samlp:Status>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "the same ID twice",
                        response(with(EVIL, "_evil", "_assertion") + ASSERTION),
                        SamlReason.ID_NOT_UNIQUE),
                arguments(
                        "the evil one has the signature and the genuine one's ID",
                        response(with(EVIL_WITH_SIGNATURE, "_evil", "_assertion")),
                        SamlReason.SIGNATURE_NOT_VERIFIED),
                arguments(
                        "the evil one has the signature",
                        response(EVIL_WITH_SIGNATURE),
                        SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "samlp:ID beside ID",
                        response(with(EVIL_WITH_SIGNATURE, "ID=\"_evil\"", "ID=\"_evil\" samlp:ID=\"_assertion\"")),
                        SamlReason.ID_DISGUISED),
                arguments(
                        "xml:id beside ID",
                        response(with(EVIL_WITH_SIGNATURE, "ID=\"_evil\"", "ID=\"_evil\" xml:id=\"_assertion\"")),
                        SamlReason.ID_DISGUISED),
                arguments(
                        "Id beside ID",
                        response(with(EVIL_WITH_SIGNATURE, "ID=\"_evil\"", "ID=\"_evil\" Id=\"_assertion\"")),
                        SamlReason.ID_DISGUISED),
                arguments(
                        "id instead of ID",
                        response(with(EVIL_WITH_SIGNATURE, "ID=\"_evil\"", "id=\"_assertion\"")),
                        SamlReason.ID_DISGUISED),
                arguments(
                        "an assertion of SAML 1.1 beside",
                        response(ASSERTION + "<s:Assertion xmlns:s=\"urn:oasis:names:tc:SAML:1.0:assertion\"/>"),
                        SamlReason.FOREIGN_NAMESAKE),
                arguments(
                        "an assertion of no namespace beside",
                        response("<Assertion/>" + ASSERTION),
                        SamlReason.FOREIGN_NAMESAKE),
                arguments(
                        "a signature of another namespace first",
                        response(with(
                                EVIL,
                                "</saml:Issuer><saml:Subject>",
                                "</saml:Issuer><ds:Signature xmlns:ds=\"urn:x\"/><saml:Subject>")),
                        SamlReason.FOREIGN_NAMESAKE),
                arguments(
                        "SAML's prefix bound to another namespace",
                        with(
                                SIGNED,
                                "<samlp:Status>",
                                "<samlp:Extensions><saml:Subject xmlns:saml=\"urn:x\"/></samlp:Extensions><samlp:Status>"),
                        SamlReason.FOREIGN_NAMESAKE),
                arguments(
                        "the signature as the response's, over the assertion",
                        with(response(UNSIGNED), "<samlp:Status>", SIGNATURE + "<samlp:Status>"),
                        SamlReason.SIGNATURE_OF_OTHER_ELEMENT),
                arguments(
                        "the signature in an attribute value",
                        response(with(UNSIGNED, ">staff<", ">" + SIGNATURE + "<")),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "a second digest value in the status (CVE-2024-45409)",
                        with(
                                with(SIGNED, ">alice<", ">mallory<"),
                                "</samlp:Status>",
                                "<samlp:StatusDetail><ds:DigestValue xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">AA==</ds:DigestValue></samlp:StatusDetail></samlp:Status>"),
                        SamlReason.SIGNATURE_NOT_VERIFIED),
                arguments(
                        "attributes on the unsigned response",
                        response(ASSERTION + "<saml:AttributeStatement/>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "attributes in extensions",
                        with(
                                SIGNED,
                                "<samlp:Status>",
                                "<samlp:Extensions><saml:AttributeStatement/></samlp:Extensions><samlp:Status>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "a NameID in the status detail",
                        with(
                                SIGNED,
                                "</samlp:Status>",
                                "<samlp:StatusDetail><saml:NameID>mallory</saml:NameID></samlp:StatusDetail></samlp:Status>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "a NameID in a wrapper",
                        with(
                                SIGNED,
                                "<samlp:Status>",
                                "<samlp:Extensions><x:y xmlns:x=\"urn:x\"><saml:NameID>mallory</saml:NameID></x:y>"
                                        + "</samlp:Extensions><samlp:Status>"),
                        SamlReason.ELEMENT_MISPLACED),
                arguments(
                        "an attribute of the response that SAML does not know",
                        with(SIGNED, "ID=\"_response\"", "ID=\"_response\" NameID=\"mallory\""),
                        SamlReason.XML_ATTRIBUTE_NOT_KNOWN),
                arguments(
                        "an attribute of another namespace",
                        with(SIGNED, "ID=\"_response\"", "ID=\"_response\" xml:base=\"http://x/\""),
                        SamlReason.XML_ATTRIBUTE_NOT_KNOWN),
                arguments(
                        "an attribute of the assertion that SAML does not know",
                        with(SIGNED, "ID=\"_assertion\"", "ID=\"_assertion\" NameID=\"mallory\""),
                        SamlReason.XML_ATTRIBUTE_NOT_KNOWN),
                arguments(
                        "an evil assertion appended to a signed response",
                        with(WHOLE, "</samlp:Response>", EVIL + "</samlp:Response>"),
                        SamlReason.ASSERTION_NOT_SINGLE),
                arguments(
                        "a bare assertion",
                        ASSERTION.replaceFirst(" ", " xmlns:saml=\"" + XmlNames.SAML + "\" "),
                        SamlReason.NOT_A_RESPONSE),
                arguments(
                        "another message of the identity provider's",
                        SIGNED.replace("samlp:Response", "samlp:LogoutResponse"),
                        SamlReason.NOT_A_RESPONSE),
                arguments("no assertion", response(""), SamlReason.ASSERTION_NOT_SINGLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void wrapped(String what, String document, SamlReason reason) {
        assertRefused(reason, document, RSA.expectation().build());
    }

    @Test
    void response_putTogetherAgain_isAccepted() {
        assertAccepted(response(ASSERTION), RSA.expectation().build());
        assertAccepted(WHOLE, RSA.expectation().build());
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(
                        "comment in the NameID (CVE-2017-11428)",
                        ">alice<",
                        ">ali<!--x-->ce<",
                        SamlReason.RESPONSE_HAS_COMMENT),
                arguments(
                        "comment outside of what is signed",
                        "<samlp:Status>",
                        "<!--x--><samlp:Status>",
                        SamlReason.RESPONSE_HAS_COMMENT),
                arguments(
                        "processing instruction in the NameID",
                        ">alice<",
                        "><?x y?>alice<",
                        SamlReason.RESPONSE_HAS_COMMENT),
                arguments(
                        "processing instruction before the root",
                        "<samlp:Response ",
                        "<?x y?><samlp:Response ",
                        SamlReason.RESPONSE_HAS_COMMENT),
                arguments("two roots", "</samlp:Response>", "</samlp:Response><x/>", SamlReason.RESPONSE_NOT_XML),
                arguments("text behind", "</samlp:Response>", "</samlp:Response>x", SamlReason.RESPONSE_NOT_XML),
                arguments("ID no NCName", "ID=\"_response\"", "ID=\"1\"", SamlReason.ID_MALFORMED),
                arguments("ID with a blank", "ID=\"_response\"", "ID=\"_response x\"", SamlReason.ID_MALFORMED),
                arguments("ID empty", "ID=\"_response\"", "ID=\"\"", SamlReason.ID_MALFORMED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void texts(String what, String from, String to, SamlReason reason) {
        assertRefused(reason, with(SIGNED, from, to), RSA.expectation().build());
    }

    @Test
    void judge_anyId_isAcceptedWhereAllowedIfUnique() {
        Expectation lax = RSA.expectation()
                .policy(ResponsePolicy.strict().allowingAnyId())
                .build();
        assertAccepted(with(SIGNED, "ID=\"_response\"", "ID=\"1 2\""), lax);
        assertRefused(SamlReason.ID_NOT_UNIQUE, with(SIGNED, "ID=\"_response\"", "ID=\"_assertion\""), lax);
        assertRefused(SamlReason.ID_MALFORMED, with(SIGNED, "ID=\"_response\"", "ID=\"\""), lax);
    }

    private static String response(String content) {
        return SIGNED.replace(ASSERTION, content);
    }

    private static String evilWhole(String inserted) {
        return with(EVIL_WHOLE, "</saml:Issuer><samlp:Status>", "</saml:Issuer>" + inserted + "<samlp:Status>");
    }

    private static String intoSignature(String content) {
        return with(WHOLE_SIGNATURE, "</ds:Signature>", content + "</ds:Signature>");
    }

    private static String part(String text, String from, String to) {
        return text.substring(text.indexOf(from), text.indexOf(to) + to.length());
    }
}
