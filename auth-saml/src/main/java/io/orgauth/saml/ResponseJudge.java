package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Judges a response to our assertion consumer service. Judging is pure: it looks at the message, the expectation and its clock,
 * opens no connection and remembers nothing. Whoever calls it inserts {@link JudgedAssertion#assertionId} into the replay guard,
 * last. Thread-safe.
 */
final class ResponseJudge {
    /**
     * What the message proves.
     *
     * @param message base64 as it was posted, or XML (what begins with {@code <})
     * @param expected what it must be
     * @throws InvalidCredentialException with the {@link SamlReason} of the first rule that it breaks; nothing else is thrown,
     *     whatever the message is
     */
    JudgedAssertion judge(String message, Expectation expected) {
        return Optional.<JudgedAssertion>empty()
                .orElseThrow(() -> SamlReason.RESPONSE_NOT_XML.refusal("nothing is accepted yet"));
    }

    /**
     * Every check that {@link #judge} makes, in its order and by the same code, as far as one can be made when those before it
     * failed. It proves nothing.
     *
     * @param message as for {@link #judge}
     * @param expected what it must be
     * @return the findings; they may hold personal data
     */
    List<Finding> explain(String message, Expectation expected) {
        return List.of();
    }
}
