package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.saml.Trail.Words;
import io.orgauth.sso.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Judges a response to our assertion consumer service. Judging is pure: it looks at the message, the expectation and its clock,
 * opens no connection and remembers nothing. Whoever calls it inserts {@link JudgedAssertion#assertionId} into the replay guard,
 * last. Thread-safe.
 */
final class ResponseJudge {
    private final MessageReader reader = new MessageReader();
    private final Decryption decryption = new Decryption();

    /**
     * What the message proves.
     *
     * @param message base64 as it was posted, or XML (what begins with {@code <})
     * @param expected what it must be
     * @throws InvalidCredentialException with the {@link SamlReason} of the first rule that it breaks; nothing else is thrown,
     *     whatever the message is
     */
    JudgedAssertion judge(String message, Expectation expected) {
        Trail trail = Trail.judging();
        return judged(message, expected, trail)
                .orElseThrow(() -> SamlReason.SIGNATURE_MISSING.refusal("SAML: nothing is proven"));
    }

    /**
     * Every check that {@link #judge} makes, in its order and by the same code, as far as one can be made when those before it
     * failed. It proves nothing.
     *
     * @param message as for {@link #judge}
     * @param expected what it must be
     * @return the findings; without personal data
     */
    List<Finding> explain(String message, Expectation expected) {
        Trail.Explaining trail = Trail.explaining();
        try {
            judged(message, expected, trail);
        } catch (InvalidCredentialException e) {
            // It is the last finding.
        }
        return trail.findings();
    }

    private Optional<JudgedAssertion> judged(String message, Expectation expected, Trail trail) {
        try {
            return new Judgement(reader, decryption, expected, trail).of(message);
        } catch (InvalidCredentialException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // No input is known that comes here. If there is one, it is refused like any other, and is no one's error
            // page.
            throw trail.stop(
                    "document",
                    SamlReason.RESPONSE_NOT_XML,
                    new Words("a response that can be judged", e.getClass().getSimpleName(), "us: report it"));
        }
    }
}
