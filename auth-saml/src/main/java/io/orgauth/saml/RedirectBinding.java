package io.orgauth.saml;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.Deflater;

/** The HTTP-Redirect binding (SAML 2.0 bindings, 3.4): a message in the query of a URL. */
final class RedirectBinding {
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private RedirectBinding() {}

    /**
     * The URL to send the browser to.
     *
     * @param destination where to, with a query of its own or without
     * @param further what the provider wants beside the message; the signature does not cover it
     */
    static URI url(
            URI destination,
            String xml,
            String relayState,
            Optional<ServiceProviderKey> signedBy,
            Map<String, String> further) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("SAMLRequest", Base64.getEncoder().encodeToString(deflated(xml)));
        parameters.put("RelayState", relayState);
        String query = signedBy.map(key -> signed(parameters, key)).orElseGet(() -> encoded(parameters));
        String rest = further.isEmpty() ? "" : "&" + encoded(further);
        String before = destination.toString() + (destination.getRawQuery() == null ? "?" : "&");
        return URI.create(before + query + rest);
    }

    /** The signature is over the query exactly as it is sent, in this order (3.4.4.1). */
    private static String signed(Map<String, String> parameters, ServiceProviderKey key) {
        parameters.put("SigAlg", RSA_SHA256);
        String covered = encoded(parameters);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.privateKey());
            signature.update(covered.getBytes(StandardCharsets.US_ASCII));
            String value = Base64.getEncoder().encodeToString(signature.sign());
            return covered + "&" + encoded(Map.of("Signature", value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an RSA key of ours signs", e);
        }
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Raw DEFLATE, without the header of zlib (3.4.4.1). */
    private static byte[] deflated(String xml) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(xml.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
