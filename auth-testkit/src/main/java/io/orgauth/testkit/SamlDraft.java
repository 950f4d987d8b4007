package io.orgauth.testkit;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.w3c.dom.Element;

/** All that a SAML answer says, before it is written; a fault changes one thing of it. Not thread-safe. */
final class SamlDraft {
    /** What can be left out as a whole. */
    enum Part {
        STATUS,
        SUBJECT,
        NAME_ID,
        CONFIRMATION,
        CONDITIONS,
        AUTHN_STATEMENT
    }

    final SamlRequest request;
    final Set<Part> leftOut = EnumSet.noneOf(Part.class);
    final Map<String, List<String>> attributes = new LinkedHashMap<>();
    final List<Consumer<Element>> beforeSigning = new ArrayList<>();
    final List<Consumer<Element>> afterSigning = new ArrayList<>();

    String responseId;
    String assertionId;
    Optional<String> previousAssertionId = Optional.empty();
    Optional<String> destination;
    Optional<String> inResponseTo;
    String issuer;
    String status = Saml.SUCCESS;

    String nameId = "";
    String nameIdFormat = Saml.UNSPECIFIED_FORMAT;
    String confirmationMethod = Saml.BEARER;
    Optional<String> recipient;
    Optional<String> audience;
    String attributeNameFormat = "urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified";
    String emailAttribute = "";
    String groupsAttribute = "";

    Instant issued;
    Instant authenticated;
    Instant notBefore;
    Instant notOnOrAfter;
    Optional<Instant> confirmedUntil;
    Instant sessionEnds;

    Signed signed = Signed.BOTH;
    SignatureStyle signature = SignatureStyle.USUAL;
    KeyAndCertificate key;
    Optional<X509Certificate> recipientCertificate = Optional.empty();
    XmlEncryption encryption = XmlEncryption.GCM;

    SamlDraft(SamlRequest request, String issuer, KeyAndCertificate key, Instant now) {
        this.request = request;
        this.issuer = issuer;
        this.key = key;
        this.responseId = RandomId.next();
        this.assertionId = RandomId.next();
        this.destination = Optional.of(request.callback());
        this.recipient = Optional.of(request.callback());
        this.audience = Optional.of(request.serviceProvider());
        this.inResponseTo = request.id();
        this.issued = now;
        this.authenticated = now;
        this.notBefore = now.minus(Duration.ofMinutes(1));
        this.notOnOrAfter = now.plus(Duration.ofMinutes(5));
        this.confirmedUntil = Optional.of(notOnOrAfter);
        this.sessionEnds = now.plus(Duration.ofHours(8));
    }

    /** As a provider writes it whose clock is this much ahead. */
    void shift(Duration ahead) {
        issued = issued.plus(ahead);
        authenticated = authenticated.plus(ahead);
        notBefore = notBefore.plus(ahead);
        notOnOrAfter = notOnOrAfter.plus(ahead);
        confirmedUntil = confirmedUntil.map(until -> until.plus(ahead));
        sessionEnds = sessionEnds.plus(ahead);
    }

    /** Whom a forged answer names: not the person who signed in. */
    String victim() {
        int at = nameId.indexOf('@');
        return at < 0 ? "victim" : "victim" + nameId.substring(at);
    }

    boolean has(Part part) {
        return !leftOut.contains(part);
    }
}
