package io.orgauth.saml;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a response proves: made only by {@link ResponseJudge}, and only from the element that the signature covers. Immutable and
 * thread-safe; {@code toString} shows ids only.
 */
final class JudgedAssertion {
    private final String responseId;
    private final String assertionId;
    private final Optional<NameId> nameId;
    private final Map<String, List<String>> attributes;
    private final Optional<String> sessionIndex;
    private final Instant authnInstant;
    private final Optional<String> authnContext;
    private final Instant usableUntil;

    JudgedAssertion(ResponseShape response, VerifiedAssertion assertion, Instant usableUntil) {
        this.responseId = Elements.attribute(response.response(), "ID").orElse("");
        this.assertionId = assertion.id();
        this.nameId = assertion.nameId();
        this.attributes = assertion.attributes();
        this.sessionIndex = assertion.sessionIndex();
        this.authnInstant = assertion.authnInstant();
        this.authnContext = assertion.authnContext();
        this.usableUntil = usableUntil;
    }

    /** The response's ID, for the log; unproven if only the assertion is signed. */
    String responseId() {
        return responseId;
    }

    /** The assertion's ID: what must not be used twice, together with the identity provider. */
    String assertionId() {
        return assertionId;
    }

    /** The person; empty only where the expectation says that an attribute names them. */
    Optional<NameId> nameId() {
        return nameId;
    }

    /** All values by the attribute's {@code Name}, in the order they came; one name that stands several times has all of them. */
    Map<String, List<String>> attributes() {
        return attributes;
    }

    /** The identity provider's session. */
    Optional<String> sessionIndex() {
        return sessionIndex;
    }

    /** When the person authenticated there. */
    Instant authnInstant() {
        return authnInstant;
    }

    /** How the person authenticated there: the class's URI. */
    Optional<String> authnContext() {
        return authnContext;
    }

    /** From when on this assertion is refused as too old, skew included: how long the replay guard must remember its ID. */
    Instant usableUntil() {
        return usableUntil;
    }

    @Override
    public String toString() {
        return "JudgedAssertion[" + assertionId + " in " + responseId + "]";
    }
}
