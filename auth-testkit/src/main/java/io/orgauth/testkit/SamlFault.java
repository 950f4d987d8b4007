package io.orgauth.testkit;

import io.orgauth.testkit.SamlDraft.Part;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.crypto.dsig.DigestMethod;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** One thing that is wrong with a SAML answer; everything else of it stays as it should be. */
public enum SamlFault {
    /** Conditions and confirmation ended an hour ago. */
    EXPIRED(draft -> {
        draft.notOnOrAfter = draft.issued.minus(Duration.ofHours(1));
        draft.confirmedUntil = Optional.of(draft.notOnOrAfter);
        draft.notBefore = draft.notOnOrAfter.minus(Duration.ofMinutes(5));
    }),
    /** Only the confirmation ended an hour ago. */
    CONFIRMATION_EXPIRED(draft -> draft.confirmedUntil = Optional.of(draft.issued.minus(Duration.ofHours(1)))),
    /** The conditions begin in an hour. */
    NOT_YET_VALID(draft -> {
        draft.notBefore = draft.issued.plus(Duration.ofHours(1));
        draft.notOnOrAfter = draft.notBefore.plus(Duration.ofMinutes(5));
    }),
    /** The provider's clock is ten minutes fast. */
    SKEWED(draft -> draft.shift(Duration.ofMinutes(10))),
    /** It was issued a day ago, though its conditions hold. */
    ISSUED_LONG_AGO(draft -> draft.issued = draft.issued.minus(Duration.ofDays(1))),
    /** The session at the provider ended an hour ago. */
    SESSION_EXPIRED(draft -> draft.sessionEnds = draft.issued.minus(Duration.ofHours(1))),
    /** It is for another service provider. */
    WRONG_AUDIENCE(draft -> draft.audience = Optional.of("https://other.example/metadata")),
    /** It is for nobody in particular. */
    WITHOUT_AUDIENCE(draft -> draft.audience = Optional.empty()),
    /** It has no conditions at all. */
    WITHOUT_CONDITIONS(draft -> draft.leftOut.add(Part.CONDITIONS)),
    /** Its bearer may hand it in elsewhere only. */
    WRONG_RECIPIENT(draft -> draft.recipient = Optional.of("https://other.example/acs")),
    /** Its bearer may hand it in anywhere. */
    WITHOUT_RECIPIENT(draft -> draft.recipient = Optional.empty()),
    /** The response is addressed to somebody else. */
    WRONG_DESTINATION(draft -> draft.destination = Optional.of("https://other.example/acs")),
    /** The response is signed, but addressed to nobody. */
    WITHOUT_DESTINATION(draft -> {
        draft.signed = Signed.BOTH;
        draft.destination = Optional.empty();
    }),
    /** Another identity provider issued it, by its own words. */
    WRONG_ISSUER(draft -> draft.issuer = "https://other.example/idp"),
    /** It answers another request. */
    WRONG_IN_RESPONSE_TO(draft -> draft.inResponseTo = Optional.of("_another-request")),
    /** It answers no request. */
    WITHOUT_IN_RESPONSE_TO(draft -> draft.inResponseTo = Optional.empty()),
    /** Its bearer may hand it in for ever. */
    WITHOUT_CONFIRMATION_EXPIRY(draft -> draft.confirmedUntil = Optional.empty()),
    /** Nothing says who may hand it in. */
    WITHOUT_CONFIRMATION(draft -> draft.leftOut.add(Part.CONFIRMATION)),
    /** Only the holder of a key may hand it in. */
    HOLDER_OF_KEY(draft -> draft.confirmationMethod = Saml.HOLDER_OF_KEY),
    /** It is about nobody. */
    WITHOUT_SUBJECT(draft -> draft.leftOut.add(Part.SUBJECT)),
    /** Its subject has no name. */
    WITHOUT_NAME_ID(draft -> draft.leftOut.add(Part.NAME_ID)),
    /** Its subject's name is the empty text. */
    EMPTY_NAME_ID(draft -> draft.nameId = ""),
    /** Its subject's name is another one at each sign-in. */
    TRANSIENT_NAME_ID(draft -> {
        draft.nameId = RandomId.next();
        draft.nameIdFormat = Saml.TRANSIENT_FORMAT;
    }),
    /** It does not say that anybody signed in. */
    WITHOUT_AUTHN_STATEMENT(draft -> draft.leftOut.add(Part.AUTHN_STATEMENT)),
    /** It has no status. */
    WITHOUT_STATUS(draft -> draft.leftOut.add(Part.STATUS)),
    /** Its status is a failure, with an assertion all the same. */
    FAILED_STATUS(draft -> draft.status = Saml.RESPONDER),
    /** It lacks the attribute with the e-mail address. */
    WITHOUT_EMAIL(draft -> draft.attributes.remove(draft.emailAttribute)),
    /** Too many groups for one answer: only where to ask for them (Entra ID). */
    GROUPS_OVERAGE(draft -> {
        draft.attributes.remove(draft.groupsAttribute);
        draft.attributes.put(
                "http://schemas.microsoft.com/claims/groups.link",
                List.of("https://graph.windows.net/tenant/users/user/getMemberObjects"));
    }),
    /** Nothing of it is signed. */
    UNSIGNED(draft -> draft.signed = Signed.NOTHING),
    /** Another key signed it, whose certificate it brings along. */
    OTHER_KEY(draft -> draft.key = KeyAndCertificate.named("another identity provider")),
    /** Its subject's name was changed after it was signed. */
    TAMPERED(draft -> change(draft, name -> name.setTextContent(draft.victim()))),
    /** A comment splits its subject's name; the signature holds, since canonicalization drops comments. */
    COMMENT_IN_NAME_ID(draft ->
            change(draft, name -> split(name, name.getOwnerDocument().createComment("")))),
    /** A processing instruction splits its subject's name, and is signed with it. */
    INSTRUCTION_IN_NAME_ID(
            draft -> draft.beforeSigning.add(response -> splitByInstruction(SignatureWrapping.nameId(response)))),
    /** The signature is RSA with SHA-1. */
    SHA1(draft -> draft.signature = draft.signature.method(Saml.SIGNATURE + "rsa-sha1")),
    /** The digest under a good signature is SHA-1. */
    SHA1_DIGEST(draft -> draft.signature = draft.signature.digest(DigestMethod.SHA1)),
    /** The id of the assertion is that of the answer before. */
    REPLAYED(draft -> draft.assertionId = draft.previousAssertionId.orElseThrow(
            () -> new IllegalStateException("nothing to replay: encode another answer first"))),
    /** A signed Response inside the Signature of a forged one. */
    WRAPPED_1(SignatureWrapping.RESPONSE_IN_SIGNATURE::apply),
    /** A signed Response beside the Signature of a forged one. */
    WRAPPED_2(SignatureWrapping.RESPONSE_BESIDE_SIGNATURE::apply),
    /** A forged Assertion before the signed one. */
    WRAPPED_3(SignatureWrapping.ASSERTION_BEFORE::apply),
    /** A forged Assertion around the signed one. */
    WRAPPED_4(SignatureWrapping.ASSERTION_AROUND::apply),
    /** A changed Assertion with the signature, and what was signed at the end. */
    WRAPPED_5(SignatureWrapping.ASSERTION_AT_END::apply),
    /** A changed Assertion, and what was signed inside its Signature. */
    WRAPPED_6(SignatureWrapping.ASSERTION_IN_SIGNATURE::apply),
    /** A forged Assertion in Extensions. */
    WRAPPED_7(SignatureWrapping.ASSERTION_IN_EXTENSIONS::apply),
    /** A changed Assertion, and what was signed in an Object of its Signature. */
    WRAPPED_8(SignatureWrapping.ASSERTION_IN_OBJECT::apply);

    /** A function of its argument alone. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<SamlDraft> change;

    SamlFault(Consumer<SamlDraft> change) {
        this.change = change;
    }

    void applyTo(SamlDraft draft) {
        change.accept(draft);
    }

    private static void change(SamlDraft draft, Consumer<Element> nameIdChange) {
        draft.afterSigning.add(response -> nameIdChange.accept(SignatureWrapping.nameId(response)));
    }

    private static void splitByInstruction(Element nameId) {
        split(nameId, nameId.getOwnerDocument().createProcessingInstruction("p", ""));
    }

    /** Puts the node before the text's last character: who reads the first text only reads another name. */
    private static void split(Element nameId, Node between) {
        String text = nameId.getTextContent();
        int last = Math.max(0, text.length() - 1);
        nameId.setTextContent(text.substring(0, last));
        nameId.appendChild(between);
        nameId.appendChild(nameId.getOwnerDocument().createTextNode(text.substring(last)));
    }
}
