package io.orgauth.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The few forms that an encrypted assertion may have: the data, and one key, inside it or beside it, both with their octets in
 * place. References to octets elsewhere, transforms, and keys found by looking around are what engines were attacked with, before
 * anything was authenticated.
 *
 * @param data the {@code xenc:EncryptedData}
 * @param key the {@code xenc:EncryptedKey}
 */
record EncryptionShape(Element data, Element key) {
    private static final Set<String> DATA_OUTLINES =
            Set.of("xenc:EncryptionMethod ds:KeyInfo xenc:CipherData", "xenc:EncryptionMethod xenc:CipherData");
    private static final Set<String> KEY_OUTLINES = Set.of(
            "xenc:EncryptionMethod xenc:CipherData",
            "xenc:EncryptionMethod ds:KeyInfo xenc:CipherData",
            "xenc:EncryptionMethod xenc:CipherData xenc:ReferenceList",
            "xenc:EncryptionMethod ds:KeyInfo xenc:CipherData xenc:ReferenceList");
    private static final Set<String> KEY_METHODS =
            Set.of("", "ds:DigestMethod", "xenc11:MGF", "ds:DigestMethod xenc11:MGF", "xenc11:MGF ds:DigestMethod");
    // By which our key is found, where there are several. We have few, and try them.
    private static final Set<String> KEY_HINTS =
            Set.of("ds:X509Data", "ds:KeyName", "ds:KeyValue", "?:SecurityTokenReference");
    // Each with the bytes of its keys.
    private static final Map<String, Integer> GCM = Map.of(
            XmlNames.XENC11 + "aes128-gcm", 16, XmlNames.XENC11 + "aes192-gcm", 24, XmlNames.XENC11 + "aes256-gcm", 32);
    private static final Map<String, Integer> CBC = Map.of(
            XmlNames.XENC + "aes128-cbc", 16, XmlNames.XENC + "aes192-cbc", 24, XmlNames.XENC + "aes256-cbc", 32);
    private static final Set<String> TRANSPORTS =
            Set.of(XmlNames.XENC + "rsa-oaep-mgf1p", XmlNames.XENC11 + "rsa-oaep");

    /** The parts, if they are all there and nothing else is. */
    static Optional<EncryptionShape> of(Element encryptedAssertion) {
        Optional<Element> data = Elements.child(encryptedAssertion, XmlNames.XENC, "EncryptedData")
                .filter(EncryptionShape::isPlainData);
        return switch (Elements.outline(encryptedAssertion)) {
            case "xenc:EncryptedData" -> data.flatMap(EncryptionShape::withKeyInside);
            case "xenc:EncryptedData xenc:EncryptedKey" ->
                data.flatMap(known -> withKeyBeside(known, encryptedAssertion));
            default -> Optional.empty();
        };
    }

    String dataAlgorithm() {
        return algorithm(data).orElse("");
    }

    String transportAlgorithm() {
        return algorithm(key).orElse("");
    }

    /** Whether the algorithm notices changes; CBC does not, so that what it gives must be proven otherwise. */
    boolean isCbc() {
        return CBC.containsKey(dataAlgorithm());
    }

    /** Whether both algorithms are ones that the policy lets count. */
    boolean isAllowed(ResponsePolicy policy) {
        return TRANSPORTS.contains(transportAlgorithm())
                && (GCM.containsKey(dataAlgorithm()) || (policy.cbc() && isCbc()));
    }

    /** How many bytes the data's key has. */
    int keyBytes() {
        return CBC.getOrDefault(dataAlgorithm(), GCM.getOrDefault(dataAlgorithm(), 0));
    }

    private static Optional<EncryptionShape> withKeyInside(Element data) {
        return Elements.child(data, XmlNames.DS, "KeyInfo")
                .filter(EncryptionShape::isKeyWithHints)
                .flatMap(info -> Elements.child(info, XmlNames.XENC, "EncryptedKey"))
                .filter(key -> isPlainKey(key, data))
                .map(key -> new EncryptionShape(data, key));
    }

    private static boolean isKeyWithHints(Element info) {
        List<String> names = new ArrayList<>();
        Elements.children(info).forEach(child -> names.add(Elements.name(child)));
        names.removeIf(KEY_HINTS::contains);
        return names.equals(List.of("xenc:EncryptedKey"));
    }

    private static Optional<EncryptionShape> withKeyBeside(Element data, Element parent) {
        return Elements.child(parent, XmlNames.XENC, "EncryptedKey")
                .filter(key -> isPlainKey(key, data))
                .filter(key -> Elements.child(data, XmlNames.DS, "KeyInfo")
                        .filter(info -> !pointsTo(info, key))
                        .isEmpty())
                .map(key -> new EncryptionShape(data, key));
    }

    /** A pointer to the key that stands beside is no more than a comment: nobody follows it. */
    private static boolean pointsTo(Element info, Element key) {
        return Elements.outline(info).isEmpty()
                || (Elements.outline(info).equals("ds:RetrievalMethod")
                        && Elements.child(info, XmlNames.DS, "RetrievalMethod")
                                .filter(method -> Elements.outline(method).isEmpty())
                                .filter(method -> refers(method, key))
                                .isPresent());
    }

    private static boolean refers(Element reference, Element target) {
        Optional<String> uri = Elements.attribute(reference, "URI");
        return uri.isPresent() && uri.equals(Elements.attribute(target, "Id").map(id -> "#" + id));
    }

    private static boolean isPlainData(Element data) {
        return DATA_OUTLINES.contains(Elements.outline(data))
                && hasOutline(data, XmlNames.XENC, "EncryptionMethod", Set.of("", "xenc:KeySize"))
                && hasOctetsInPlace(data)
                && Elements.attribute(data, "Type")
                        .filter(type -> !type.equals(XmlNames.XENC + "Element"))
                        .isEmpty();
    }

    private static boolean isPlainKey(Element key, Element data) {
        return KEY_OUTLINES.contains(Elements.outline(key))
                && hasOutline(key, XmlNames.XENC, "EncryptionMethod", KEY_METHODS)
                && hasOctetsInPlace(key)
                && Elements.child(key, XmlNames.DS, "KeyInfo")
                        .filter(info -> !Elements.children(info).stream()
                                .map(Elements::name)
                                .allMatch(KEY_HINTS::contains))
                        .isEmpty()
                && Elements.child(key, XmlNames.XENC, "ReferenceList")
                        .filter(list -> !isListOf(list, data))
                        .isEmpty();
    }

    private static boolean isListOf(Element list, Element data) {
        return Elements.outline(list).equals("xenc:DataReference")
                && Elements.child(list, XmlNames.XENC, "DataReference")
                        .filter(reference -> Elements.outline(reference).isEmpty())
                        .filter(reference -> refers(reference, data))
                        .isPresent();
    }

    private static boolean hasOctetsInPlace(Element parent) {
        return Elements.child(parent, XmlNames.XENC, "CipherData")
                .filter(cipher -> Elements.outline(cipher).equals("xenc:CipherValue"))
                .filter(cipher -> hasOutline(cipher, XmlNames.XENC, "CipherValue", Set.of("")))
                .isPresent();
    }

    private static boolean hasOutline(Element parent, String namespace, String name, Set<String> outlines) {
        return Elements.child(parent, namespace, name)
                .filter(child -> outlines.contains(Elements.outline(child)))
                .isPresent();
    }

    private static Optional<String> algorithm(Element parent) {
        return Elements.child(parent, XmlNames.XENC, "EncryptionMethod")
                .flatMap(method -> Elements.attribute(method, "Algorithm"));
    }
}
