package io.orgauth.saml;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads metadata documents (SAML 2.0 Metadata, 2.3 and 2.4.3), by direct children only. */
final class MetadataReader {
    /** Those of ADFS with all its claims are 70 KB; lists of whole federations are no business of ours. */
    static final int MOST_BYTES = 1 << 20;

    private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
    private static final String POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

    private MetadataReader() {}

    static IdentityProviderMetadata read(String xml, Optional<String> entityId) {
        Element root = MetadataXml.parse(xml);
        List<Element> providers = entities(root)
                .filter(entity -> roles(entity).findAny().isPresent())
                .filter(entity ->
                        entityId.map(entity.getAttribute("entityID")::equals).orElse(true))
                .toList();
        Element entity = only(providers, entityId.isPresent());
        return new IdentityProviderMetadata(parts(entity), Optional.of(new SignedDocument(root)));
    }

    /** Two entities of one id would be two sets of keys for one name, and the wrong one may win. */
    private static Element only(List<Element> providers, boolean chosen) {
        if (providers.size() == 1) {
            return providers.get(0);
        }
        if (providers.isEmpty()) {
            throw refused(
                    chosen
                            ? "it does not describe the identity provider of that entityID"
                            : "it describes no SAML 2.0 identity provider, take the identity provider's metadata");
        }
        throw refused(
                chosen
                        ? "it describes that identity provider twice"
                        : "it describes " + providers.size() + " identity providers, say which by its entityID");
    }

    private static Stream<Element> entities(Element element) {
        if (Elements.is(element, XmlTree.METADATA, "EntityDescriptor")) {
            return Stream.of(element);
        }
        if (Elements.is(element, XmlTree.METADATA, "EntitiesDescriptor")) {
            return Elements.children(element).stream().flatMap(MetadataReader::entities);
        }
        return Stream.empty();
    }

    private static Stream<Element> roles(Element entity) {
        return children(entity, XmlTree.METADATA, "IDPSSODescriptor")
                .filter(role -> Arrays.asList(role.getAttribute("protocolSupportEnumeration")
                                .strip()
                                .split("\\s+"))
                        .contains(XmlNames.SAMLP));
    }

    private static IdentityProviderMetadata.Parts parts(Element entity) {
        List<Element> roles = roles(entity).toList();
        if (roles.size() > 1) {
            throw refused("the identity provider has several SAML 2.0 roles");
        }
        Element role = roles.get(0);
        return new IdentityProviderMetadata.Parts(
                entity.getAttribute("entityID"),
                signInUrl(role, REDIRECT),
                signInUrl(role, POST),
                signingCertificates(role),
                List.of("true", "1")
                        .contains(role.getAttribute("WantAuthnRequestsSigned").strip()),
                validUntil(role));
    }

    private static Optional<URI> signInUrl(Element role, String binding) {
        return children(role, XmlTree.METADATA, "SingleSignOnService")
                .filter(service -> service.getAttribute("Binding").strip().equals(binding))
                .map(service -> url(service.getAttribute("Location")))
                .findFirst();
    }

    static URI url(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a sign-in URL is malformed, copy it exactly");
        }
    }

    /** A key without a use serves both (2.4.1.1); to skip it would leave no key, which others took for "no check". */
    private static List<X509Certificate> signingCertificates(Element role) {
        return children(role, XmlTree.METADATA, "KeyDescriptor")
                .filter(key -> !key.getAttribute("use").equals("encryption"))
                .flatMap(key -> children(key, XmlNames.DS, "KeyInfo"))
                .flatMap(info -> children(info, XmlNames.DS, "X509Data"))
                .flatMap(data -> children(data, XmlNames.DS, "X509Certificate"))
                .map(certificate -> Certificates.parse(certificate.getTextContent()))
                .toList();
    }

    /** The earliest of the role and of all that it stands in. */
    private static Optional<Instant> validUntil(Element role) {
        List<Instant> times = new ArrayList<>();
        for (Node node = role; node instanceof Element element; node = node.getParentNode()) {
            if (element.hasAttribute("validUntil")) {
                times.add(time(element.getAttribute("validUntil")));
            }
        }
        return times.stream().min(Instant::compareTo);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw refused("\"validUntil\" is no time with a zone");
        }
    }

    private static Stream<Element> children(Element parent, String namespace, String name) {
        return Elements.children(parent, namespace, name).stream();
    }

    static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("the metadata can't be used: " + why);
    }
}
