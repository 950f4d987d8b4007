package io.orgauth.testkit;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;

/** Writes an identity provider's metadata (SAML metadata 2.4.3). */
final class SamlMetadata {
    private SamlMetadata() {}

    static String write(SamlStyle style, String ssoUrl, List<X509Certificate> certificates) {
        Element entity = Xml.add(Xml.newDocument(), Saml.METADATA, "md:EntityDescriptor");
        Xml.declare(entity, "md", Saml.METADATA);
        Xml.declare(entity, "ds", Saml.SIGNATURE);
        entity.setAttribute("entityID", style.entityId());
        Element role = Xml.add(entity, Saml.METADATA, "md:IDPSSODescriptor");
        role.setAttribute("WantAuthnRequestsSigned", "false");
        role.setAttribute("protocolSupportEnumeration", Saml.PROTOCOL);
        certificates.forEach(certificate -> keyDescriptor(role, certificate));
        Xml.addText(role, Saml.METADATA, "md:NameIDFormat", style.nameIdFormat());
        for (String binding : List.of(Saml.REDIRECT, Saml.POST)) {
            Element service = Xml.add(role, Saml.METADATA, "md:SingleSignOnService");
            service.setAttribute("Binding", binding);
            service.setAttribute("Location", ssoUrl);
        }
        return Xml.write(entity);
    }

    private static void keyDescriptor(Element role, X509Certificate certificate) {
        Element key = Xml.add(role, Saml.METADATA, "md:KeyDescriptor");
        key.setAttribute("use", "signing");
        Element data = Xml.add(Xml.add(key, Saml.SIGNATURE, "ds:KeyInfo"), Saml.SIGNATURE, "ds:X509Data");
        Xml.addText(data, Saml.SIGNATURE, "ds:X509Certificate", text(certificate));
    }

    private static String text(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
