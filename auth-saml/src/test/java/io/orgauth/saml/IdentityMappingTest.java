package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.orgauth.InvalidCredentialException;
import io.orgauth.sso.ExternalIdentity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityMappingTest {
    private static final String OBJECT_ID = "http://schemas.microsoft.com/identity/claims/objectidentifier";
    private static final NameId PERSISTENT = nameId("x7", IdentityMapping.PERSISTENT);
    private static final NameId ADDRESS = nameId("ada@acme.com", IdentityMapping.EMAIL_ADDRESS);

    @Test
    void identity_usualAttributes_areFound() {
        ExternalIdentity who = identity(
                connection -> connection,
                assertion(
                        PERSISTENT,
                        Map.of(
                                "mail", List.of("ada@acme.com"),
                                "displayName", List.of("Ada Lovelace"),
                                "groups", List.of("staff", "admins"),
                                "unknown", List.of("x"))));

        assertEquals(SamlFixture.CONNECTION, who.connection());
        assertEquals(Optional.of("ada@acme.com"), who.assertedEmail());
        assertEquals(Optional.of("Ada Lovelace"), who.displayName());
        assertEquals(Set.of("staff", "admins"), who.groups());
        assertEquals(Map.of(), who.attributes());
        assertEquals(Optional.of("session"), who.session());
        assertEquals(Optional.of(AnswerText.THEN), who.authentication().time());
        assertEquals(Set.of("pwd"), who.authentication().methods());
        assertEquals(
                Optional.of("urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"),
                who.authentication().context());
    }

    @Test
    void identity_namedAttributes_countAlone() {
        ExternalIdentity who = identity(
                connection -> connection
                        .emailAttribute("m")
                        .nameAttribute("n")
                        .groupsAttribute("g")
                        .attribute("uid", "uidNumber")
                        .attribute("gid", "gidNumber"),
                assertion(
                        ADDRESS,
                        Map.of(
                                "email", List.of("other@acme.com"),
                                "n", List.of("Ada"),
                                "givenName", List.of("Other"),
                                "g", List.of("a"),
                                "groups", List.of("b"),
                                "uidNumber", List.of("1001", "1002"))));

        assertEquals(Optional.empty(), who.assertedEmail());
        assertEquals(Optional.of("Ada"), who.displayName());
        assertEquals(Set.of("a"), who.groups());
        assertEquals(Map.of("uid", List.of("1001", "1002"), "gid", List.of()), who.attributes());
    }

    @Test
    void email_nameIdOfThatFormat_standsIn() {
        assertEquals(
                Optional.of("ada@acme.com"),
                identity(c -> c, assertion(ADDRESS, Map.of())).assertedEmail());
        assertEquals(
                Optional.empty(),
                identity(c -> c, assertion(nameId("ada@acme.com", IdentityMapping.UNSPECIFIED), Map.of()))
                        .assertedEmail());
    }

    /** Okta's and Google's NameID is the address whatever format was chosen. */
    @ParameterizedTest
    @CsvSource({"okta,true", "google-workspace,true", "onelogin,true", "keycloak,false", "adfs,false", "other,false"})
    void email_unspecifiedNameId_standsInWhereTheVendorSendsAddresses(String vendor, boolean found) {
        ExternalIdentity who = identity(
                c -> c.vendor(vendor), assertion(nameId("ada@acme.com", IdentityMapping.UNSPECIFIED), Map.of()));

        assertEquals(found, who.assertedEmail().isPresent());
    }

    /** To choose one would be a guess, and whoever may add a second value could be anybody. */
    @Test
    void email_severalValues_isNone() {
        Map<String, List<String>> two = Map.of("email", List.of("ada@acme.com", "eve@acme.com"));
        Map<String, List<String>> same = Map.of("email", List.of("ada@acme.com", "ada@acme.com"));

        assertEquals(
                Optional.empty(), identity(c -> c, assertion(PERSISTENT, two)).assertedEmail());
        assertEquals(
                Optional.of("ada@acme.com"),
                identity(c -> c, assertion(PERSISTENT, same)).assertedEmail());
    }

    @Test
    void displayName_inParts_isJoined() {
        Map<String, List<String>> parts = Map.of("givenName", List.of("Ada"), "sn", List.of("Lovelace"));

        assertEquals(
                Optional.of("Ada Lovelace"),
                identity(c -> c, assertion(PERSISTENT, parts)).displayName());
        assertEquals(
                Optional.of("Ada"),
                identity(c -> c, assertion(PERSISTENT, Map.of("givenName", List.of("Ada"))))
                        .displayName());
        assertEquals(
                Optional.empty(),
                identity(c -> c, assertion(PERSISTENT, Map.of())).displayName());
    }

    @Test
    void attributes_blankOnes_areAbsent() {
        ExternalIdentity who = identity(
                c -> c,
                assertion(
                        PERSISTENT, Map.of("email", List.of(" "), "groups", List.of("", "a"), "mail", List.of("b@c"))));

        assertEquals(Optional.of("b@c"), who.assertedEmail());
        assertEquals(Set.of("a"), who.groups());
    }

    @Test
    void subject_nameId_isWrittenWithFormatAndQualifiers() {
        NameId full = new NameId("a\"b", Optional.of("urn:f"), Optional.of("nq"), Optional.of("spnq"));

        assertEquals("[\"name_id\",\"urn:f\",\"nq\",\"spnq\",\"a\\\"b\"]", subject(full));
        assertEquals(
                "[\"name_id\",\"" + IdentityMapping.UNSPECIFIED + "\",\"\",\"\",\"ada\"]",
                subject(new NameId("ada", Optional.empty(), Optional.empty(), Optional.empty())));
    }

    /** No two names may be written alike, or one person would be another. */
    @Test
    void subject_partsThatShift_areTold() {
        Set<String> written = Set.of(
                subject(new NameId("c", Optional.of("a"), Optional.of("b"), Optional.empty())),
                subject(new NameId("c", Optional.of("a"), Optional.empty(), Optional.of("b"))),
                subject(new NameId("c", Optional.of("a\",\"b"), Optional.empty(), Optional.empty())),
                subject(new NameId("C", Optional.of("a"), Optional.of("b"), Optional.empty())),
                subject(new NameId("c ", Optional.of("a"), Optional.of("b"), Optional.empty())),
                subject(c -> c.subjectAttribute("a"), assertion(PERSISTENT, Map.of("a", List.of("c")))));

        assertEquals(6, written.size());
    }

    /** Core, 8.3.7: the usual qualifiers may be left out. */
    @Test
    void subject_usualQualifiersOfAPersistentName_areTheSameAsNone() {
        NameId qualified = new NameId(
                "x7",
                Optional.of(IdentityMapping.PERSISTENT),
                Optional.of(SamlFixture.IDP),
                Optional.of(SamlFixture.ENTITY_ID));
        NameId affiliated = new NameId(
                "x7",
                Optional.of(IdentityMapping.PERSISTENT),
                Optional.of(SamlFixture.IDP),
                Optional.of("https://affiliation.example"));
        NameId otherFormat = new NameId("x7", Optional.of("urn:f"), Optional.of(SamlFixture.IDP), Optional.empty());

        assertEquals(subject(PERSISTENT), subject(qualified));
        assertNotEquals(subject(PERSISTENT), subject(affiliated));
        assertNotEquals(
                subject(new NameId("x7", Optional.of("urn:f"), Optional.empty(), Optional.empty())),
                subject(otherFormat));
    }

    @Test
    void subject_transientNameId_isRefused() {
        assertRefused(
                SamlReason.SUBJECT_TRANSIENT, c -> c, assertion(nameId("_1", RequestSettings.TRANSIENT), Map.of()));
    }

    @Test
    void subject_transientNameIdBesideAnAttribute_isTheAttribute() {
        AnswerText assertion = assertion(nameId("_1", RequestSettings.TRANSIENT), Map.of("oid", List.of("42")));

        assertEquals("[\"attribute\",\"oid\",\"42\"]", subject(c -> c.subjectAttribute("oid"), assertion));
    }

    /** Its NameID is the user principal name, which the next person of that name gets. */
    @Test
    void subject_entra_isTheObjectId() {
        AnswerText assertion = assertion(ADDRESS, Map.of(OBJECT_ID, List.of("0-1-2")));

        assertEquals("[\"attribute\",\"" + OBJECT_ID + "\",\"0-1-2\"]", subject(c -> c.vendor("entra"), assertion));
        assertRefused(SamlReason.SUBJECT_ATTRIBUTE_NOT_SINGLE, c -> c.vendor("entra"), assertion(ADDRESS, Map.of()));
    }

    @Test
    void subject_attributeThatIsNotSingle_isRefused() {
        UnaryOperator<SamlConnection.Builder> byOid = c -> c.subjectAttribute("oid");

        assertRefused(SamlReason.SUBJECT_ATTRIBUTE_NOT_SINGLE, byOid, assertion(PERSISTENT, Map.of()));
        assertRefused(
                SamlReason.SUBJECT_ATTRIBUTE_NOT_SINGLE, byOid, assertion(PERSISTENT, Map.of("oid", List.of(" "))));
        assertRefused(
                SamlReason.SUBJECT_ATTRIBUTE_NOT_SINGLE,
                byOid,
                assertion(PERSISTENT, Map.of("oid", List.of("1", "2"))));
    }

    @Test
    void subject_tooLongToKeep_isRefused() {
        assertRefused(
                SamlReason.SUBJECT_TOO_LONG,
                c -> c,
                assertion(nameId("ä".repeat(500), IdentityMapping.PERSISTENT), Map.of()));
    }

    /** Taken for "no groups", it would take all roles away, or grant what a group forbids (LibreChat 12187). */
    @ParameterizedTest
    @CsvSource({"entra,''", "entra,' '", "other,''"})
    void groups_linkInTheirPlace_isRefused(String vendor, String before) {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        attributes.put(OBJECT_ID, List.of("0-1-2"));
        attributes.put(before + "http://schemas.microsoft.com/claims/groups.link", List.of("https://graph.example"));

        assertRefused(SamlReason.GROUPS_INCOMPLETE, c -> c.vendor(vendor), assertion(PERSISTENT, attributes));
    }

    @Test
    void groups_fromElsewhere_needNoLink() {
        Map<String, List<String>> attributes = Map.of(
                OBJECT_ID,
                List.of("0-1-2"),
                "http://schemas.microsoft.com/claims/groups.link",
                List.of("https://graph.example"),
                "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
                List.of("admin"));
        ExternalIdentity who = identity(
                c -> c.vendor("entra").groupsAttribute("http://schemas.microsoft.com/ws/2008/06/identity/claims/role"),
                assertion(PERSISTENT, attributes));

        assertEquals(Set.of("admin"), who.groups());
    }

    @Test
    void authentication_unknownContext_hasNoMethod() {
        String other = "<saml:AuthnContextClassRef>urn:other</saml:AuthnContextClassRef>";
        ExternalIdentity who = identity(c -> c, assertion(PERSISTENT, Map.of()).authenticatedBy(other));

        assertEquals(Set.of(), who.authentication().methods());
        assertEquals(Optional.of("urn:other"), who.authentication().context());
    }

    private static void assertRefused(
            SamlReason reason, UnaryOperator<SamlConnection.Builder> change, AnswerText assertion) {
        InvalidCredentialException refusal =
                assertThrows(InvalidCredentialException.class, () -> identity(change, assertion));
        assertEquals(reason, refusal.reason());
    }

    private static String subject(NameId nameId) {
        return subject(c -> c, assertion(nameId, Map.of()));
    }

    private static String subject(UnaryOperator<SamlConnection.Builder> change, AnswerText assertion) {
        return identity(change, assertion).subject();
    }

    /** By a real signature, as nothing else makes a judged assertion. */
    private static ExternalIdentity identity(UnaryOperator<SamlConnection.Builder> change, AnswerText answer) {
        SamlSignIn connection =
                SamlFixture.open(change.apply(SamlFixture.connection()).build());
        JudgedAssertion judged = new ResponseJudge()
                .judge(
                        answer.signedBy(SamlFixture.THEIRS),
                        connection.expectation().inResponseTo("_request").build());
        return connection.mapping().identity(judged);
    }

    private static NameId nameId(String value, String format) {
        return new NameId(value, Optional.of(format), Optional.empty(), Optional.empty());
    }

    private static AnswerText assertion(NameId nameId, Map<String, List<String>> attributes) {
        return AnswerText.of(nameId).with(attributes);
    }
}
