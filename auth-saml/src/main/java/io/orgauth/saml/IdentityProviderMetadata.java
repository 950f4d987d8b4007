package io.orgauth.saml;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.Fetcher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What an identity provider says of itself: who it is, where people sign in, and the keys that it signs with (SAML 2.0 Metadata,
 * 2.4.3).
 *
 * <pre>{@code
 * IdentityProviderMetadata okta = IdentityProviderMetadata.parse(metadataXml);
 * IdentityProviderMetadata adfs = IdentityProviderMetadata.of("http://adfs.acme.com/adfs/services/trust",
 *     "https://adfs.acme.com/adfs/ls/", certificates);
 * }</pre>
 *
 * <p>Only its certificates are trusted in answers, whatever an answer carries. Immutable and thread-safe.
 */
public final class IdentityProviderMetadata {
    /** Providers publish one or two, three while they roll over; each wrong one costs a verification. */
    static final int MOST_CERTIFICATES = 8;

    private static final int LONGEST_ENTITY_ID = 1024; // core, 8.3.6

    private final String entityId;
    private final Optional<URI> redirectUrl;
    private final Optional<URI> postUrl;
    private final List<X509Certificate> certificates;
    private final boolean wantsSignedRequests;
    private final Optional<Instant> validUntil;
    private final Optional<SignedDocument> document;

    IdentityProviderMetadata(Parts parts, Optional<SignedDocument> document) {
        this.entityId = requireEntityId(parts.entityId());
        this.redirectUrl = parts.redirectUrl().map(IdentityProviderMetadata::requireWebUrl);
        this.postUrl = parts.postUrl().map(IdentityProviderMetadata::requireWebUrl);
        this.certificates = List.copyOf(new LinkedHashSet<>(parts.certificates()));
        this.wantsSignedRequests = parts.wantsSignedRequests();
        this.validUntil = parts.validUntil();
        this.document = document;
        if (redirectUrl.isEmpty() && postUrl.isEmpty()) {
            throw new IllegalArgumentException("the metadata names no sign-in URL for the HTTP-Redirect or HTTP-POST"
                    + " binding, take the identity provider's metadata and not the service provider's");
        }
        if (certificates.isEmpty() || certificates.size() > MOST_CERTIFICATES) {
            throw new IllegalArgumentException("the metadata has " + certificates.size()
                    + " signing certificates, expected 1 to " + MOST_CERTIFICATES);
        }
        certificates.forEach(Certificates::requireUsableKey);
    }

    /** As it was read, unchecked. */
    record Parts(
            String entityId,
            Optional<URI> redirectUrl,
            Optional<URI> postUrl,
            List<X509Certificate> certificates,
            boolean wantsSignedRequests,
            Optional<Instant> validUntil) {}

    /**
     * An identity provider that gives no metadata document.
     *
     * @param entityId its entityID ("Issuer"), exactly
     * @param ssoUrl where people sign in, by the HTTP-Redirect binding
     * @param certificates what it signs with, 1 to 8
     * @return the metadata
     * @throws IllegalArgumentException if one of them can't be; the message names the fix
     */
    public static IdentityProviderMetadata of(String entityId, String ssoUrl, List<X509Certificate> certificates) {
        Parts parts = new Parts(
                entityId,
                Optional.of(MetadataReader.url(ssoUrl)),
                Optional.empty(),
                certificates,
                false,
                Optional.empty());
        return new IdentityProviderMetadata(parts, Optional.empty());
    }

    /**
     * The only identity provider in a metadata document. A signature on it is not judged: whoever gives the document is trusted, as
     * an administrator is.
     *
     * @param xml the document, at most 1 MiB
     * @return the metadata
     * @throws IllegalArgumentException if it is no metadata, describes no identity provider or several, or what it says can't be
     */
    public static IdentityProviderMetadata parse(String xml) {
        return MetadataReader.read(xml, Optional.empty());
    }

