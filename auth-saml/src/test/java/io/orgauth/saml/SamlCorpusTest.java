package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.InvalidCredentialException;
import io.orgauth.ReplayGuard;
import io.orgauth.sso.Finding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Genuine responses of real identity providers, and attacks: each row has the verdict that it must have. */
class SamlCorpusTest {
    private final ResponseJudge judge = new ResponseJudge();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void judge_everyRow_hasItsVerdict() throws IOException, GeneralSecurityException {
        List<CorpusRow> rows = CorpusRow.all();
        OpenSaml.start();
        for (CorpusRow row : rows) {
            long start = System.nanoTime();
            row(row);
            if (row.has("time<2s")
                    && Duration.ofNanos(System.nanoTime() - start).toSeconds() >= 2) {
                wrong.add("slow: " + row.name());
            }
        }
        System.out.println("corpus saml: rows=" + rows.size() + " wrong=" + wrong.size());
        assertTrue(rows.size() > 1, "the corpus is empty");
        assertEquals(List.of(), wrong);
    }

    @Test
    void explain_everyRow_failsWhereJudgeDoes() throws IOException, GeneralSecurityException {
        for (CorpusRow row : CorpusRow.all()) {
            Expectation expected = row.expectation();
            List<Finding> findings = judge.explain(row.message(), expected);
            Optional<Finding> failed = findings.stream()
                    .filter(finding -> finding.outcome() == Finding.Outcome.FAILED)
                    .findFirst();
            String verdict = verdict(row, expected).map(refusal -> "refused").orElse("accepted");
            assertEquals(verdict, failed.map(finding -> "refused").orElse("accepted"), row.name());
            String words = findings.toString();
            assertTrue(row.cell("subject").isEmpty() || !words.contains(row.cell("subject")), row.name());
        }
    }

    private void row(CorpusRow row) throws IOException, GeneralSecurityException {
        Expectation expected = row.expectation();
        ReplayGuard replayGuard = ReplayGuard.inMemory(Clock.fixed(Instant.parse(row.cell("now")), ZoneOffset.UTC));
        boolean accepted = accepts(row, expected, replayGuard);
        boolean mustAccept = row.is("accept") || row.is("accept-then-reject");
        if (!row.is("either") && accepted != mustAccept) {
            wrong.add((accepted ? "accepted: " : "refused: ") + row.name());
        }
        if (row.is("accept-then-reject") && accepts(row, expected, replayGuard)) {
            wrong.add("accepted again: " + row.name());
        }
    }

    private boolean accepts(CorpusRow row, Expectation expected, ReplayGuard replayGuard) {
        try {
            JudgedAssertion judged = judge.judge(row.message(), expected);
            requireSubject(row, judged);
            return replayGuard.isFirstUse(expected.identityProvider(), judged.assertionId(), judged.usableUntil());
        } catch (InvalidCredentialException e) {
            if (row.is("accept")) {
                wrong.add(e.getMessage());
            }
            return false;
        } catch (Throwable e) {
            wrong.add("threw " + e + ": " + row.name());
            return false;
        }
    }

    private Optional<InvalidCredentialException> verdict(CorpusRow row, Expectation expected) {
        try {
            judge.judge(row.message(), expected);
            return Optional.empty();
        } catch (InvalidCredentialException e) {
            return Optional.of(e);
        }
    }

    private void requireSubject(CorpusRow row, JudgedAssertion judged) {
        String subject = judged.nameId().map(NameId::value).orElse("");
        String forbidden = row.cell("never_yield");
        if (!row.cell("subject").isEmpty() && !row.cell("subject").equals(subject)) {
            wrong.add("other subject: " + row.name());
        }
        if (!forbidden.isEmpty()
                && (subject.contains(forbidden)
                        || judged.attributes().toString().contains(forbidden))) {
            wrong.add("yields " + forbidden + ": " + row.name());
        }
    }
}
