package io.orgauth.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.orgauth.OrganizationId;
import io.orgauth.http.HttpResponse;
import io.orgauth.sso.ConnectionRecord;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SamlConnectionTest {
    @Test
    void build_providerAndOrganization_isEnough() {
        ConnectionRecord record = SamlConnection.builder()
                .organization(OrganizationId.of("org_acme"))
                .identityProvider(SamlFixture.provider())
                .build();

        assertEquals("saml", record.protocol());
        assertEquals(Optional.of(OrganizationId.of("org_acme")), record.organization());
        assertEquals(Map.of(), record.secrets());
        assertEquals(SamlFixture.IDP, SamlProtocol.standard().identityProvider(record));
        assertEquals(
                record,
                SamlProtocol.standard().open(record, SamlFixture.context()).record());
    }

    @Test
    void build_withoutProvider_saysWhatToCall() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> SamlConnection.builder().build());

        assertTrue(String.valueOf(refusal.getMessage()).contains(".identityProvider("));
    }

    @Test
    void build_providerThatWantsSignedRequests_makesAKey() {
        ConnectionRecord record = SamlFixture.connection(
                        MetadataText.good().wantsSignedRequests("true").parsed())
                .build();

        assertEquals(Set.of("signing_keys"), record.secrets().keySet());
        assertTrue(SamlFixture.open(record).settings().request().signed());
        assertEquals(
                SamlFixture.NOW.plus(ServiceProviderKey.LIFETIME),
                SamlFixture.open(record)
                        .serviceProvider()
                        .signingKey()
                        .orElseThrow()
                        .certificate()
                        .getNotAfter()
                        .toInstant());
    }

    @Test
    void change_nothing_saysTheSame() {
        ConnectionRecord record = SamlFixture.connection()
                .name("Acme")
                .vendor("adfs")
                .requestContexts(List.of("urn:a"))
                .nameIdFormat("urn:b")
                .subjectAttribute("oid")
                .emailAttribute("m")
                .nameAttribute("n")
                .groupsAttribute("g")
                .attribute("uid", "uidNumber")
                .allow(SamlLaxity.CBC)
                .allowUnsolicited()
                .clockSkew(Duration.ofSeconds(90))
                .forceAuthentication()
                .signingKey(SamlFixture.OURS)
                .decryptionKey(SamlFixture.OUR_NEXT)
                .build();
        ConnectionRecord again = SamlConnection.change(record).build();

        assertEquals(record.id(), again.id());
        assertEquals(record.name(), again.name());
        assertEquals(record.organization(), again.organization());
        assertEquals(record.settings(), again.settings());
        assertEquals(record.secrets(), again.secrets());
    }

    @Test
    void change_otherProtocol_isRefused() {
        ConnectionRecord other = ConnectionRecord.builder("oidc").build();

        assertThrows(IllegalArgumentException.class, () -> SamlConnection.change(other));
    }

    /** Published first, used later: the identity provider must have the key before it sees a signature by it. */
    @Test
    void signingKeys_rollingOver_publishesBothAndSignsByTheFirst() {
        ConnectionRecord one =
                SamlFixture.connection().signingKey(SamlFixture.OURS).build();
        ConnectionRecord two =
                SamlConnection.change(one).signingKey(SamlFixture.OUR_NEXT).build();
        ConnectionRecord three = SamlConnection.change(two).retireSigningKey().build();

        assertEquals(List.of(SamlFixture.OURS.certificate()), published(one, "signing"));
        assertEquals(
                List.of(SamlFixture.OURS.certificate(), SamlFixture.OUR_NEXT.certificate()), published(two, "signing"));
        assertEquals(SamlFixture.OURS.certificate(), signs(two));
        assertEquals(List.of(SamlFixture.OUR_NEXT.certificate()), published(three, "signing"));
        assertEquals(SamlFixture.OUR_NEXT.certificate(), signs(three));
    }

    private static X509Certificate signs(ConnectionRecord record) {
        return SamlFixture.open(record)
                .serviceProvider()
                .signingKey()
                .orElseThrow()
                .certificate();
    }

    @Test
    void decryptionKeys_rollingOver_decryptsByBoth() {
        ConnectionRecord two = SamlFixture.connection()
                .decryptionKey(SamlFixture.OURS)
                .decryptionKey(SamlFixture.OUR_NEXT)
                .build();
        ConnectionRecord one = SamlConnection.change(two).retireDecryptionKey().build();

        assertEquals(
                List.of(SamlFixture.OURS.privateKey(), SamlFixture.OUR_NEXT.privateKey()),
                SamlFixture.open(two).serviceProvider().decryptionKeys());
        assertEquals(
                List.of(SamlFixture.OUR_NEXT.privateKey()),
                SamlFixture.open(one).serviceProvider().decryptionKeys());
        assertThrows(
                IllegalStateException.class, () -> SamlConnection.change(one).retireDecryptionKey());
        assertThrows(
                IllegalStateException.class, () -> SamlConnection.change(one).retireSigningKey());
    }

    @Test
    void keys_moreThanFour_areRefused() {
        SamlConnection.Builder many = SamlFixture.connection();
        for (int i = 0; i < 5; i++) {
            many.decryptionKey(SamlFixture.OURS);
        }
        ConnectionRecord record = many.build();

        assertThrows(IllegalArgumentException.class, () -> SamlFixture.open(record));
    }

    @Test
    void metadata_ofAConnection_saysWhoWeAre() {
        ConnectionRecord record = SamlFixture.connection()
                .signingKey(SamlFixture.OURS)
                .decryptionKey(SamlFixture.OUR_NEXT)
                .nameIdFormat(IdentityMapping.PERSISTENT)
                .build();
        HttpResponse response = SamlFixture.open(record).metadata().orElseThrow();
        Element entity = parsed(response);
        Element role = (Element) entity.getFirstChild();
        Element consumer = (Element) role.getLastChild();

        assertEquals(
                Optional.of("application/samlmetadata+xml"), response.headers().first("Content-Type"));
        assertEquals(SamlFixture.ENTITY_ID, entity.getAttribute("entityID"));
        assertEquals("SPSSODescriptor", role.getLocalName());
        assertEquals("true", role.getAttribute("AuthnRequestsSigned"));
        assertEquals("true", role.getAttribute("WantAssertionsSigned"));
        assertEquals(XmlNames.SAMLP, role.getAttribute("protocolSupportEnumeration"));
        assertEquals("AssertionConsumerService", consumer.getLocalName());
        assertEquals("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", consumer.getAttribute("Binding"));
        assertEquals(SamlFixture.CONSUMER, consumer.getAttribute("Location"));
        assertEquals(IdentityMapping.PERSISTENT, consumer.getPreviousSibling().getTextContent());
        assertEquals(List.of(SamlFixture.OURS.certificate()), published(record, "signing"));
        assertEquals(List.of(SamlFixture.OUR_NEXT.certificate()), published(record, "encryption"));
    }

    @Test
    void metadata_methods_offerCbcOnlyWhereItIsTaken() {
        SamlConnection.Builder connection = SamlFixture.connection().decryptionKey(SamlFixture.OURS);
        List<String> strict = methods(connection.build());
        List<String> lax = methods(connection.allow(SamlLaxity.CBC).build());

        assertEquals("http://www.w3.org/2009/xmlenc11#aes256-gcm", strict.get(0));
        assertTrue(strict.stream().noneMatch(method -> method.endsWith("cbc")));
        assertTrue(lax.contains("http://www.w3.org/2001/04/xmlenc#aes256-cbc"));
    }

    private static List<String> methods(ConnectionRecord record) {
        NodeList found = parsed(SamlFixture.open(record).metadata().orElseThrow())
                .getElementsByTagNameNS(XmlTree.METADATA, "EncryptionMethod");
        List<String> methods = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            methods.add(((Element) found.item(i)).getAttribute("Algorithm"));
        }
        return methods;
    }

    private static List<X509Certificate> published(ConnectionRecord record, String use) {
        NodeList found = parsed(SamlFixture.open(record).metadata().orElseThrow())
                .getElementsByTagNameNS(XmlTree.METADATA, "KeyDescriptor");
        List<X509Certificate> certificates = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element descriptor = (Element) found.item(i);
            if (descriptor.getAttribute("use").equals(use)) {
                certificates.add(Certificates.parse(descriptor.getFirstChild().getTextContent()));
            }
        }
        return certificates;
    }

    private static Element parsed(HttpResponse response) {
        return MetadataXml.parse(new String(response.body(), StandardCharsets.UTF_8));
    }
}
