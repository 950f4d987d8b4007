package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchException.Problem;
import io.orgauth.http.FetchedResponse;
import io.orgauth.http.Fetcher;
import io.orgauth.sso.ConnectionRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class MetadataRefreshTest {
    private static final URI URL = URI.create("https://idp.acme.example/metadata");
    private static final SamlProtocol SAML = SamlProtocol.standard();
    private static final Fetcher NOTHING = request -> {
        throw new AssertionError("nothing may be fetched");
    };

    private final MetadataText rolledOver = MetadataText.good().key("", SamlFixture.THEIR_NEXT);

    @Test
    void refreshed_sameMetadata_isUnchanged() {
        assertInstanceOf(
                MetadataRefresh.Unchanged.class, refreshed(MetadataText.good().xml()));
    }

    @Test
    void refreshed_newKeySignedByTheOld_isVouched() {
        MetadataRefresh.Vouched vouched =
                assertInstanceOf(MetadataRefresh.Vouched.class, refreshed(rolledOver.signedBy(SamlFixture.THEIRS)));

        assertEquals(
                List.of(SamlFixture.THEIRS.certificate(), SamlFixture.THEIR_NEXT.certificate()),
                SamlSettings.read(vouched.record().settings()).provider().certificates());
        assertEquals(SamlFixture.CONNECTION, vouched.record().id());
    }

    @Test
    void refreshed_newKeyUnsigned_needsAnAdministrator() {
        assertNewKey(refreshed(rolledOver.xml()));
    }

    /** Whoever takes the site over signs with what they bring. */
    @Test
    void refreshed_newKeySignedByItself_needsAnAdministrator() {
        assertNewKey(refreshed(rolledOver.signedBy(SamlFixture.THEIR_NEXT)));
    }

    @Test
    void refreshed_changedAfterSigning_needsAnAdministrator() {
        String signed = MetadataText.good().signedBy(SamlFixture.THEIRS);
        String added = "<md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
                + Certificates.base64(SamlFixture.THEIR_NEXT.certificate())
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService";

        assertNewKey(refreshed(signed.replaceFirst("<md:SingleSignOnService", added)));
    }

    /** Wrapping: a genuine document, with its signature, within a forged one. */
    @Test
    void refreshed_genuineDocumentWithinAForgedOne_needsAnAdministrator() {
        Element forged = MetadataXml.parse(rolledOver.xml().replace("ID=\"m1\"", "ID=\"m2\""));
        Element genuine = MetadataXml.parse(MetadataText.good().signedBy(SamlFixture.THEIRS));
        Node signature = forged.getOwnerDocument()
                .importNode(
                        genuine.getElementsByTagNameNS(XmlNames.DS, "Signature").item(0), true);
        Element extension = forged.getOwnerDocument().createElementNS(XmlTree.METADATA, "md:Extensions");
        extension.appendChild(forged.getOwnerDocument().importNode(genuine, true));
        forged.insertBefore(extension, forged.getFirstChild());
        forged.insertBefore(signature, extension);

        assertNewKey(refreshed(XmlTree.of(forged).write()));
    }

    @Test
    void refreshed_twoSignatures_needAnAdministrator() {
        Element twice = MetadataXml.parse(rolledOver.xml());
        XmlSigner.sign(twice, SamlFixture.THEIRS);

        assertNewKey(refreshed(MetadataText.signed(twice, SamlFixture.THEIRS)));
    }

    private static void assertNewKey(MetadataRefresh refresh) {
        MetadataRefresh.NeedsAdministrator needed = assertInstanceOf(MetadataRefresh.NeedsAdministrator.class, refresh);
        assertEquals(List.of(SamlFixture.THEIR_NEXT.certificate()), needed.newCertificates());
        assertTrue(SamlSettings.read(needed.proposed().settings())
                .provider()
                .certificates()
                .contains(SamlFixture.THEIR_NEXT.certificate()));
    }

    /** Else the pages of whoever has the site would be handed passwords. */
    @Test
    void refreshed_otherSignInUrl_needsAnAdministrator() {
        String moved = MetadataText.empty()
                .key("", SamlFixture.THEIRS)
                .service("HTTP-Redirect", "https://idp.acme.example.evil.example/sso")
                .xml();

        MetadataRefresh.NeedsAdministrator needed =
                assertInstanceOf(MetadataRefresh.NeedsAdministrator.class, refreshed(moved));
        assertEquals(List.of(), needed.newCertificates());
    }

    @Test
    void refreshed_keyGone_isVouched() {
        ConnectionRecord both =
                SamlFixture.connection(rolledOver.parsed()).metadataUrl(URL).build();

        MetadataRefresh.Vouched vouched = assertInstanceOf(
                MetadataRefresh.Vouched.class,
                SAML.refreshed(both, door(MetadataText.good().xml()), SamlFixture.CLOCK));
        assertEquals(
                List.of(SamlFixture.THEIRS.certificate()),
                SamlSettings.read(vouched.record().settings()).provider().certificates());
    }

    @Test
    void refreshed_newCertificateOfTheSameKey_isVouched() {
        X509Certificate renewed = SelfSignedCertificate.of(
                new KeyPair(SamlFixture.THEIRS.certificate().getPublicKey(), SamlFixture.THEIRS.privateKey()),
                "renewed",
                SamlFixture.NOW,
                SamlFixture.NOW.plus(Duration.ofDays(365)),
                new SecureRandom());
        String xml = MetadataText.empty()
                .keyText("", Certificates.base64(renewed))
                .service("HTTP-Redirect", SamlFixture.SIGN_IN)
                .xml();

        assertInstanceOf(MetadataRefresh.Vouched.class, refreshed(xml));
    }

    @Test
    void refreshed_otherProvider_isRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> refreshed(
                        MetadataText.good().entity("https://other.example").xml()));
    }

    @Test
    void refreshed_expired_isRefused() {
        String now = SamlFixture.NOW.toString();

        assertThrows(
                IllegalArgumentException.class,
                () -> refreshed(rolledOver.expiry(now).signedBy(SamlFixture.THEIRS)));
    }

    @Test
    void refreshed_withoutUrl_saysWhatToDo() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> SAML.refreshed(SamlFixture.connection().build(), NOTHING, SamlFixture.CLOCK));

        assertTrue(String.valueOf(refusal.getMessage()).contains("metadata_url"));
    }

    @Test
    void refreshed_unreachable_changesNothing() {
        Fetcher closed = request -> {
            throw new FetchException(Problem.UNREACHABLE, "closed");
        };

        assertThrows(FetchException.class, () -> SAML.refreshed(connection(), closed, SamlFixture.CLOCK));
    }

    private static MetadataRefresh refreshed(String published) {
        return SAML.refreshed(connection(), door(published), SamlFixture.CLOCK);
    }

    private static ConnectionRecord connection() {
        return SamlFixture.connection().metadataUrl(URL).build();
    }

    private static Fetcher door(String published) {
        byte[] body = published.getBytes(StandardCharsets.UTF_8);
        return request -> FetchedResponse.of(200, Map.of(), body);
    }
}
