package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.JsonObject;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import io.orgauth.sso.Preset;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamlLintTest {
    private static final Duration FIVE_YEARS = ServiceProviderKey.LIFETIME;

    @Test
    void lint_goodConnection_findsNothing() {
        List<Finding> findings = lint(good());

        assertTrue(findings.stream().allMatch(finding -> finding.outcome() == Outcome.PASSED), findings::toString);
        assertTrue(findings.stream().allMatch(finding -> finding.fixedBy().isEmpty()));
        assertTrue(findings.size() > 10);
    }

    @Test
    void lint_settingsThatCantBe_saysSoAndThrowsNothing() {
        ConnectionRecord record = ConnectionRecord.builder("saml")
                .settings(JsonObject.builder().put("entity_id", 1).build())
                .build();
        List<Finding> findings = SamlProtocol.standard().lint(record, SamlFixture.context());

        assertEquals(1, findings.size());
        assertEquals("settings", findings.get(0).check());
        assertEquals(Outcome.FAILED, findings.get(0).outcome());
    }

    @Test
    void lint_certificate_isToldBeforeAndAfterItExpires() {
        Clock early = SamlFixture.later(FIVE_YEARS.minusDays(30).minusSeconds(1));
        Clock soon = SamlFixture.later(FIVE_YEARS.minusDays(30));
        Clock last = SamlFixture.later(FIVE_YEARS.minusSeconds(1));
        Clock over = SamlFixture.later(FIVE_YEARS);

        assertEquals(Set.of(), notPassed(good(), early));
        assertEquals(Set.of("certificate_dates WARNING"), notPassed(good(), soon));
        assertEquals(Set.of("certificate_dates WARNING"), notPassed(good(), last));
        assertEquals(Set.of("certificate_dates WARNING", "certificates FAILED"), notPassed(good(), over));
        assertEquals(
                Set.of("certificate_dates WARNING", "allow_expired_certificate WARNING"),
                notPassed(good().allow(SamlLaxity.EXPIRED_CERTIFICATE), over));
    }

    @Test
    void lint_certificateOfTomorrow_isAboutTheClocks() {
        Clock before = SamlFixture.later(Duration.ofDays(-2));

        assertEquals(Set.of("certificate_dates WARNING"), notPassed(good(), before));
    }

    @Test
    void lint_certificate_isShownByFingerprintAndDates() {
        Finding finding = lint(good()).stream()
                .filter(each -> each.check().equals("certificate_dates"))
                .findFirst()
                .orElseThrow();

        assertTrue(finding.got().startsWith(Certificates.fingerprint(SamlFixture.THEIRS.certificate())));
        assertTrue(finding.got().contains("2031-04-30T08:00:00Z"));
    }

    @Test
    void lint_shortKey_failsUnlessAllowed() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = SelfSignedCertificate.of(
                pair, "short", SamlFixture.NOW, SamlFixture.NOW.plus(FIVE_YEARS), new SecureRandom());
        IdentityProviderMetadata provider =
                IdentityProviderMetadata.of(SamlFixture.IDP, SamlFixture.SIGN_IN, List.of(certificate));

        assertEquals(Set.of("certificate_key FAILED"), notPassed(good().identityProvider(provider), SamlFixture.CLOCK));
        assertEquals(
                Set.of("allow_rsa_1024 WARNING"),
                notPassed(good().identityProvider(provider).allow(SamlLaxity.RSA_1024), SamlFixture.CLOCK));
    }

    @ParameterizedTest
    @EnumSource(SamlLaxity.class)
    void lint_laxity_isWarnedOfByName(SamlLaxity laxity) {
        assertEquals(Set.of("allow_" + laxity.key() + " WARNING"), notPassed(good().allow(laxity), SamlFixture.CLOCK));
    }

    @Test
    void lint_unsolicited_isWarnedOf() {
        assertEquals(Set.of("unsolicited WARNING"), notPassed(good().allowUnsolicited(), SamlFixture.CLOCK));
    }

    @Test
    void lint_providerThatWantsSignedRequests_failsOnUnsigned() {
        JsonObject settings = good().identityProvider(
                        MetadataText.good().wantsSignedRequests("true").parsed())
                .build()
                .settings();
        JsonObject.Builder unsigned = JsonObject.builder();
        settings.names().stream()
                .filter(name -> !name.equals("sign_requests"))
                .forEach(name -> unsigned.put(name, settings.value(name).orElseThrow()));
        ConnectionRecord record =
                ConnectionRecord.builder("saml").settings(unsigned.build()).build();

        assertEquals(
                Set.of("signed_requests FAILED"),
                notPassed(SamlProtocol.standard().lint(record, SamlFixture.context())));
    }

    @Test
    void lint_metadataThatExpires_isToldInTime() {
        IdentityProviderMetadata soon = MetadataText.good()
                .expiry(SamlFixture.NOW.plus(SamlLint.SOON).toString())
                .parsed();
        IdentityProviderMetadata later = MetadataText.good()
                .expiry(SamlFixture.NOW.plus(SamlLint.SOON).plusSeconds(1).toString())
                .parsed();

        assertEquals(
                Set.of("metadata_valid_until WARNING"), notPassed(good().identityProvider(soon), SamlFixture.CLOCK));
        assertEquals(Set.of(), notPassed(good().identityProvider(later), SamlFixture.CLOCK));
    }

    @Test
    void lint_ourOwnCertificate_isToldBeforeItExpires() {
        IdentityProviderMetadata longer = IdentityProviderMetadata.of(
                SamlFixture.IDP,
                SamlFixture.SIGN_IN,
                List.of(ServiceProviderKey.generate(SamlFixture.later(Duration.ofDays(60)))
                        .certificate()));
        SamlConnection.Builder connection = good().identityProvider(longer).decryptionKey(SamlFixture.OURS);

        assertEquals(
                Set.of("our_certificate WARNING"), notPassed(connection, SamlFixture.later(FIVE_YEARS.minusDays(29))));
    }

    @Test
    void lint_loopback_isForDevelopment() {
        IdentityProviderMetadata local = IdentityProviderMetadata.of(
                SamlFixture.IDP, "http://localhost:8082/sso", List.of(SamlFixture.THEIRS.certificate()));

        assertEquals(Set.of("sign_in_url WARNING"), notPassed(good().identityProvider(local), SamlFixture.CLOCK));
    }

    @Test
    void lint_addressAsSubject_isWarnedOf() {
        assertEquals(Set.of("subject WARNING"), notPassed(good().vendor("google-workspace"), SamlFixture.CLOCK));
        assertEquals(
                Set.of("subject WARNING"),
                notPassed(good().nameIdFormat(IdentityMapping.EMAIL_ADDRESS), SamlFixture.CLOCK));
        assertEquals(Set.of(), notPassed(good().vendor("google-workspace").subjectAttribute("id"), SamlFixture.CLOCK));
    }

    @Test
    void lint_unknownProviderWithoutMapping_isWarnedOf() {
        assertEquals(
                Set.of("email_attribute WARNING", "name_attribute WARNING", "groups_attribute WARNING"),
                notPassed(SamlFixture.connection(), SamlFixture.CLOCK));
    }

    @Test
    void presets_each_isAVendorOfTheSettings() {
        List<Preset> presets = SamlProtocol.standard().presets();
        Set<String> keys = new HashSet<>();

        for (Preset preset : presets) {
            assertTrue(keys.add(preset.key()));
            assertEquals(preset.name(), SamlVendor.of(preset.key()).title());
            assertEquals("metadata", preset.asks().get(0).setting());
            assertFalse(preset.asks().get(0).secret());
            assertEquals(
                    Set.of("{callback}", "{issuer}/sso/{connection}/metadata"),
                    new HashSet<>(
                            preset.copies().stream().map(Preset.Copy::template).toList()));
            assertFalse(preset.guide().contains("\n"));
        }
        assertEquals(SamlVendor.values().length, presets.size());
        assertTrue(keys.containsAll(
                Set.of("okta", "entra", "google-workspace", "adfs", "pingfederate", "onelogin", "keycloak", "other")));
    }

    /** With a vendor whose names of attributes and persistent NameID are known. */
    private static SamlConnection.Builder good() {
        return SamlFixture.connection().vendor("keycloak");
    }

    private static List<Finding> lint(SamlConnection.Builder connection) {
        return SamlProtocol.standard().lint(connection.build(), SamlFixture.context());
    }

    private static Set<String> notPassed(SamlConnection.Builder connection, Clock now) {
        return notPassed(SamlProtocol.standard().lint(connection.build(), SamlFixture.context(now)));
    }

    private static Set<String> notPassed(List<Finding> findings) {
        Set<String> found = new TreeSet<>();
        for (Finding finding : findings) {
            if (finding.outcome() != Outcome.PASSED) {
                found.add(finding.check() + " " + finding.outcome());
                assertFalse(finding.fixedBy().isEmpty());
            }
        }
        return found;
    }
}
