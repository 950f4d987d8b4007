package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The checks of one judging, in order. Judging and explaining run the same checks; the only difference is here: judging ends with
 * the first that fails, explaining notes each and goes on where it can. Not thread-safe: one for each message.
 */
abstract sealed class Trail {
    /** For judging: a failed check throws. */
    static Trail judging() {
        return new Judging();
    }

    /** For explaining: checks are noted. */
    static Explaining explaining() {
        return new Explaining();
    }

    /**
     * One check.
     *
     * @param name its stable name
     * @param reason why it is refused if the check fails
     * @param holds how it ended
     * @param words what to say about it, made only if it is said
     * @return whether it holds; while judging, only ever true
     */
    abstract boolean check(String name, SamlReason reason, boolean holds, Supplier<Words> words);

    /** Something worth knowing that decides nothing; judging does not even look. */
    void note(String name, Finding.Outcome outcome, Supplier<Words> words) {}

    /** A check that failed and after which nothing more can be checked; throw what it returns. */
    final InvalidCredentialException stop(String name, SamlReason reason, Words words) {
        check(name, reason, false, () -> words);
        return refusal(name, reason, words);
    }

    private static InvalidCredentialException refusal(String name, SamlReason reason, Words words) {
        return reason.refusal("SAML " + name + ": expected " + words.expected() + ", got " + words.got());
    }

    /**
     * What a finding says. None of it is personal data: attributes and people are named by their kind only.
     *
     * @param expected what should be
     * @param got what was
     * @param fixedBy who must change what
     */
    record Words(String expected, String got, String fixedBy) {}

    private static final class Judging extends Trail {
        @Override
        boolean check(String name, SamlReason reason, boolean holds, Supplier<Words> words) {
            if (!holds) {
                throw refusal(name, reason, words.get());
            }
            return true;
        }
    }

    /** Collects findings. */
    static final class Explaining extends Trail {
        private final List<Finding> findings = new ArrayList<>();

        @Override
        boolean check(String name, SamlReason reason, boolean holds, Supplier<Words> words) {
            Words said = words.get();
            Finding.Outcome outcome = holds ? Finding.Outcome.PASSED : Finding.Outcome.FAILED;
            findings.add(new Finding(name, outcome, said.expected(), said.got(), holds ? "" : said.fixedBy()));
            return holds;
        }

        @Override
        void note(String name, Finding.Outcome outcome, Supplier<Words> words) {
            Words said = words.get();
            findings.add(new Finding(name, outcome, said.expected(), said.got(), said.fixedBy()));
        }

        List<Finding> findings() {
            return List.copyOf(findings);
        }
    }
}
