package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonObject;
import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import io.orgauth.sso.PendingLogin;
import io.orgauth.testkit.FakeIdentityProvider;
import io.orgauth.testkit.SamlFault;
import io.orgauth.testkit.SamlRequest;
import io.orgauth.testkit.SamlResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SamlExplanationTest {
    private static final SamlProtocol SAML = SamlProtocol.standard();

    private static final FakeIdentityProvider IDP = FakeIdentityProvider.okta().clock(SamlFixture.CLOCK);

    private final PendingLogin pending =
            SamlFixture.open(connection().build()).start("/").pending();

    @Test
    void explain_goodAnswer_passesAndProvesNothing() {
        Callback answer = IDP.samlResponse(pending).callback();
        List<Finding> findings = explain(connection(), answer);

        assertTrue(findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED), findings::toString);
        assertEquals("…@acme.com", named(findings, "email").got());
        assertTrue(named(findings, "subject").got().endsWith("emailAddress"));
        assertTrue(named(findings, "attributes_that_came").got().contains("email"));
        assertEquals(findings, explain(connection(), answer)); // no use is recorded
    }

    /** A replay is refused after all these checks, and traces keep what they found. */
    @Test
    void explain_goodAnswer_holdsNoPersonalData() {
        List<Finding> findings = explain(connection(), IDP.samlResponse(pending).callback());

        assertFalse(findings.toString().contains("ada@"));
        assertFalse(findings.toString().contains("Lovelace"));
    }

    /** Which request was sent is not known here: that must not be what fails. */
    @Test
    void explain_request_isSaidToBeUnknown() {
        List<Finding> findings = explain(connection(), IDP.samlResponse(pending).callback());

        for (String check : List.of("response_in_response_to", "in_response_to")) {
            assertEquals(Outcome.PASSED, named(findings, check).outcome());
            assertTrue(named(findings, check).expected().contains("not known here"));
        }
    }

    @Test
    void explain_xmlAsPasted_isReadToo() {
        List<Finding> findings = explain(
                connection(),
                Callback.posted(Map.of("SAMLResponse", IDP.samlResponse(pending).xml())));

        assertEquals("…@acme.com", named(findings, "email").got());
    }

    /** An answer that is refused in the sign-in is never explained as good. */
    @ParameterizedTest
    @EnumSource(
            value = SamlFault.class,
            mode = Mode.EXCLUDE,
            names = {"WITHOUT_EMAIL", "REPLAYED", "ISSUED_LONG_AGO", "WRONG_IN_RESPONSE_TO"})
    void explain_oneFault_namesWhoMendsIt(SamlFault fault) {
        SamlResponse answer = IDP.samlResponse(pending).with(fault);
        List<Finding> failed = explain(connection(), answer.callback()).stream()
                .filter(finding -> finding.outcome() == Outcome.FAILED)
                .toList();

        assertFalse(failed.isEmpty());
        assertTrue(failed.stream().noneMatch(finding -> finding.fixedBy().isEmpty()), failed::toString);
    }

    @Test
    void explain_unsolicited_dependsOnTheConnection() {
        Callback answer = IDP.samlResponse(SamlRequest.unsolicited(SamlFixture.ENTITY_ID, SamlFixture.CONSUMER))
                .callback();

        assertTrue(explain(connection(), answer).stream().anyMatch(finding -> finding.outcome() == Outcome.FAILED));
        assertEquals(
                "…@acme.com",
                named(explain(connection().allowUnsolicited(), answer), "email").got());
    }

    @Test
    void explain_missingGroups_areWarnedOf() {
        Finding groups = named(explain(connection(), IDP.samlResponse(pending).callback()), "groups");

        assertEquals(Outcome.WARNING, groups.outcome());
        assertTrue(groups.fixedBy().contains("Okta"));
    }

    @Test
    void explain_whatTheJudgePassesAndTheMappingRefuses_isExplained() {
        List<Finding> overage = explain(
                connection(),
                IDP.samlResponse(pending).with(SamlFault.GROUPS_OVERAGE).callback());
        List<Finding> changing = explain(
                connection(),
                IDP.samlResponse(pending).with(SamlFault.TRANSIENT_NAME_ID).callback());
        List<Finding> attribute = explain(
                connection().subjectAttribute("oid"), IDP.samlResponse(pending).callback());

        assertTrue(named(overage, "saml_groups_incomplete").fixedBy().contains("groups_attribute"));
        assertTrue(named(changing, "saml_subject_transient").fixedBy().contains("subject_attribute"));
        assertTrue(
                named(attribute, "saml_subject_attribute_not_single").fixedBy().contains("one value"));
    }

    @Test
    void explain_callbackOfAnotherKind_isOneFinding() {
        List<Finding> findings = explain(connection(), Callback.posted(Map.of("code", "abc")));

        assertEquals(1, findings.size());
        assertEquals("callback_malformed", findings.get(0).check());
        assertEquals(Outcome.FAILED, findings.get(0).outcome());
    }

    @Test
    void explain_anything_throwsNothing() {
        for (String nonsense : List.of("", "!", "<", "<a/>", "AAAA", "<samlp:Response/>")) {
            List<Finding> findings = explain(connection(), Callback.posted(Map.of("SAMLResponse", nonsense)));

            assertTrue(findings.stream().anyMatch(finding -> finding.outcome() == Outcome.FAILED));
        }
    }

    @Test
    void explain_settingsThatCantBe_saysSo() {
        ConnectionRecord record = ConnectionRecord.builder("saml")
                .settings(JsonObject.builder().build())
                .build();

        assertEquals(
                "settings",
                SAML.explain(record, Callback.posted(Map.of()), SamlFixture.context())
                        .get(0)
                        .check());
    }

    private SamlConnection.Builder connection() {
        return SamlFixture.connection(IdentityProviderMetadata.parse(IDP.metadata()))
                .vendor("okta");
    }

    private static List<Finding> explain(SamlConnection.Builder connection, Callback callback) {
        return SAML.explain(connection.build(), callback, SamlFixture.context());
    }

    private static Finding named(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + check + "\" in " + findings));
    }
}
