package io.orgauth.http;

import io.orgauth.Authenticator;
import io.orgauth.Permission;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The whole decision of a protected service. Immutable and thread-safe. */
public final class Gate {
    private Gate() {}

    /**
     * A gate that lets nobody in until it is told whom.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides. It never throws.
     *
     * @param request the request
     * @return what to do
     */
    public Decision decide(HttpRequest request) {
        return new Decision.Answer(HttpResponse.problem(500, "Internal error", "internal_error"));
    }

    /** Collects what a gate admits. Not thread-safe. */
    public static final class Builder {
        private final List<Authenticator<?>> authenticators = new ArrayList<>();

        private Builder() {}

        /**
         * Accepts one more kind of credential.
         *
         * @param authenticator proves it
         * @return this builder
         */
        public Builder accept(Authenticator<?> authenticator) {
            authenticators.add(authenticator);
            return this;
        }

        /**
         * Demands a permission, whatever the method.
         *
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}
         * @param permission the permission
         * @return this builder
         */
        public Builder require(String pattern, Permission permission) {
            return this;
        }

        /**
         * Demands a permission for one method.
         *
         * @param method the method
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}
         * @param permission the permission
         * @return this builder
         */
        public Builder require(String method, String pattern, Permission permission) {
            return this;
        }

        /**
         * Opens a path to everybody.
         *
         * @param pattern {@code /a/b}, {@code /a/*} or {@code /*}
         * @return this builder
         */
        public Builder allowAnonymous(String pattern) {
            return this;
        }

        /**
         * Lets pages of one more origin call.
         *
         * @param origin {@code https://host[:port]}
         * @return this builder
         */
        public Builder allowOrigin(String origin) {
            return this;
        }

        /**
         * Says that callers of any organization are admitted.
         *
         * @return this builder
         */
        public Builder anyOrganization() {
            return this;
        }

        /**
         * The protected resource metadata to point at in challenges (RFC 9728, 5.1).
         *
         * @param metadata its https URL
         * @return this builder
         */
        public Builder resourceMetadata(URI metadata) {
            return this;
        }

        /**
         * The gate.
         *
         * @return an immutable gate
         * @throws IllegalStateException if what was configured does not hold together
         */
        public Gate build() {
            return new Gate();
        }
    }
}
