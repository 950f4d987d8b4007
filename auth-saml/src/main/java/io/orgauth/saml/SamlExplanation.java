package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Why an answer was refused, in the order of the checks: those of the judge, and what the connection then makes of it. */
final class SamlExplanation {
    private static final String UNKNOWN_REQUEST =
            "the request that this browser was sent with, which is not known here";

    private final SamlSignIn connection;

    SamlExplanation(SamlSignIn connection) {
        this.connection = connection;
    }

    List<Finding> of(Callback callback) {
        List<Finding> findings = new ArrayList<>();
        try {
            String response = SamlSignIn.response(callback);
            Expectation expected = expectation(response);
            new ResponseJudge().explain(response, expected).forEach(finding -> findings.add(honest(finding)));
            JudgedAssertion assertion = new ResponseJudge().judge(response, expected);
            findings.addAll(identity(assertion, connection.mapping().identity(assertion)));
        } catch (InvalidCredentialException e) {
            if (findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED)) {
                findings.add(refused(e));
            }
        }
        return List.copyOf(findings);
    }

    /** Which request was sent is not known here, so the one that the answer names stands for it. */
    private Expectation expectation(String response) {
        Optional<String> named = requestNamedIn(response);
        if (named.isEmpty() && connection.settings().answers().unsolicited()) {
            return connection.expectation().unsolicited().build();
        }
        return connection
                .expectation()
                .inResponseTo(named.orElse(UNKNOWN_REQUEST))
                .build();
    }

    /** A look at what is not proven, which decides nothing but which request is put in for the unknown one. */
    private static Optional<String> requestNamedIn(String response) {
        try {
            byte[] xml = response.startsWith("<")
                    ? response.getBytes(StandardCharsets.UTF_8)
                    : Base64.getMimeDecoder().decode(response);
            Element root = MetadataXml.parse(new String(xml, StandardCharsets.UTF_8));
            NodeList confirmations = root.getElementsByTagNameNS(XmlNames.SAML, "SubjectConfirmationData");
            String inner = confirmations.item(0) instanceof Element data ? data.getAttribute("InResponseTo") : "";
            String outer = root.getAttribute("InResponseTo");
            return Optional.of(inner.isEmpty() ? outer : inner).filter(id -> !id.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the judge says what is wrong with it
        }
    }

    /** Of the request that was put in, it says nothing that the answer agrees with it. */
    private static Finding honest(Finding finding) {
        boolean putIn = finding.check().endsWith("in_response_to") && finding.outcome() == Outcome.PASSED;
        return putIn
                ? new Finding(finding.check(), finding.outcome(), UNKNOWN_REQUEST, finding.got(), finding.fixedBy())
                : finding;
    }

    private List<Finding> identity(JudgedAssertion assertion, ExternalIdentity who) {
        String there = "send it from " + connection.settings().vendor().place() + ", or name the attribute here";
        boolean email = who.assertedEmail().isPresent();
        return List.of(
                new Finding("subject", Outcome.PASSED, "who it is, for ever", kind(assertion), ""),
                new Finding(
                        "email",
                        email ? Outcome.PASSED : Outcome.WARNING,
                        "one of " + connection.settings().emailNames(),
                        who.assertedEmail().map(SamlExplanation::masked).orElse("none"),
                        email ? "" : there),
                new Finding(
                        "groups",
                        who.groups().isEmpty() ? Outcome.WARNING : Outcome.PASSED,
                        "one of " + connection.settings().groupNames(),
                        who.groups().isEmpty() ? "none" : String.join(", ", who.groups()),
                        who.groups().isEmpty() ? there + ", if roles are mapped from groups" : ""));
    }

    /** Traces keep findings, and whoever reads them may not be one who may know who it was. */
    private String kind(JudgedAssertion assertion) {
        return connection
                .settings()
                .subjectAttribute()
                .map(name -> "the attribute \"" + name + "\"")
                .orElseGet(() -> "a NameID of format "
                        + assertion.nameId().flatMap(NameId::format).orElse(IdentityMapping.UNSPECIFIED));
    }

    private static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? "not an address" : "…" + address.substring(at);
    }

    private Finding refused(InvalidCredentialException refusal) {
        return new Finding(
                refusal.reason().code(),
                Outcome.FAILED,
                String.valueOf(refusal.getMessage()),
                "refused",
                fixFor(refusal));
    }

    private String fixFor(InvalidCredentialException refusal) {
        String there = connection.settings().vendor().place();
        if (refusal.reason() == SamlReason.GROUPS_INCOMPLETE) {
            return "in " + there + " send only the groups that are assigned to the application, or application roles,"
                    + " and name the attribute here in \"groups_attribute\"";
        }
        if (refusal.reason() == SamlReason.SUBJECT_TRANSIENT) {
            return "in " + there + " send a persistent NameID, or name an immutable attribute in \"subject_attribute\"";
        }
        if (refusal.reason() == SamlReason.SUBJECT_ATTRIBUTE_NOT_SINGLE) {
            return "in " + there + " send the attribute that \"subject_attribute\" names, with one value";
        }
        return "look at what came from " + there;
    }
}
