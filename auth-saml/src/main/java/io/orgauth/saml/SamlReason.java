package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.Reason;
import java.util.Locale;

/**
 * Why a SAML response was refused: one reason for each rule. Whoever sent it is told the same whatever the reason; the reason is for
 * the log and for whoever mends the connection.
 *
 * <p>Core means "Assertions and Protocols for SAML 2.0", Bindings and Profiles the documents of these names.
 */
public enum SamlReason implements Reason {
    /** Longer than we are willing to read. */
    RESPONSE_TOO_LARGE,
    /** Not strict base64 (Bindings, 3.5.4). */
    RESPONSE_NOT_BASE64,
    /** Not one well-formed XML document in UTF-8. */
    RESPONSE_NOT_XML,
    /** A DOCTYPE, which could define what the text means, or fetch it. */
    RESPONSE_HAS_DOCTYPE,
    /** Too many elements or attributes, or nested too deeply. */
    RESPONSE_TOO_COMPLEX,
    /** A comment or processing instruction: two readers may take two texts. */
    RESPONSE_HAS_COMMENT,
    /** An ID stands twice. */
    ID_NOT_UNIQUE,
    /** An ID is missing or no NCName (Core, 1.3.4). */
    ID_MALFORMED,
    /** An attribute looks like an ID to some readers and not to others: {@code xml:id}, {@code samlp:ID}, {@code Id}. */
    ID_DISGUISED,
    /** An element has a name of SAML or XML Signature in another namespace. */
    FOREIGN_NAMESAKE,
    /** The document is something else than a {@code samlp:Response}. */
    NOT_A_RESPONSE,
    /** An element stands where it has no business: a second assertion, a signature in an extension. */
    ELEMENT_MISPLACED,
    /** A response or assertion has an XML attribute that SAML does not know there. */
    XML_ATTRIBUTE_NOT_KNOWN,
    /** The version isn't 2.0. */
    VERSION_NOT_SUPPORTED,
    /** The identity provider says, or does not say otherwise, that it did not sign the person in (Core, 3.2.2.2). */
    STATUS_NOT_SUCCESS,
    /** There is not exactly one assertion, encrypted or not. */
    ASSERTION_NOT_SINGLE,

    /** Neither the response nor the assertion is signed. */
    SIGNATURE_MISSING,
    /** The signature has parts too many, too few, or in the wrong place (Core, 5.4). */
    SIGNATURE_MALFORMED,
    /** The signature is over something else than the element that it stands in. */
    SIGNATURE_OF_OTHER_ELEMENT,
    /** A transform or canonicalization that could leave out what it should cover. */
    TRANSFORM_NOT_ALLOWED,
    /** The signature's or digest's algorithm isn't allowed, or isn't the key's. */
    SIGNATURE_ALGORITHM_NOT_ALLOWED,
    /** None of the connection's certificates verifies the signature. */
    SIGNATURE_NOT_VERIFIED,
    /** The key is too short. */
    SIGNATURE_KEY_TOO_WEAK,
    /** The certificate that verifies the signature has expired. */
    CERTIFICATE_EXPIRED,

    /** The encrypted assertion has parts other than the few that are needed, for example references to elsewhere. */
    ENCRYPTION_MALFORMED,
    /** An encryption algorithm that isn't allowed. */
    ENCRYPTION_ALGORITHM_NOT_ALLOWED,
    /** The assertion is encrypted, but the connection has no key. */
    DECRYPTION_KEY_MISSING,
    /** It can't be decrypted; why is not told, which would help to decrypt it without the key. */
    DECRYPTION_FAILED,

    /** Issued by another identity provider, or none is named. */
    ISSUER_NOT_EXPECTED,
    /** Sent to another address, or a signed response names none (Bindings, 3.5.5.2). */
    DESTINATION_NOT_OURS,
    /** Issued in the future, or no time is said. */
    ISSUE_TIME_NOT_VALID,
    /** The answer to another request, or to none. */
    IN_RESPONSE_TO_OTHER_REQUEST,
    /** Says that it answers a request, where an unsolicited one is expected. */
    IN_RESPONSE_TO_NOT_EXPECTED,
    /** No subject, no NameID, or an empty one. */
    NAME_ID_MISSING,
    /** No bearer confirmation with its data (Profiles, 4.1.4.2). */
    CONFIRMATION_MISSING,
    /** The confirmation is for another address, or for none. */
    RECIPIENT_NOT_OURS,
    /** The confirmation is over, or has no end. */
    CONFIRMATION_EXPIRED,
    /** The confirmation says from when it holds, which a bearer's must not. */
    CONFIRMATION_HAS_BEGINNING,
    /** No conditions. */
    CONDITIONS_MISSING,
    /** The conditions hold only later. */
    CONDITIONS_NOT_YET_MET,
    /** The conditions held until earlier. */
    CONDITIONS_EXPIRED,
    /** A condition that we don't know, so that nobody can say whether it is met (Core, 2.5.1). */
    CONDITION_NOT_KNOWN,
    /** No audience is named. */
    AUDIENCE_MISSING,
    /** Meant for another service provider. */
    AUDIENCE_NOT_OURS,
    /** No statement of an authentication. */
    AUTHENTICATION_MISSING,
    /** The authentication lies in the future, or has no time. */
    AUTHENTICATION_TIME_NOT_VALID,
    /** The identity provider's session is over. */
    SESSION_EXPIRED,
    /** An attribute that can't be read as it came: without a name, or encrypted. */
    ATTRIBUTE_NOT_READABLE,

    /** The NameID is transient, so that it tells nobody from anybody at the next sign-in (Core, 8.3.8). */
    SUBJECT_TRANSIENT,
    /** The attribute by which the connection knows people did not come, or came with several values. */
    SUBJECT_ATTRIBUTE_NOT_SINGLE,
    /** The subject is too long to be kept. */
    SUBJECT_TOO_LONG,
    /** The groups are too many to be sent, so that a link came in their place. */
    GROUPS_INCOMPLETE,
    /** The assertion was used before (Profiles, 4.1.4.5). */
    ASSERTION_REPLAYED;

    @Override
    public String code() {
        return "saml_" + name().toLowerCase(Locale.ROOT);
    }

    InvalidCredentialException refusal(String message) {
        return new InvalidCredentialException(this, message);
    }
}
