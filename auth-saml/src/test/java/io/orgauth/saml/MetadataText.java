package io.orgauth.saml;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/** An identity provider's metadata as text, good unless something of it is changed. Immutable. */
final class MetadataText {
    private static final String DOCUMENT = """
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="m1" entityID="ENTITY"EXPIRY>
              <!-- people write comments -->
              <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"WANTS>
            KEYS
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="https://idp.acme.example/soap"/>
            SERVICES
              </md:IDPSSODescriptor>
            </md:EntityDescriptor>
            """;

    private final String entityId;
    private final String attributes;
    private final String wants;
    private final List<String> keys;
    private final List<String> services;

    private MetadataText(String entityId, String attributes, String wants, List<String> keys, List<String> services) {
        this.entityId = entityId;
        this.attributes = attributes;
        this.wants = wants;
        this.keys = keys;
        this.services = services;
    }

    /** One key, and the HTTP-Redirect binding. */
    static MetadataText good() {
        return new MetadataText(SamlFixture.IDP, "", "", List.of(), List.of())
                .key(" use=\"signing\"", SamlFixture.THEIRS)
                .service("HTTP-Redirect", SamlFixture.SIGN_IN);
    }

    static MetadataText empty() {
        return new MetadataText(SamlFixture.IDP, "", "", List.of(), List.of());
    }

    MetadataText entity(String id) {
        return new MetadataText(id, attributes, wants, keys, services);
    }

    MetadataText expiry(String time) {
        return new MetadataText(entityId, " validUntil=\"" + time + "\"", wants, keys, services);
    }

    MetadataText wantsSignedRequests(String value) {
        return new MetadataText(entityId, attributes, " WantAuthnRequestsSigned=\"" + value + "\"", keys, services);
    }

    MetadataText key(String use, ServiceProviderKey key) {
        return keyText(use, Certificates.base64(key.certificate()));
    }

    MetadataText keyText(String use, String certificate) {
        return rawKey("<md:KeyDescriptor" + use + "><ds:KeyInfo><ds:X509Data><ds:X509Certificate>" + certificate
                + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>");
    }

    MetadataText rawKey(String descriptor) {
        return new MetadataText(entityId, attributes, wants, with(keys, descriptor), services);
    }

    MetadataText service(String binding, String location) {
        String service = "<md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:" + binding
                + "\" Location=\"" + location + "\"/>";
        return new MetadataText(entityId, attributes, wants, keys, with(services, service));
    }

    private static List<String> with(List<String> list, String more) {
        List<String> all = new ArrayList<>(list);
        all.add(more);
        return List.copyOf(all);
    }

    String xml() {
        return DOCUMENT.replace("ENTITY", entityId)
                .replace("EXPIRY", attributes)
                .replace("WANTS", wants)
                .replace("KEYS", String.join("\n", keys))
                .replace("SERVICES", String.join("\n", services));
    }

    IdentityProviderMetadata parsed() {
        return IdentityProviderMetadata.parse(xml());
    }

    /** Signed as a whole. */
    String signedBy(ServiceProviderKey key) {
        return signed(MetadataXml.parse(xml()), key);
    }

    static String signed(Element root, ServiceProviderKey key) {
        XmlSigner.sign(root, key);
        return XmlTree.of(root).write();
    }
}
