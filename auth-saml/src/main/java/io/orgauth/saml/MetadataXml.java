package io.orgauth.saml;

import java.nio.charset.StandardCharsets;
import org.w3c.dom.Element;

/** Parses documents that administrators give, by the limits of responses but for the size. */
final class MetadataXml {
    private static final int MOST_ELEMENTS = 20_000;

    private MetadataXml() {}

    /** The root; IllegalArgumentException if it is no such document. */
    static Element parse(String xml) {
        byte[] bytes = withoutMark(xml).getBytes(StandardCharsets.UTF_8);
        try {
            return new StrictXml(MetadataReader.MOST_BYTES, MOST_ELEMENTS)
                    .parse(bytes)
                    .getDocumentElement();
        } catch (XmlRefusedException e) {
            throw MetadataReader.refused(e.getMessage() + "; give the one identity provider's file as it is");
        }
    }

    /** Editors put a byte order mark before what they save. */
    private static String withoutMark(String xml) {
        return xml.startsWith("\ufeff") ? xml.substring(1) : xml;
    }
}
