package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchedResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityProviderMetadataTest {
    private static final String OTHER = "https://idp.globex.example/saml";
    private static final URI URL = URI.create("https://idp.acme.example/metadata");

    @Test
    void parse_oneProvider_hasWhatItSays() {
        IdentityProviderMetadata parsed = MetadataText.good()
                .service("HTTP-POST", "https://idp.acme.example/post")
                .wantsSignedRequests("true")
                .expiry("2026-06-01T00:00:00+02:00")
                .parsed();

        assertEquals(SamlFixture.IDP, parsed.entityId());
        assertEquals(Optional.of(URI.create(SamlFixture.SIGN_IN)), parsed.redirectUrl());
        assertEquals(Optional.of(URI.create("https://idp.acme.example/post")), parsed.postUrl());
        assertEquals(List.of(SamlFixture.THEIRS.certificate()), parsed.certificates());
        assertTrue(parsed.wantsSignedRequests());
        assertEquals(Optional.of(Instant.parse("2026-05-31T22:00:00Z")), parsed.validUntil());
        assertEquals("IdentityProviderMetadata[" + SamlFixture.IDP + "]", parsed.toString());
    }

    @Test
    void parse_nothingOptional_isSaidToBeAbsent() {
        IdentityProviderMetadata parsed = MetadataText.good().parsed();

        assertEquals(Optional.empty(), parsed.postUrl());
        assertEquals(Optional.empty(), parsed.validUntil());
        assertFalse(parsed.wantsSignedRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", " true "})
    void parse_wantsSignedRequests_isReadAsASchemaDoes(String value) {
        assertTrue(MetadataText.good().wantsSignedRequests(value).parsed().wantsSignedRequests());
    }

    /** CVE-2026-16443 (Keycloak): skipped, it left no key, and no key was no check. */
    @Test
    void parse_keyWithoutUse_servesForSigning() {
        MetadataText text = MetadataText.empty()
                .key("", SamlFixture.THEIRS)
                .key(" use=\"encryption\"", SamlFixture.THEIR_NEXT)
                .service("HTTP-Redirect", SamlFixture.SIGN_IN);

        assertEquals(List.of(SamlFixture.THEIRS.certificate()), text.parsed().certificates());
    }

    @Test
    void parse_severalKeys_keepsEachOnce() {
        MetadataText text = MetadataText.good().key("", SamlFixture.THEIR_NEXT).key("", SamlFixture.THEIRS);

        assertEquals(
                List.of(SamlFixture.THEIRS.certificate(), SamlFixture.THEIR_NEXT.certificate()),
                text.parsed().certificates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "&#13;\n", " \t"})
    void parse_certificateInLines_isRead(String separator) {
        String certificate = Certificates.base64(SamlFixture.THEIRS.certificate());
        String broken = separator + certificate.substring(0, 64) + separator + certificate.substring(64) + separator;
        MetadataText text = MetadataText.empty().keyText("", broken).service("HTTP-Redirect", SamlFixture.SIGN_IN);

        assertEquals(List.of(SamlFixture.THEIRS.certificate()), text.parsed().certificates());
    }

    @Test
    void parse_severalProviders_mustBeChosenFrom() {
        String both = several(
                MetadataText.good().xml(), MetadataText.good().entity(OTHER).xml());

        assertRefused("describes 2 identity providers", () -> IdentityProviderMetadata.parse(both));
        assertEquals(OTHER, IdentityProviderMetadata.parse(both, OTHER).entityId());
        assertRefused("not describe", () -> IdentityProviderMetadata.parse(both, "https://third.example"));
    }

    @Test
    void parse_twoOfOneEntityId_areRefused() {
        String twice = several(MetadataText.good().xml(), MetadataText.good().xml());

        assertRefused("twice", () -> IdentityProviderMetadata.parse(twice, SamlFixture.IDP));
    }

    @Test
    void parse_earliestExpiry_counts() {
        String whole = several(
                        MetadataText.good().expiry("2026-09-01T00:00:00Z").xml())
                .replace("<md:EntitiesDescriptor", "<md:EntitiesDescriptor validUntil=\"2026-06-01T00:00:00Z\"");

        assertEquals(
                Optional.of(Instant.parse("2026-06-01T00:00:00Z")),
                IdentityProviderMetadata.parse(whole).validUntil());
    }

    private static String several(String... documents) {
        return "<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"><md:EntitiesDescriptor>"
                + String.join("", documents) + "</md:EntitiesDescriptor></md:EntitiesDescriptor>";
    }

    static Stream<Arguments> refused() {
        MetadataText good = MetadataText.good();
        MetadataText noKey = MetadataText.empty().service("HTTP-Redirect", SamlFixture.SIGN_IN);
        MetadataText noUrl = MetadataText.empty().key("", SamlFixture.THEIRS);
        String xml = good.xml();
        return Stream.of(
                Arguments.of("no XML", "not XML", "well-formed"),
                Arguments.of("empty", "", "well-formed"),
                Arguments.of("document type", "<!DOCTYPE a>" + xml, "DOCTYPE"),
                Arguments.of(
                        "external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml, "DOCTYPE"),
                Arguments.of("too many elements", "<a>" + "<b/>".repeat(50_000) + "</a>", "at most 20000 elements"),
                Arguments.of("two roots", xml + xml, "well-formed"),
                Arguments.of("10,000 deep", nested(10_000), "100 levels"),
                Arguments.of("65 attributes", attributes(65), "64 attributes"),
                Arguments.of("2 MiB", xml.replace("comments", "x".repeat(2 << 20)), "at most 1048576 bytes"),
                Arguments.of("another document", "<a/>", "no SAML 2.0 identity provider"),
                Arguments.of("a service provider", xml.replace("IDPSSO", "SPSSO"), "no SAML 2.0 identity provider"),
                Arguments.of(
                        "SAML 1.1",
                        xml.replace("SAML:2.0:protocol", "SAML:1.1:protocol"),
                        "no SAML 2.0 identity provider"),
                Arguments.of(
                        "foreign namespace",
                        xml.replace("SAML:2.0:metadata", "SAML:2.0:metadata2"),
                        "no SAML 2.0 identity provider"),
                Arguments.of("two roles", twoRoles(xml), "several SAML 2.0 roles"),
                Arguments.of("no entityID", good.entity("").xml(), "entityID"),
                Arguments.of("entityID with a space", good.entity("https://a b").xml(), "entityID"),
                Arguments.of("entityID of 1,025", good.entity("x".repeat(1025)).xml(), "entityID"),
                Arguments.of("no key", noKey.xml(), "0 signing certificates"),
                Arguments.of(
                        "a key for encryption only",
                        noKey.key(" use=\"encryption\"", SamlFixture.THEIRS).xml(),
                        "0 signing certificates"),
                Arguments.of("a key by name only", noKey.rawKey(byName()).xml(), "0 signing certificates"),
                Arguments.of("no certificate", noKey.keyText("", "").xml(), "can't be read"),
                Arguments.of("no base64", noKey.keyText("", "!!!").xml(), "can't be read"),
                Arguments.of("no DER", noKey.keyText("", "AAAA").xml(), "can't be read"),
                Arguments.of(
                        "something behind the DER", noKey.keyText("", twice()).xml(), "can't be read"),
                Arguments.of(
                        "20,000 characters",
                        noKey.keyText("", "A".repeat(20_000)).xml(),
                        "can't be read"),
                Arguments.of("no URL", noUrl.xml(), "no sign-in URL"),
                Arguments.of("http", redirect(noUrl, "http://idp.acme.example/sso"), "must be https"),
                Arguments.of("http, as if local", redirect(noUrl, "http://localhost.evil.example/"), "must be https"),
                Arguments.of("ftp on loopback", redirect(noUrl, "ftp://localhost/"), "must be https"),
                Arguments.of("no host", redirect(noUrl, "https:/sso"), "must be https"),
                Arguments.of("script", redirect(noUrl, "javascript:alert(1)"), "must be https"),
                Arguments.of("no scheme", redirect(noUrl, "/sso"), "must be https"),
                Arguments.of("user", redirect(noUrl, "https://a@idp.acme.example/"), "must be https"),
                Arguments.of("fragment", redirect(noUrl, "https://idp.acme.example/#a"), "must be https"),
                Arguments.of("a space in the URL", redirect(noUrl, "https://idp acme"), "malformed"),
                Arguments.of("expiry of no time", good.expiry("tomorrow").xml(), "validUntil"),
                Arguments.of(
                        "expiry without zone",
                        good.expiry("2026-06-01T00:00:00").xml(),
                        "validUntil"));
    }

    private static String redirect(MetadataText text, String url) {
        return text.service("HTTP-Redirect", url).xml();
    }

    private static String twice() {
        byte[] der = Base64.getDecoder().decode(Certificates.base64(SamlFixture.THEIRS.certificate()));
        byte[] longer = Arrays.copyOf(der, der.length + 1);
        return Base64.getEncoder().encodeToString(longer);
    }

    private static String byName() {
        return "<md:KeyDescriptor><ds:KeyInfo><ds:KeyName>first</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>";
    }

    private static String nested(int depth) {
        return "<a>".repeat(depth) + "</a>".repeat(depth);
    }

    private static String attributes(int count) {
        return "<a "
                + String.join(
                        " ",
                        Stream.iterate(0, i -> i + 1)
                                .limit(count)
                                .map(i -> "a" + i + "=\"\"")
                                .toList()) + "/>";
    }

    private static String twoRoles(String xml) {
        int from = xml.indexOf("<md:IDPSSODescriptor");
        int end = xml.indexOf("</md:EntityDescriptor>");
        return xml.substring(0, end) + xml.substring(from);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void parse_whatCantBe_isRefusedInWords(String name, String xml, String words) {
        assertRefused(words, () -> IdentityProviderMetadata.parse(xml));
    }

    /** Nine keys would be nine verifications for every forged answer. */
    @Test
    void certificates_moreThanEight_areRefused() {
        List<X509Certificate> nine = Stream.generate(() -> ServiceProviderKey.generate(SamlFixture.CLOCK))
                .limit(9)
                .map(ServiceProviderKey::certificate)
                .toList();

        assertRefused("9 signing", () -> IdentityProviderMetadata.of(SamlFixture.IDP, SamlFixture.SIGN_IN, nine));
        assertEquals(
                8,
                IdentityProviderMetadata.of(SamlFixture.IDP, SamlFixture.SIGN_IN, nine.subList(0, 8))
                        .certificates()
                        .size());
        assertRefused(
                "0 signing",
                () -> IdentityProviderMetadata.of(SamlFixture.IDP, SamlFixture.SIGN_IN, Collections.emptyList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8082/sso", "http://127.0.0.1/", "http://[::1]:8082/", "HTTPS://idp.example/"})
    void parse_loopback_mayBeHttp(String url) {
        String xml = redirect(MetadataText.empty().key("", SamlFixture.THEIRS), url);

        assertEquals(
                Optional.of(URI.create(url)),
                IdentityProviderMetadata.parse(xml).redirectUrl());
    }

    @Test
    void parse_byteOrderMark_isPassedOver() {
        assertEquals(
                SamlFixture.IDP,
                IdentityProviderMetadata.parse("\ufeff" + MetadataText.good().xml())
                        .entityId());
    }

    @Test
    void fetch_byTheGivenDoor_parsesTheDocument() {
        byte[] body = MetadataText.good().xml().getBytes(StandardCharsets.UTF_8);

        IdentityProviderMetadata fetched = IdentityProviderMetadata.fetch(URL, request -> {
            assertEquals(URL, request.uri());
            assertEquals(1 << 20, request.maxBytes());
            return FetchedResponse.of(200, Map.of(), body);
        });

        assertEquals(SamlFixture.IDP, fetched.entityId());
    }

    @Test
    void fetch_otherStatus_isNoDocument() {
        assertThrows(
                FetchException.class,
                () -> IdentityProviderMetadata.fetch(URL, request -> FetchedResponse.of(404, Map.of(), new byte[0])));
    }

    private static void assertRefused(String words, Executable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call);
        assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    }
}
