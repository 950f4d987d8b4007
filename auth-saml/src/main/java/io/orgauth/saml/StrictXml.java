package io.orgauth.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Bytes to one DOM: UTF-8, no DOCTYPE and so no entities, nothing fetched, bounded in size, elements, depth and attributes before
 * the tree is made. Comments and processing instructions stay in the tree, for whoever must refuse them. Thread-safe.
 */
final class StrictXml {
    private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";
    private static final String FEATURES = "http://apache.org/xml/features/";
    private static final int POOLED = 16;

    private final int mostBytes;
    private final int mostElements;
    private final DocumentBuilderFactory factory;
    // A new builder costs more than most parses.
    private final Queue<DocumentBuilder> idle = new ArrayBlockingQueue<>(POOLED);

    StrictXml(int mostBytes, int mostElements) {
        this.mostBytes = mostBytes;
        this.mostElements = mostElements;
        this.factory = hardened();
    }

    /** For responses: the genuine ones have 5 to 30 KB, 100 elements or so, and are 9 deep. */
    static StrictXml ofResponses() {
        return new StrictXml(256 * 1024, 5_000);
    }

    int mostBytes() {
        return mostBytes;
    }

    /** The document in these bytes. */
    Document parse(byte[] utf8) throws XmlRefusedException {
        requireBounds(utf8);
        Document document = read(utf8);
        String declared = document.getXmlEncoding();
        // We read UTF-8 whatever is declared; what declares otherwise would be another text to its sender.
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw new XmlRefusedException(
                    SamlReason.RESPONSE_NOT_XML, "XML in UTF-8", "a declaration of " + Shown.text(declared));
        }
        return document;
    }

    /** Counts before anything is built: an element takes one angle bracket to open and one to close. */
    private void requireBounds(byte[] utf8) throws XmlRefusedException {
        if (utf8.length > mostBytes) {
            throw new XmlRefusedException(
                    SamlReason.RESPONSE_TOO_LARGE, "at most " + mostBytes + " bytes", String.valueOf(utf8.length));
        }
        int brackets = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == '<') {
                brackets++;
                if (i + 2 < utf8.length && utf8[i + 1] == '!' && (utf8[i + 2] == 'D' || utf8[i + 2] == 'E')) {
                    throw new XmlRefusedException(SamlReason.RESPONSE_HAS_DOCTYPE, "no DOCTYPE", "one");
                }
            }
        }
        if (brackets > 2 * mostElements) {
            throw new XmlRefusedException(
                    SamlReason.RESPONSE_TOO_COMPLEX, "at most " + mostElements + " elements", "more");
        }
    }

    private Document read(byte[] utf8) throws XmlRefusedException {
        try {
            DocumentBuilder pooled = idle.poll();
            DocumentBuilder builder = pooled == null ? factory.newDocumentBuilder() : pooled;
            builder.setErrorHandler(Silent.INSTANCE);
            InputSource source = new InputSource(new ByteArrayInputStream(utf8));
            source.setEncoding("UTF-8");
            Document document = builder.parse(source);
            // Only after success: what a refused document left in the parser is not to be known.
            builder.reset();
            idle.offer(builder);
            return document;
        } catch (SAXException | IOException e) {
            throw refused(e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a protection: use an unmodified JDK", e);
        }
    }

    private static XmlRefusedException refused(Exception e) {
        // The JDK's own code for a limit; nothing but the reason depends on it.
        if (String.valueOf(e.getMessage()).contains("JAXP0001")) {
            return new XmlRefusedException(
                    SamlReason.RESPONSE_TOO_COMPLEX, "at most 100 levels and 64 attributes each", "more");
        }
        return new XmlRefusedException(
                SamlReason.RESPONSE_NOT_XML, "one well-formed XML document in UTF-8", "something else");
    }

    private static DocumentBuilderFactory hardened() {
        // The JDK's own, whatever parser lies on the class path: the limits below are its.
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(FEATURES + "disallow-doctype-decl", true);
            factory.setFeature(FEATURES + "dom/defer-node-expansion", false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser lacks a protection: use an unmodified JDK", e);
        }
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute(LIMITS + "maxElementDepth", "100");
        factory.setAttribute(LIMITS + "elementAttributeLimit", "64");
        factory.setXIncludeAware(false);
        factory.setCoalescing(true);
        return factory;
    }

    /** The JDK's default writes what it refuses to the console. */
    private enum Silent implements ErrorHandler {
        INSTANCE;

        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
