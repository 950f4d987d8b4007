package io.orgauth.testkit;

import java.util.List;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;

/**
 * How a signature looks.
 *
 * @param method the SignatureMethod's URI
 * @param digest the DigestMethod's URI
 * @param inclusivePrefixes prefixes of InclusiveNamespaces
 * @param keyInfo whether the certificate comes along
 */
record SignatureStyle(String method, String digest, List<String> inclusivePrefixes, boolean keyInfo) {
    static final SignatureStyle USUAL =
            new SignatureStyle(SignatureMethod.RSA_SHA256, DigestMethod.SHA256, List.of(), true);

    SignatureStyle including(String prefix) {
        return new SignatureStyle(method, digest, List.of(prefix), keyInfo);
    }

    SignatureStyle withoutKeyInfo() {
        return new SignatureStyle(method, digest, inclusivePrefixes, false);
    }

    SignatureStyle method(String uri) {
        return new SignatureStyle(uri, digest, inclusivePrefixes, keyInfo);
    }

    SignatureStyle digest(String uri) {
        return new SignatureStyle(method, uri, inclusivePrefixes, keyInfo);
    }
}
