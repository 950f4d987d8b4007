package io.orgauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault changes the one thing that it is named after, and nothing else. */
class SamlFaultTest {
    private static final String RESPONSE = "Response";
    private static final String ASSERTION = "Response/Assertion";
    private static final String CONDITIONS = ASSERTION + "/Conditions";
    private static final String SUBJECT = ASSERTION + "/Subject";
    private static final String CONFIRMATION = SUBJECT + "/SubjectConfirmation";
    private static final String DATA = CONFIRMATION + "/SubjectConfirmationData";
    private static final String AUTHN = ASSERTION + "/AuthnStatement";
    private static final SamlRequest REQUEST =
            SamlRequest.of("_request", "https://app.example.com/metadata", "https://app.example.com/acs");

    private static final FakeIdentityProvider IDP = FakeIdentityProvider.okta()
            .person(Person.of("ada@acme.com").inGroups("engineers"))
            .clock(Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC));

    static Stream<Arguments> changes() {
        return Stream.of(
                arguments(
                        SamlFault.EXPIRED,
                        List.of(CONDITIONS + "@NotBefore", CONDITIONS + "@NotOnOrAfter", DATA + "@NotOnOrAfter")),
                arguments(SamlFault.CONFIRMATION_EXPIRED, List.of(DATA + "@NotOnOrAfter")),
                arguments(SamlFault.NOT_YET_VALID, List.of(CONDITIONS + "@NotBefore", CONDITIONS + "@NotOnOrAfter")),
                arguments(
                        SamlFault.SKEWED,
                        List.of(
                                RESPONSE + "@IssueInstant",
                                ASSERTION + "@IssueInstant",
                                CONDITIONS + "@NotBefore",
                                CONDITIONS + "@NotOnOrAfter",
                                DATA + "@NotOnOrAfter",
                                AUTHN + "@AuthnInstant",
                                AUTHN + "@SessionNotOnOrAfter")),
                arguments(SamlFault.ISSUED_LONG_AGO, List.of(RESPONSE + "@IssueInstant", ASSERTION + "@IssueInstant")),
                arguments(SamlFault.SESSION_EXPIRED, List.of(AUTHN + "@SessionNotOnOrAfter")),
                arguments(SamlFault.WRONG_AUDIENCE, List.of(CONDITIONS + "/AudienceRestriction/Audience")),
                arguments(
                        SamlFault.WITHOUT_AUDIENCE, List.of(CONDITIONS, CONDITIONS + "/AudienceRestriction/Audience")),
                arguments(
                        SamlFault.WITHOUT_CONDITIONS,
                        List.of(
                                CONDITIONS + "@NotBefore",
                                CONDITIONS + "@NotOnOrAfter",
                                CONDITIONS + "/AudienceRestriction/Audience")),
                arguments(SamlFault.WRONG_RECIPIENT, List.of(DATA + "@Recipient")),
                arguments(SamlFault.WITHOUT_RECIPIENT, List.of(DATA + "@Recipient")),
                arguments(SamlFault.WRONG_DESTINATION, List.of(RESPONSE + "@Destination")),
                arguments(SamlFault.WITHOUT_DESTINATION, List.of(RESPONSE + "@Destination")),
                arguments(SamlFault.WRONG_ISSUER, List.of(RESPONSE + "/Issuer", ASSERTION + "/Issuer")),
                arguments(SamlFault.WRONG_IN_RESPONSE_TO, List.of(RESPONSE + "@InResponseTo", DATA + "@InResponseTo")),
                arguments(
                        SamlFault.WITHOUT_IN_RESPONSE_TO, List.of(RESPONSE + "@InResponseTo", DATA + "@InResponseTo")),
                arguments(SamlFault.WITHOUT_CONFIRMATION_EXPIRY, List.of(DATA + "@NotOnOrAfter")),
                arguments(
                        SamlFault.WITHOUT_CONFIRMATION,
                        List.of(
                                CONFIRMATION + "@Method",
                                DATA,
                                DATA + "@InResponseTo",
                                DATA + "@NotOnOrAfter",
                                DATA + "@Recipient")),
                arguments(SamlFault.HOLDER_OF_KEY, List.of(CONFIRMATION + "@Method")),
                arguments(SamlFault.WITHOUT_NAME_ID, List.of(SUBJECT + "/NameID", SUBJECT + "/NameID@Format")),
                arguments(SamlFault.EMPTY_NAME_ID, List.of(SUBJECT + "/NameID")),
                arguments(SamlFault.TRANSIENT_NAME_ID, List.of(SUBJECT + "/NameID", SUBJECT + "/NameID@Format")),
                arguments(
                        SamlFault.WITHOUT_AUTHN_STATEMENT,
                        List.of(
                                AUTHN + "@AuthnInstant",
                                AUTHN + "@SessionNotOnOrAfter",
                                AUTHN + "/AuthnContext/AuthnContextClassRef")),
                arguments(
                        SamlFault.WITHOUT_STATUS,
                        List.of(RESPONSE + "/Status/StatusCode", RESPONSE + "/Status/StatusCode@Value")),
                arguments(SamlFault.FAILED_STATUS, List.of(RESPONSE + "/Status/StatusCode@Value")),
                arguments(SamlFault.WITHOUT_EMAIL, attribute("email")),
                arguments(
                        SamlFault.GROUPS_OVERAGE,
                        Stream.of(attribute("groups"), attribute("http://schemas.microsoft.com/claims/groups.link"))
                                .flatMap(List::stream)
                                .toList()),
                arguments(SamlFault.TAMPERED, List.of(SUBJECT + "/NameID")),
                arguments(SamlFault.OTHER_KEY, signatures("/KeyInfo/X509Data/X509Certificate")),
                arguments(SamlFault.SHA1, signatures("/SignedInfo/SignatureMethod@Algorithm")),
                arguments(SamlFault.SHA1_DIGEST, signatures("/SignedInfo/Reference/DigestMethod@Algorithm")));
    }

    private static List<String> attribute(String name) {
        String path = ASSERTION + "/AttributeStatement/Attribute(" + name + ")";
        return List.of(
                path + "@Name", path + "@NameFormat", path + "/AttributeValue", path + "/AttributeValue@xsi:type");
    }

    private static List<String> signatures(String path) {
        return List.of(RESPONSE + "/Signature" + path, ASSERTION + "/Signature" + path);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void fault_besideTheGoodAnswer_changesOneThing(SamlFault fault, List<String> paths) {
        Map<String, String> good = ReadSaml.of(IDP.samlResponse(REQUEST)).facts();
        Map<String, String> bad =
                ReadSaml.of(IDP.samlResponse(REQUEST).with(fault)).facts();

        assertEquals(new TreeSet<>(paths), differences(good, bad));
    }

    private static Set<String> differences(Map<String, String> good, Map<String, String> bad) {
        Map<String, String> all = new TreeMap<>(good);
        all.putAll(bad);
        return all.keySet().stream()
                .filter(path -> !good.getOrDefault(path, "none").equals(bad.getOrDefault(path, "none")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What breaks no signature must be refused for what it says; what should break one does. */
    @ParameterizedTest
    @EnumSource(SamlFault.class)
    void fault_ofEveryKind_isSignedAsItsNameSays(SamlFault fault) throws Exception {
        IDP.samlResponse(REQUEST).encode(); // so that there is something to replay
        List<String> signed = ReadSaml.of(IDP.samlResponse(REQUEST).with(fault))
                .signedBy(IDP.certificate().getPublicKey());

        assertEquals(expectedSignatures(fault), signed);
    }

    private static List<String> expectedSignatures(SamlFault fault) {
        return switch (fault) {
            case UNSIGNED, OTHER_KEY, TAMPERED -> List.of();
            // the JDK reads no Signature with strangers in it; others do
            case WRAPPED_1, WRAPPED_6 -> List.of();
            // what was signed is found by its id wherever it is, so the signature holds: the trap that wrapping sets
            case WRAPPED_2 -> List.of("Response");
            case WRAPPED_3, WRAPPED_4, WRAPPED_5, WRAPPED_7, WRAPPED_8 -> List.of("Assertion");
            default -> List.of("Response", "Assertion");
        };
    }

    @ParameterizedTest
    @EnumSource(value = SamlFault.class, mode = EnumSource.Mode.MATCH_ANY, names = "WRAPPED_.")
    void wrapped_inEachWay_namesTheVictimBesideThePerson(SamlFault fault) {
        SamlResponse response = IDP.samlResponse(REQUEST).with(fault);

        List<String> names = Arrays.asList(response.xml().split("<saml:NameID[^>]*>")).stream()
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('<')))
                .sorted()
                .toList();

        assertEquals(List.of("ada@acme.com", "victim@acme.com"), names);
    }

    @Test
    void replayed_afterAnotherAnswer_hasItsAssertionIdOnly() {
        SamlResponse first = IDP.samlResponse(REQUEST);
        String id =
                Xml.find(ReadSaml.of(first).root(), Saml.ASSERTION, "Assertion").getAttribute("ID");
        ReadSaml again = ReadSaml.of(IDP.samlResponse(REQUEST).replayed());

        assertEquals(id, Xml.find(again.root(), Saml.ASSERTION, "Assertion").getAttribute("ID"));
        assertFalse(
                again.root().getAttribute("ID").equals(ReadSaml.of(first).root().getAttribute("ID")));
        assertEquals(ReadSaml.of(first).facts(), again.facts());
    }

    @Test
    void replayed_asTheFirst_isRefused() {
        SamlResponse first = FakeIdentityProvider.okta().samlResponse(REQUEST);

        assertThrows(IllegalStateException.class, first::replayed);
    }

    @Test
    void splitName_byCommentOrInstruction_readsWholeOrInTwoTexts() {
        for (SamlFault fault : List.of(SamlFault.COMMENT_IN_NAME_ID, SamlFault.INSTRUCTION_IN_NAME_ID)) {
            ReadSaml read = ReadSaml.of(IDP.samlResponse(REQUEST).with(fault));

            assertEquals("ada@acme.com", read.text("NameID"));
            assertEquals(
                    3,
                    Xml.find(read.root(), Saml.ASSERTION, "NameID")
                            .getChildNodes()
                            .getLength());
        }
    }

    @Test
    void withoutSubject_leavesNoName() {
        String xml = IDP.samlResponse(REQUEST).with(SamlFault.WITHOUT_SUBJECT).xml();

        assertFalse(xml.contains("Subject"));
    }

    @Test
    void with_secondFault_isRefused() {
        SamlResponse response = IDP.samlResponse(REQUEST).expired();

        assertThrows(IllegalStateException.class, response::unsigned);
    }

    /** The short names are those faults, and no others. */
    @Test
    void shortNames_standForTheirFaults() {
        Map<String, String> expired =
                ReadSaml.of(IDP.samlResponse(REQUEST).expired()).facts();

        assertEquals(
                ReadSaml.of(IDP.samlResponse(REQUEST).with(SamlFault.EXPIRED)).facts(), expired);
        same(SamlFault.NOT_YET_VALID, IDP.samlResponse(REQUEST).notYetValid());
        same(SamlFault.SKEWED, IDP.samlResponse(REQUEST).skewed());
        same(SamlFault.WRONG_AUDIENCE, IDP.samlResponse(REQUEST).wrongAudience());
        same(SamlFault.WRONG_RECIPIENT, IDP.samlResponse(REQUEST).wrongRecipient());
        same(SamlFault.WRONG_IN_RESPONSE_TO, IDP.samlResponse(REQUEST).wrongInResponseTo());
        same(SamlFault.UNSIGNED, IDP.samlResponse(REQUEST).unsigned());
        same(SamlFault.WRAPPED_3, IDP.samlResponse(REQUEST).wrapped(3));
    }

    private void same(SamlFault fault, SamlResponse shortName) {
        assertEquals(
                ReadSaml.of(IDP.samlResponse(REQUEST).with(fault)).facts(),
                ReadSaml.of(shortName).facts());
    }
}
