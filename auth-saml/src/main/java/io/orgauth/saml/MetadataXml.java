package io.orgauth.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Parses metadata by the JDK's own parser: no document type, no entity, nothing fetched, bounded in size and depth. Comments are left
 * out, since people write them into such files.
 */
final class MetadataXml {
    private static final String DEEPEST = "100";
    private static final String MOST_ATTRIBUTES = "64";

    private MetadataXml() {}

    /** The root; IllegalArgumentException if it is no such document. */
    static Element parse(String xml) {
        byte[] bytes = withoutMark(xml).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MetadataReader.MOST_BYTES) {
            throw MetadataReader.refused("it is larger than 1 MiB, cut it down to the one identity provider");
        }
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw MetadataReader.refused("it is no XML document, or has a document type or too much in it;"
                    + " paste the whole file as it is");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser can be restricted", e);
        }
    }

    /** Editors put a byte order mark before what they save. */
    private static String withoutMark(String xml) {
        return xml.startsWith("\ufeff") ? xml.substring(1) : xml;
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", DEEPEST);
        factory.setAttribute("http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit", MOST_ATTRIBUTES);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setCoalescing(true);
        factory.setIgnoringComments(true);
        return factory;
    }

    /** The JDK's own handler writes to the standard error. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {
            // a warning is no error
        }

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
