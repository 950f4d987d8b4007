package io.orgauth.testkit;

import io.orgauth.sso.LoginStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.w3c.dom.Element;

/** Reads an AuthnRequest as it comes by Redirect (SAML bindings 3.4) or by POST (3.5). */
final class AuthnRequestReader {
    private static final int MAX_BYTES = 64 * 1_024;

    private AuthnRequestReader() {}

    static SamlRequest read(LoginStep step) {
        if (step instanceof LoginStep.PostForm form) {
            return posted(Optional.ofNullable(form.fields().get("SAMLRequest")).orElseThrow(AuthnRequestReader::none));
        }
        LoginStep.Redirect redirect = (LoginStep.Redirect) step;
        Map<String, String> query = Query.of(redirect.location());
        return redirected(Optional.ofNullable(query.get("SAMLRequest")).orElseThrow(AuthnRequestReader::none));
    }

    static SamlRequest posted(String base64) {
        return request(decoded(base64));
    }

    static SamlRequest redirected(String base64) {
        Inflater raw = new Inflater(true);
        try (InputStream inflated = new InflaterInputStream(new ByteArrayInputStream(decoded(base64)), raw)) {
            return request(inflated.readNBytes(MAX_BYTES));
        } catch (IOException e) {
            throw new IllegalArgumentException("SAMLRequest is not deflated", e);
        } finally {
            raw.end();
        }
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    }

    private static SamlRequest request(byte[] xml) {
        Element request = Xml.parse(xml).getDocumentElement();
        if (!Saml.PROTOCOL.equals(request.getNamespaceURI()) || !"AuthnRequest".equals(request.getLocalName())) {
            throw new IllegalArgumentException("SAMLRequest is no AuthnRequest");
        }
        String issuer = Xml.child(request, Saml.ASSERTION, "Issuer").getTextContent();
        return new SamlRequest(
                Optional.of(request.getAttribute("ID")),
                issuer,
                request.getAttribute("AssertionConsumerServiceURL"),
                "true".equals(request.getAttribute("ForceAuthn")));
    }

    private static IllegalArgumentException none() {
        return new IllegalArgumentException("the step has no SAMLRequest: it must come from a SAML connection's start");
    }
}
