package io.orgauth.trust;

import io.orgauth.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a control plane tells the data plane of one resource, before it is signed: the issuer's keys, who may act there, and
 * what they hold. Immutable.
 */
public final class BundleContent {
    private final String issuer;
    private final OrganizationId organization;
    private final String resource;
    private final long sequence;
    private final String jwks;
    private final List<BundledSubject> subjects;
    private final List<BundledKey> keys;
    private final Revocations revocations;

    private BundleContent(
            Builder builder, List<BundledSubject> subjects, List<BundledKey> keys, Revocations revocations) {
        this.issuer = builder.issuer;
        this.organization = builder.organization;
        this.resource = builder.resource;
        this.sequence = builder.sequence;
        this.jwks = builder.jwks;
        this.subjects = subjects;
        this.keys = keys;
        this.revocations = revocations;
    }

    /**
     * Begins a bundle.
     *
     * @param issuer of the tokens and of all subjects
     * @param organization the only one
     * @param resource the data plane
     * @return a builder
     */
    public static Builder of(String issuer, OrganizationId organization, String resource) {
        return new Builder(issuer, organization, resource);
    }

    String issuer() {
        return issuer;
    }

    OrganizationId organization() {
        return organization;
    }

    String resource() {
        return resource;
    }

    long sequence() {
        return sequence;
    }

    String jwks() {
        return jwks;
    }

    List<BundledSubject> subjects() {
        return subjects;
    }

    List<BundledKey> keys() {
        return keys;
    }

    Revocations revocations() {
        return revocations;
    }

    /**
     * Whether a data plane would learn nothing from the other one: all but the sequence is equal.
     *
     * @param other content of the same resource
     * @return true if it need not be published
     */
    public boolean saysTheSameAs(BundleContent other) {
        return issuer.equals(other.issuer)
                && organization.equals(other.organization)
                && resource.equals(other.resource)
                && jwks.equals(other.jwks)
                && subjects.equals(other.subjects)
                && keys.equals(other.keys)
                && revocations.equals(other.revocations);
    }

    /** Counts only. */
    @Override
    public String toString() {
        return "BundleContent[" + organization + " " + resource + ", " + subjects.size() + " subjects, " + keys.size()
                + " keys]";
    }

    /** Collects a bundle. Not thread-safe. */
    public static final class Builder {
        private final String issuer;
        private final OrganizationId organization;
        private final String resource;
        private long sequence;
        private String jwks = "";
        private Collection<BundledSubject> subjects = List.of();
        private Collection<BundledKey> keys = List.of();
        private Collection<Revocation> revocations = List.of();
        private Instant now = Instant.EPOCH;

        private Builder(String issuer, OrganizationId organization, String resource) {
            this.issuer = issuer;
            this.organization = organization;
            this.resource = resource;
        }

        /**
         * How many changes the organization has seen: never less than in a bundle before of the same epoch.
         *
         * @param count zero or more
         * @return this
         */
        public Builder sequence(long count) {
            this.sequence = count;
            return this;
        }

        /**
         * The keys of tokens.
         *
         * @param document the issuer's JWK Set
         * @return this
         */
        public Builder jwks(String document) {
            this.jwks = document;
            return this;
        }

        /**
         * Everybody who may act now.
         *
         * @param active users and client applications
         * @return this
         */
        public Builder subjects(Collection<BundledSubject> active) {
            this.subjects = active;
            return this;
        }

        /**
         * The API keys that count now.
         *
         * @param live keys for this resource
         * @return this
         */
        public Builder keys(Collection<BundledKey> live) {
            this.keys = live;
            return this;
        }

        /**
         * What was revoked. What is over by now is left out; of more than 1,000 each becomes one of its subject, whose tokens of
         * before are then all refused.
         *
         * @param all in any order
         * @param at the time of now
         * @return this
         */
        public Builder revocations(Collection<Revocation> all, Instant at) {
            this.revocations = all;
            this.now = at;
            return this;
        }

        /**
         * The content.
         *
         * @return an immutable copy
         * @throws IllegalStateException if the issuer's keys are missing
         */
        public BundleContent build() {
            if (jwks.isEmpty()) {
                throw new IllegalStateException("say what verifies tokens: .jwks(...)");
            }
            return new BundleContent(this, List.copyOf(subjects), List.copyOf(keys), Revocations.of(revocations, now));
        }
    }
}
