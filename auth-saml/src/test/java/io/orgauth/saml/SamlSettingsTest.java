package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.sso.ConnectionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SamlSettingsTest {
    private static final String CERTIFICATE = Certificates.base64(SamlFixture.THEIRS.certificate());
    private static final String PROVIDER = "\"entity_id\":\"https://idp.acme.example/saml\","
            + "\"redirect_url\":\"https://idp.acme.example/sso\",\"certificates\":[\"" + CERTIFICATE + "\"]";

    @Test
    void read_providerAlone_isStrict() {
        SamlSettings settings = read(PROVIDER);

        assertEquals(SamlFixture.IDP, settings.provider().entityId());
        assertEquals(ResponsePolicy.strict(), settings.answers().policy());
        assertEquals(SamlVendor.OTHER, settings.vendor());
        assertEquals(Optional.empty(), settings.subjectAttribute());
        assertEquals(new RequestSettings(false, false, false, List.of(), Optional.empty()), settings.request());
    }

    @Test
    void read_pem_isReadLikeBase64() {
        String pem = SamlFixture.THEIRS.certificatePem().replace("\n", "\\n");

        assertEquals(
                List.of(SamlFixture.THEIRS.certificate()),
                read(PROVIDER.replace(CERTIFICATE, pem)).provider().certificates());
    }

    @Test
    void read_metadata_standsForTheProvider() {
        String metadata =
                "\"metadata\":" + Json.text(JsonString.of(MetadataText.good().xml()));

        assertEquals(SamlFixture.IDP, read(metadata).provider().entityId());
        assertEquals(
                SamlFixture.IDP,
                read(metadata + ",\"entity_id\":\"" + SamlFixture.IDP + "\"")
                        .provider()
                        .entityId());
        assertRefused(metadata + ",\"entity_id\":\"https://other.example\"", "not describe");
        assertRefused(metadata + ",\"certificates\":[]", "leave out");
    }

    @Test
    void toJson_readAgain_meansTheSame() {
        SamlSettings settings = read(PROVIDER
                + ",\"vendor\":\"okta\",\"post_url\":\"https://idp.acme.example/post\",\"wants_signed_requests\":true"
                + ",\"valid_until\":\"2026-06-01T00:00:00Z\",\"metadata_url\":\"https://idp.acme.example/metadata\""
                + ",\"post_requests\":true,\"sign_requests\":true,\"force_authn\":true"
                + ",\"authn_contexts\":[\"urn:a\"],\"name_id_format\":\"urn:b\",\"unsolicited\":true"
                + ",\"allow\":[\"sha1\",\"cbc\"],\"clock_skew\":120,\"subject_attribute\":\"oid\""
                + ",\"email_attribute\":\"m\",\"name_attribute\":\"n\",\"groups_attribute\":\"g\""
                + ",\"attributes\":{\"uid\":\"uidNumber\"}");
        SamlSettings again = SamlSettings.read(settings.toJson());

        assertEquals(settings.toJson(), again.toJson());
        assertEquals(settings.request(), again.request());
        assertEquals(settings.answers(), again.answers());
        assertEquals(settings.mapping(), again.mapping());
        assertTrue(settings.provider().saysTheSameAs(again.provider()));
        assertEquals(settings.provider().validUntil(), again.provider().validUntil());
        assertEquals(
                ResponsePolicy.strict()
                        .withClockSkew(Duration.ofMinutes(2))
                        .allowingSha1()
                        .allowingCbc(),
                again.answers().policy());
        assertEquals(21, again.toJson().size());
    }

    /** Each laxity is its own, and none brings another along. */
    @ParameterizedTest
    @EnumSource(SamlLaxity.class)
    void allow_one_changesThePolicyInOneThing(SamlLaxity laxity) {
        ResponsePolicy policy = read(PROVIDER + ",\"allow\":[\"" + laxity.key() + "\"]")
                .answers()
                .policy();
        ResponsePolicy strict = ResponsePolicy.strict();
        List<Boolean> changed = List.of(
                policy.sha1() != strict.sha1(),
                policy.rsa1024() != strict.rsa1024(),
                policy.expiredCertificate() != strict.expiredCertificate(),
                policy.cbc() != strict.cbc(),
                policy.anyId() != strict.anyId(),
                policy.confirmationBeginning() != strict.confirmationBeginning());

        assertEquals(laxity.ordinal(), changed.indexOf(true));
        assertEquals(laxity.ordinal(), changed.lastIndexOf(true));
        assertEquals(strict.clockSkew(), policy.clockSkew());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("", "identity provider is missing"),
                Arguments.of("\"entity_id\":\"a\"", "no sign-in URL"),
                Arguments.of(PROVIDER + ",\"alow\":[]", "does not know"),
                Arguments.of(PROVIDER + ",\"vendor\":\"oktta\"", "\"vendor\" is unknown"),
                Arguments.of(PROVIDER + ",\"vendor\":1", "\"vendor\" is of the wrong type"),
                Arguments.of(PROVIDER + ",\"sign_requests\":\"yes\"", "\"sign_requests\" is of the wrong type"),
                Arguments.of(PROVIDER + ",\"allow\":[\"none\"]", "\"allow\""),
                Arguments.of(PROVIDER + ",\"allow\":\"sha1\"", "\"allow\" is of the wrong type"),
                Arguments.of(PROVIDER + ",\"allow\":[1]", "\"allow\" is of the wrong type"),
                Arguments.of(PROVIDER + ",\"clock_skew\":301", "clock skew"),
                Arguments.of(PROVIDER + ",\"clock_skew\":-1", "clock skew"),
                Arguments.of(PROVIDER + ",\"clock_skew\":9223372036854775807", "clock skew"),
                Arguments.of(PROVIDER + ",\"clock_skew\":1.5", "\"clock_skew\" is of the wrong type"),
                Arguments.of(PROVIDER + ",\"post_requests\":true", "HTTP-POST"),
                Arguments.of(PROVIDER + ",\"authn_contexts\":[\"password\"]", "absolute URI"),
                Arguments.of(PROVIDER + ",\"authn_contexts\":[\"a b\"]", "absolute URI"),
                Arguments.of(
                        PROVIDER + ",\"authn_contexts\":[" + "\"urn:a\",".repeat(10) + "\"urn:a\"]", "more than 10"),
                Arguments.of(PROVIDER + ",\"name_id_format\":\"persistent\"", "absolute URI"),
                Arguments.of(
                        PROVIDER + ",\"name_id_format\":\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"",
                        "is transient"),
                Arguments.of(PROVIDER + ",\"subject_attribute\":\"\"", "\"subject_attribute\""),
                Arguments.of(PROVIDER + ",\"email_attribute\":\" \"", "\"email_attribute\""),
                Arguments.of(PROVIDER + ",\"name_attribute\":\"a\\nb\"", "\"name_attribute\""),
                Arguments.of(PROVIDER + ",\"groups_attribute\":\"" + "g".repeat(1025) + "\"", "\"groups_attribute\""),
                Arguments.of(PROVIDER + ",\"attributes\":{\"uid\":1}", "\"uid\" is of the wrong type"),
                Arguments.of(PROVIDER + ",\"attributes\":{\"uid\":\"\"}", "\"uid\""),
                Arguments.of(PROVIDER + ",\"attributes\":{" + furtherAttributes(51) + "}", "more than 50"),
                Arguments.of(PROVIDER + ",\"metadata_url\":\"http://idp.acme.example/\"", "must be https"),
                Arguments.of(PROVIDER + ",\"metadata_url\":\"a b\"", "malformed"),
                Arguments.of(PROVIDER + ",\"valid_until\":\"soon\"", "valid_until"));
    }

    private static String furtherAttributes(int count) {
        return String.join(
                ",",
                Stream.iterate(0, i -> i + 1)
                        .limit(count)
                        .map(i -> "\"a" + i + "\":\"b\"")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void read_whatCantBe_isRefusedInWords(String members, String words) {
        assertRefused(members, words);
    }

    @Test
    void open_signedRequestsWithoutAKey_areRefused() {
        ConnectionRecord record = ConnectionRecord.builder("saml")
                .settings(json(PROVIDER + ",\"sign_requests\":true"))
                .build();

        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> SamlFixture.open(record));
        assertTrue(String.valueOf(refusal.getMessage()).contains("signing_keys"));
    }

    @Test
    void open_keysThatCantBeRead_areRefused() {
        ConnectionRecord record = ConnectionRecord.builder("saml")
                .settings(json(PROVIDER))
                .secret("decryption_keys", "no key")
                .build();

        assertThrows(IllegalArgumentException.class, () -> SamlFixture.open(record));
    }

    @Test
    void laxities_together_areASet() {
        assertEquals(
                Set.of(SamlLaxity.SHA1),
                read(PROVIDER + ",\"allow\":[\"sha1\",\"sha1\"]").answers().allowed());
    }

    private static void assertRefused(String members, String words) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> read(members));
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }

    private static SamlSettings read(String members) {
        return SamlSettings.read(json(members));
    }

    private static JsonObject json(String members) {
        return Json.parseObject(("{" + members + "}").getBytes(StandardCharsets.UTF_8));
    }
}
