package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.Finding;
import java.util.List;

/** What a refusal must look like, whatever it is for. */
final class Refusals {
    static final ResponseJudge JUDGE = new ResponseJudge();

    private Refusals() {}

    /** Refused for this reason, by judging and explaining alike, without a word about the person. */
    static void assertRefused(SamlReason reason, String message, Expectation expected) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> JUDGE.judge(message, expected));
        assertEquals(reason, refusal.reason(), refusal.getMessage());
        List<Finding> failed = JUDGE.explain(message, expected).stream()
                .filter(finding -> finding.outcome() == Finding.Outcome.FAILED)
                .toList();
        Finding first = failed.get(0);
        assertEquals(
                "SAML " + first.check() + ": expected " + first.expected() + ", got " + first.got(),
                refusal.getMessage());
        assertFalse(first.fixedBy().isBlank(), first.check());
        assertFalse(refusal.getMessage().contains("alice"), refusal.getMessage());
    }

    /** Accepted by both, as alice. */
    static JudgedAssertion assertAccepted(String message, Expectation expected) {
        JudgedAssertion judged = JUDGE.judge(message, expected);
        assertEquals(
                List.of(),
                JUDGE.explain(message, expected).stream()
                        .filter(finding -> finding.outcome() == Finding.Outcome.FAILED)
                        .toList());
        return judged;
    }
}