    /**
     * One identity provider of a metadata document that may describe several.
     *
     * @param xml the document, at most 1 MiB
     * @param entityId which one, exactly
     * @return the metadata
     * @throws IllegalArgumentException as {@link #parse(String)}, or if that one is not there, or twice
     */
    public static IdentityProviderMetadata parse(String xml, String entityId) {
        return MetadataReader.read(xml, Optional.of(entityId));
    }

    /**
     * The only identity provider in the document at a URL, for an administrator who sets a connection up. TLS alone vouches for it.
     *
     * @param url where the document is
     * @param door the way to the network; it decides which URLs may be reached
     * @return the metadata
     * @throws FetchException if it can't be reached
     * @throws IllegalArgumentException as {@link #parse(String)}
     */
    public static IdentityProviderMetadata fetch(URI url, Fetcher door) {
        return parse(fetched(url, door));
    }

    static String fetched(URI url, Fetcher door) {
        FetchRequest request = FetchRequest.get(url)
                .accept("application/samlmetadata+xml, application/xml, text/xml")
                .maxBytes(MetadataReader.MOST_BYTES)
                .redirects(2)
                .build();
        return new String(door.fetch(request).requireOk().body(), StandardCharsets.UTF_8);
    }

    /**
     * Who it is. Subjects are its own, so another entityID is another connection.
     *
     * @return the entityID
     */
    public String entityId() {
        return entityId;
    }

    /**
     * Where a browser is sent with a request in the query.
     *
     * @return the URL of the HTTP-Redirect binding, unless it has none
     */
    public Optional<URI> redirectUrl() {
        return redirectUrl;
    }

    /**
     * Where a browser posts a request.
     *
     * @return the URL of the HTTP-POST binding, unless it has none
     */
    public Optional<URI> postUrl() {
        return postUrl;
    }

    /**
     * What it signs with. While it rolls over there are several, and each is as good.
     *
     * @return 1 to 8 certificates, no two the same
     */
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /**
     * Whether it says that it takes signed requests only.
     *
     * @return {@code WantAuthnRequestsSigned}
     */
    public boolean wantsSignedRequests() {
        return wantsSignedRequests;
    }

    /**
     * Until when the document counts. Past that it must be fetched anew; a connection that was set up by it goes on, since its keys
     * were pinned by an administrator.
     *
     * @return the earliest {@code validUntil}, if it says one
     */
    public Optional<Instant> validUntil() {
        return validUntil;
    }

    /** The same, as far as sign-ins go. */
    boolean saysTheSameAs(IdentityProviderMetadata other) {
        return entityId.equals(other.entityId)
                && redirectUrl.equals(other.redirectUrl)
                && postUrl.equals(other.postUrl)
                && certificates.equals(other.certificates)
                && wantsSignedRequests == other.wantsSignedRequests;
    }

    /** The document that it was read from, of which the signature may be judged. */
    Optional<SignedDocument> document() {
        return document;
    }

    Parts parts() {
        return new Parts(entityId, redirectUrl, postUrl, certificates, wantsSignedRequests, validUntil);
    }

    /** The entityID only. */
    @Override
    public String toString() {
        return "IdentityProviderMetadata[" + entityId + "]";
    }

    private static String requireEntityId(String entityId) {
        if (!entityId.matches("[!-~]{1," + LONGEST_ENTITY_ID + "}")) {
            throw new IllegalArgumentException("entityID must be 1 to 1,024 visible ASCII characters, copy it exactly");
        }
        return entityId;
    }

    /** A script or file URL would run in our page; http would let anyone on the way read and change the request. */
    private static URI requireWebUrl(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || isLoopback(url);
        if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("a sign-in URL must be https (http only on loopback), with a host,"
                    + " without user and fragment, got scheme \"" + url.getScheme() + "\"");
        }
        return url;
    }

    static boolean isLoopback(URI url) {
        List<String> loopback = List.of("localhost", "127.0.0.1", "[::1]");
        return "http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null && loopback.contains(url.getHost());
    }
}
