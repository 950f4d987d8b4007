package io.orgauth.saml;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a response must be to be believed: who we are, whom we trust and with which keys, which request it answers. All of it comes
 * from the connection and the pending login, nothing from the response. Immutable and thread-safe; {@code toString} shows no key.
 */
final class Expectation {
    private final String entityId;
    private final String acs;
    private final String identityProvider;
    private final List<X509Certificate> certificates;
    private final List<PrivateKey> decryptionKeys;
    private final Optional<String> inResponseTo;
    private final boolean subjectIsAttribute;
    private final ResponsePolicy policy;
    private final Clock clock;

    private Expectation(Builder builder, Parties parties) {
        this.entityId = parties.entityId;
        this.acs = parties.acs;
        this.identityProvider = parties.identityProvider;
        this.certificates = builder.certificates;
        this.decryptionKeys = builder.decryptionKeys;
        this.inResponseTo = builder.inResponseTo;
        this.subjectIsAttribute = builder.subjectIsAttribute;
        this.policy = builder.policy;
        this.clock = builder.clock;
    }

    static Builder builder() {
        return new Builder();
    }

    /** Our entity id for this connection: the audience. */
    String entityId() {
        return entityId;
    }

    /** The address that this connection's responses come to, exactly: recipient and destination. */
    String acs() {
        return acs;
    }

    /** The identity provider's entity id: the issuer. */
    String identityProvider() {
        return identityProvider;
    }

    /** The identity provider's certificates, at least one; several while it changes its key. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    /** Our keys for encrypted assertions; several while we change ours, none if nothing may be encrypted. */
    List<PrivateKey> decryptionKeys() {
        return decryptionKeys;
    }

    /** The ID of the request that must be answered; empty if the response must be unsolicited. */
    Optional<String> inResponseTo() {
        return inResponseTo;
    }

    /** Whether a subject without a NameID will do, as the connection knows people by an attribute. */
    boolean subjectIsAttribute() {
        return subjectIsAttribute;
    }

    ResponsePolicy policy() {
        return policy;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public String toString() {
        return "Expectation[" + identityProvider + " to " + acs + "]";
    }

    private record Parties(String entityId, String acs, String identityProvider) {}

    /** Collects an expectation. Not thread-safe. */
    static final class Builder {
        private Optional<String> entityId = Optional.empty();
        private Optional<String> acs = Optional.empty();
        private Optional<String> identityProvider = Optional.empty();
        private List<X509Certificate> certificates = List.of();
        private List<PrivateKey> decryptionKeys = List.of();
        private Optional<String> inResponseTo = Optional.empty();
        private boolean unsolicited;
        private boolean subjectIsAttribute;
        private ResponsePolicy policy = ResponsePolicy.strict();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        Builder entityId(String ours) {
            this.entityId = Optional.of(ours);
            return this;
        }

        Builder acs(String url) {
            this.acs = Optional.of(url);
            return this;
        }

        Builder identityProvider(String theirEntityId) {
            this.identityProvider = Optional.of(theirEntityId);
            return this;
        }

        Builder certificates(List<X509Certificate> trusted) {
            this.certificates = List.copyOf(trusted);
            return this;
        }

        /** RSA keys for encrypted assertions; none unless said. */
        Builder decryptionKeys(List<PrivateKey> keys) {
            this.decryptionKeys = List.copyOf(keys);
            return this;
        }

        /** The request that must be answered. Either this or {@link #unsolicited()}. */
        Builder inResponseTo(String requestId) {
            this.inResponseTo = Optional.of(requestId);
            return this;
        }

        /** The response must answer no request. Either this or {@link #inResponseTo}. */
        Builder unsolicited() {
            this.unsolicited = true;
            return this;
        }

        /** People are known by an attribute, so that a NameID may be absent. */
        Builder subjectIsAttribute() {
            this.subjectIsAttribute = true;
            return this;
        }

        /** Strict unless said. */
        Builder policy(ResponsePolicy laxities) {
            this.policy = laxities;
            return this;
        }

        /** The system's unless said. */
        Builder clock(Clock source) {
            this.clock = source;
            return this;
        }

        /** Throws IllegalStateException if something is missing: an absent value must never mean that it is not checked. */
        Expectation build() {
            if (certificates.isEmpty()) {
                throw new IllegalStateException(
                        "a connection without a certificate can't be used: add the identity provider's");
            }
            if (inResponseTo.isPresent() == unsolicited) {
                throw new IllegalStateException("say either .inResponseTo(request) or .unsolicited()");
            }
            Parties parties = new Parties(
                    said(entityId, ".entityId(ours)"),
                    said(acs, ".acs(url)"),
                    said(identityProvider, ".identityProvider(entityId)"));
            return new Expectation(this, parties);
        }

        private static String said(Optional<String> value, String call) {
            return value.filter(text -> !text.isBlank())
                    .orElseThrow(() -> new IllegalStateException("say " + call + ", not blank"));
        }
    }
}
