package io.orgauth.saml;

import io.orgauth.http.HttpResponse;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.SsoContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ourselves, as one identity provider sees us: each connection has an entity id and an address of its own, so that an answer of one
 * can't be passed off as another's. Of several keys the first signs and all decrypt; all are published. Immutable and thread-safe.
 */
final class ServiceProvider {
    static final String SIGNING_KEYS = "signing_keys";
    static final String DECRYPTION_KEYS = "decryption_keys";

    private static final int MOST_KEYS = 4;

    private final String entityId;
    private final URI consumer;
    private final List<ServiceProviderKey> signing;
    private final List<ServiceProviderKey> decryption;

    private ServiceProvider(
            String entityId, URI consumer, List<ServiceProviderKey> signing, List<ServiceProviderKey> decryption) {
        this.entityId = entityId;
        this.consumer = consumer;
        this.signing = signing;
        this.decryption = decryption;
    }

    /** Ourselves for this connection; IllegalArgumentException if its keys can't be read. */
    static ServiceProvider of(ConnectionRecord record, SsoContext context) {
        return new ServiceProvider(
                context.metadata(record.id()).toString(),
                context.callback(record.id()),
                keys(record, SIGNING_KEYS),
                keys(record, DECRYPTION_KEYS));
    }

    static List<ServiceProviderKey> keys(ConnectionRecord record, String secret) {
        List<ServiceProviderKey> keys =
                record.secret(secret).map(ServiceProviderKey::all).orElse(List.of());
        if (keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException(
                    "\"" + secret + "\" holds more than " + MOST_KEYS + " keys, remove old ones");
        }
        return keys;
    }

    /** What is an audience for us. */
    String entityId() {
        return entityId;
    }

    /** The assertion consumer service. */
    URI consumer() {
        return consumer;
    }

    /** The key that signs now. */
    Optional<ServiceProviderKey> signingKey() {
        return signing.stream().findFirst();
    }

    List<ServiceProviderKey> allKeys() {
        return Stream.concat(signing.stream(), decryption.stream()).toList();
    }

    List<PrivateKey> decryptionKeys() {
        return decryption.stream().map(ServiceProviderKey::privateKey).toList();
    }

    /** Our metadata (SAML 2.0 Metadata, 2.4.4). */
    HttpResponse metadata(SamlSettings settings) {
        XmlTree entity = XmlTree.root("md:EntityDescriptor", "md", "ds").attribute("entityID", entityId);
        XmlTree role = entity.child("md:SPSSODescriptor")
                .attribute(
                        "AuthnRequestsSigned", String.valueOf(settings.request().signed()))
                .attribute("WantAssertionsSigned", "true")
                .attribute("protocolSupportEnumeration", XmlNames.SAMLP);
        signing.forEach(key -> addKey(role, "signing", key));
        decryption.forEach(key -> addEncryption(addKey(role, "encryption", key), settings));
        settings.request()
                .nameIdFormat()
                .ifPresent(format -> role.child("md:NameIDFormat").text(format));
        role.child("md:AssertionConsumerService")
                .attribute("Binding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST")
                .attribute("Location", consumer.toString())
                .attribute("index", "0")
                .attribute("isDefault", "true");
        return HttpResponse.of(
                        200, "application/samlmetadata+xml", entity.write().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "max-age=300");
    }

    private static XmlTree addKey(XmlTree role, String use, ServiceProviderKey key) {
        XmlTree descriptor = role.child("md:KeyDescriptor").attribute("use", use);
        descriptor
                .child("ds:KeyInfo")
                .child("ds:X509Data")
                .child("ds:X509Certificate")
                .text(Certificates.base64(key.certificate()));
        return descriptor;
    }

    /** What notices changes first; the other only if we take it. */
    private static void addEncryption(XmlTree descriptor, SamlSettings settings) {
        addMethod(descriptor, XmlNames.XENC11 + "aes256-gcm");
        addMethod(descriptor, XmlNames.XENC11 + "aes128-gcm");
        if (settings.allows(SamlLaxity.CBC)) {
            addMethod(descriptor, XmlNames.XENC + "aes256-cbc");
        }
        addMethod(descriptor, XmlNames.XENC + "rsa-oaep-mgf1p");
    }

    private static void addMethod(XmlTree descriptor, String algorithm) {
        descriptor.child("md:EncryptionMethod").attribute("Algorithm", algorithm);
    }
}
