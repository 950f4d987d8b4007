package io.orgauth.saml;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A request to sign somebody in (SAML 2.0 core, 3.4.1). Immutable. */
final class AuthnRequest {
    private final String id;
    private final Instant issued;
    private final ServiceProvider serviceProvider;
    private final RequestSettings settings;
    private final boolean fresh;

    AuthnRequest(String id, Instant issued, ServiceProvider serviceProvider, RequestSettings settings, boolean fresh) {
        this.id = id;
        this.issued = issued.truncatedTo(ChronoUnit.MILLIS);
        this.serviceProvider = serviceProvider;
        this.settings = settings;
        this.fresh = fresh;
    }

    /** The request for this place, with an enveloped signature by this key, if any. */
    String xml(URI destination, Optional<ServiceProviderKey> signedBy) {
        XmlTree request = XmlTree.root("samlp:AuthnRequest", "samlp", "saml")
                .attribute("ID", id)
                .attribute("Version", "2.0")
                .attribute("IssueInstant", issued.toString())
                .attribute("Destination", destination.toString())
                .attribute(
                        "AssertionConsumerServiceURL",
                        serviceProvider.consumer().toString())
                .attribute("ProtocolBinding", "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST");
        if (fresh || settings.forceAuthn()) {
            request.attribute("ForceAuthn", "true");
        }
        request.child("saml:Issuer").text(serviceProvider.entityId());
        settings.nameIdFormat().ifPresent(format -> addNameIdPolicy(request, format));
        addContexts(request);
        signedBy.ifPresent(key -> XmlSigner.sign(request.element(), key));
        return request.write();
    }

    /** Without AllowCreate providers must not make the identifier that is asked for (core, 3.4.1.1). */
    private static void addNameIdPolicy(XmlTree request, String format) {
        request.child("samlp:NameIDPolicy").attribute("Format", format).attribute("AllowCreate", "true");
    }

    private void addContexts(XmlTree request) {
        if (settings.contexts().isEmpty()) {
            return;
        }
        XmlTree requested = request.child("samlp:RequestedAuthnContext").attribute("Comparison", "exact");
        settings.contexts()
                .forEach(context -> requested.child("saml:AuthnContextClassRef").text(context));
    }
}
