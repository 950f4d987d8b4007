package io.orgauth.http;

import java.util.Optional;

/** Which of our endpoints answers which request. Immutable and thread-safe. */
public final class Endpoints {
    private Endpoints() {}

    /**
     * An empty routing table.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Answers what is ours.
     *
     * @param request the request
     * @return the response, or empty if the path is not ours
     */
    public Optional<HttpResponse> answer(HttpRequest request) {
        return Optional.empty();
    }

    /** Collects endpoints. Not thread-safe. */
    public static final class Builder {
        private Builder() {}

        /**
         * The routing table.
         *
         * @return an immutable table
         */
        public Endpoints build() {
            return new Endpoints();
        }
    }
}
