package io.orgauth.saml;

import io.orgauth.saml.Trail.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The one form that a signature may have (Core, 5.4): enveloped, over the whole element that it is a child of, nothing left out.
 * Looked at before any cryptography, so that the engine meets nothing that it would have to interpret.
 */
final class SignatureShape {
    private static final Set<String> SIGNATURES =
            Set.of("ds:SignedInfo ds:SignatureValue", "ds:SignedInfo ds:SignatureValue ds:KeyInfo");
    private static final String SIGNED_INFO = "ds:CanonicalizationMethod ds:SignatureMethod ds:Reference";
    private static final Set<String> REFERENCES =
            Set.of("ds:Transforms ds:DigestMethod ds:DigestValue", "ds:DigestMethod ds:DigestValue");
    private static final Set<String> CANONICALIZATIONS = Set.of("", "ec:InclusiveNamespaces");

    private final Element signature;
    private final Element signedInfo;
    private final Element reference;

    private SignatureShape(Element signature, Element signedInfo, Element reference) {
        this.signature = signature;
        this.signedInfo = signedInfo;
        this.reference = reference;
    }

    /** The signature, if its structure is that form and it refers to the element it stands in. */
    static Optional<SignatureShape> of(Element signature, Element signed, Trail trail) {
        Optional<SignatureShape> shape = parts(signature);
        boolean wellFormed = trail.check(
                "signature_structure",
                SamlReason.SIGNATURE_MALFORMED,
                shape.isPresent(),
                () -> new Words(
                        "one signature with one reference and no object",
                        shape.isPresent() ? "that" : "others",
                        "the identity provider's maker: Core, 5.4"));
        return wellFormed ? shape.filter(known -> known.covers(signed, trail)) : Optional.empty();
    }

    Element signature() {
        return signature;
    }

    Optional<String> signatureMethod() {
        return algorithm(signedInfo, "SignatureMethod");
    }

    Optional<String> digestMethod() {
        return algorithm(reference, "DigestMethod");
    }

    private static Optional<SignatureShape> parts(Element signature) {
        if (!SIGNATURES.contains(Elements.outline(signature))) {
            return Optional.empty();
        }
        return Elements.child(signature, XmlNames.DS, "SignedInfo")
                .filter(info -> Elements.outline(info).equals(SIGNED_INFO))
                .filter(info -> hasNoChildren(info, "SignatureMethod"))
                .flatMap(info -> Elements.child(info, XmlNames.DS, "Reference")
                        .filter(SignatureShape::isPlainReference)
                        .filter(reference -> hasNoChildren(signature, "SignatureValue"))
                        .map(reference -> new SignatureShape(signature, info, reference)));
    }

    private static boolean isPlainReference(Element reference) {
        return REFERENCES.contains(Elements.outline(reference))
                && hasNoChildren(reference, "DigestMethod")
                && hasNoChildren(reference, "DigestValue")
                && Elements.attribute(reference, "Type").isEmpty();
    }

    private static boolean hasNoChildren(Element parent, String name) {
        return Elements.child(parent, XmlNames.DS, name)
                .filter(child -> Elements.outline(child).isEmpty())
                .isPresent();
    }

    private boolean covers(Element signed, Trail trail) {
        Optional<String> uri = Elements.attribute(reference, "URI");
        Optional<String> own = Elements.attribute(signed, "ID").map(id -> "#" + id);
        boolean same = trail.check(
                "signed_element",
                SamlReason.SIGNATURE_OF_OTHER_ELEMENT,
                own.isPresent() && own.equals(uri) && signature.getParentNode() == signed,
                () -> new Words(
                        "a reference to its own element, " + Shown.text(own),
                        Shown.text(uri),
                        "whoever sent it: this is how signatures are moved to what they do not cover"));
        return same
                && trail.check(
                        "transforms",
                        SamlReason.TRANSFORM_NOT_ALLOWED,
                        hasPlainTransforms(),
                        () -> new Words(
                                "enveloped-signature and exclusive canonicalization, without comments",
                                Shown.texts(transforms()),
                                "the identity provider's administrator: choose exclusive canonicalization"));
    }

    private boolean hasPlainTransforms() {
        return transforms().equals(List.of(XmlNames.ENVELOPED, XmlNames.EXC_C14N, XmlNames.EXC_C14N))
                && transformElements().stream().map(Elements::name).allMatch("ds:Transform"::equals)
                && Elements.outline(transformElements().get(0)).isEmpty()
                && CANONICALIZATIONS.contains(
                        Elements.outline(transformElements().get(1)))
                && Elements.child(signedInfo, XmlNames.DS, "CanonicalizationMethod")
                        .filter(method -> CANONICALIZATIONS.contains(Elements.outline(method)))
                        .isPresent();
    }

    /** The algorithms of the reference's transforms, and last that of the signature's own canonicalization. */
    private List<String> transforms() {
        List<String> algorithms = new ArrayList<>();
        transformElements()
                .forEach(transform -> algorithms.add(
                        Elements.attribute(transform, "Algorithm").orElse("")));
        algorithms.add(algorithm(signedInfo, "CanonicalizationMethod").orElse(""));
        return algorithms;
    }

    private List<Element> transformElements() {
        return Elements.child(reference, XmlNames.DS, "Transforms")
                .map(Elements::children)
                .orElse(List.of());
    }

    private static Optional<String> algorithm(Element parent, String name) {
        return Elements.child(parent, XmlNames.DS, name).flatMap(child -> Elements.attribute(child, "Algorithm"));
    }
}
