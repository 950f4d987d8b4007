package io.orgauth.saml;

import io.orgauth.InvalidCredentialException;
import io.orgauth.saml.Trail.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.w3c.dom.Document;

/** From what came to one document (Bindings, 3.5.4). Thread-safe. */
final class MessageReader {
    private static final String FIX = "whoever sent it: no identity provider writes this";

    private final StrictXml xml = StrictXml.ofResponses();

    /** The document in a message: base64, or XML if it begins like it. */
    Document document(String message, Trail trail) {
        // Base64 takes 4 characters for 3 bytes, and some break lines.
        int longest = xml.mostBytes() + xml.mostBytes() / 2;
        if (message.length() > longest) {
            throw trail.stop(
                    "document",
                    SamlReason.RESPONSE_TOO_LARGE,
                    new Words("at most " + longest + " characters", String.valueOf(message.length()), FIX));
        }
        byte[] octets = message.startsWith("<") ? message.getBytes(StandardCharsets.UTF_8) : decoded(message, trail);
        return document(octets, trail);
    }

    /** The document in these octets, which may have been decrypted. */
    Document document(byte[] utf8, Trail trail) {
        try {
            Document document = xml.parse(utf8);
            trail.check(
                    "document",
                    SamlReason.RESPONSE_NOT_XML,
                    true,
                    () -> new Words("one bounded XML document", utf8.length + " bytes of it", FIX));
            return document;
        } catch (XmlRefusedException e) {
            throw refused(e, trail);
        }
    }

    private static InvalidCredentialException refused(XmlRefusedException e, Trail trail) {
        return trail.stop("document", e.reason(), new Words(e.expected(), e.got(), FIX));
    }

    private static byte[] decoded(String message, Trail trail) {
        try {
            // What is beyond Latin-1 becomes a question mark, which is no base64 either.
            return Base64.getDecoder().decode(withoutSpace(message.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            throw trail.stop(
                    "document", SamlReason.RESPONSE_NOT_BASE64, new Words("strict base64", "something else", FIX));
        }
    }

    private static byte[] withoutSpace(byte[] text) {
        int kept = 0;
        for (int i = 0; i < text.length; i++) {
            if (!Elements.isSpace((char) text[i])) {
                text[kept++] = text[i];
            }
        }
        return kept == text.length ? text : Arrays.copyOf(text, kept);
    }
}
