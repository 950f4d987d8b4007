package io.orgauth.audit;

import io.orgauth.CredentialId;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Reason;
import io.orgauth.Subject;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when, to what, and how it ended. It has no place for a secret: credentials are known by their id, and
 * details are typed.
 *
 * <pre>{@code
 * auditLog.append(AuditEvent.builder(clock.instant(), "api_key.issued", AuditEvent.Outcome.SUCCEEDED)
 *     .actor(principal)
 *     .target("api_key", key.id())
 *     .detail("permissions", AuditDetail.permissions(permissions))
 *     .build());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class AuditEvent {
    /** The most details. */
    public static final int MAX_DETAILS = 16;

    /** How it ended. */
    public enum Outcome {
        /** It was done. */
        SUCCEEDED,
        /** It was not allowed; the reason says why. */
        REFUSED,
        /** It was allowed and could not be done. */
        FAILED;

        /**
         * The stable code, for the JSON form.
         *
         * @return for example {@code succeeded}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Instant time;
    private final String action;
    private final Outcome outcome;
    private final Optional<OrganizationId> organization;
    private final JsonObject json;

    private AuditEvent(Builder builder) {
        this.time = builder.time;
        this.action = builder.action;
        this.outcome = builder.outcome;
        this.organization = Optional.ofNullable(builder.organization);
        this.json = builder.json();
    }

    /**
     * An event of this moment.
     *
     * @param time when it happened
     * @param action lower-case words joined by {@code . _ : -}, at most 64 characters: {@code session.started}
     * @param outcome how it ended
     * @return a builder
     * @throws IllegalArgumentException if the action is malformed
     */
    public static Builder builder(Instant time, String action, Outcome outcome) {
        return new Builder(time, AuditText.word("action", action), outcome);
    }

    /**
     * When it happened.
     *
     * @return the moment
     */
    public Instant time() {
        return time;
    }

    /**
     * What was done.
     *
     * @return for example {@code api_key.issued}
     */
    public String action() {
        return action;
    }

    /**
     * How it ended.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Whose trail it belongs to.
     *
     * @return the organization, empty if none was known yet or the operator acted for all
     */
    public Optional<OrganizationId> organization() {
        return organization;
    }

    /**
     * The whole event, members always in the same order: {@code time action outcome organization actor target reason
     * request details}, of which only the first three are always there.
     *
     * @return the JSON form
     */
    public JsonObject toJson() {
        return json;
    }

    /** Equal if everything is. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AuditEvent that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** Action and outcome; who acted is personal data. */
    @Override
    public String toString() {
        return "AuditEvent[" + action + " " + outcome.code() + "]";
    }

    static JsonObject.Builder json(Subject subject) {
        return JsonObject.builder().put("issuer", subject.issuer()).put("subject", subject.id());
    }

    private static JsonObject json(CredentialId credential) {
        return JsonObject.builder()
                .put("kind", credential.kind().code())
                .put("id", credential.value())
                .build();
    }

    /** Collects an event. Not thread-safe. */
    public static final class Builder {
        private final Instant time;
        private final String action;
        private final Outcome outcome;
        private final Map<String, AuditDetail> details = new LinkedHashMap<>();
        private @Nullable OrganizationId organization;
        private @Nullable Subject subject;
        private @Nullable CredentialId credential;
        private @Nullable String connection;
        private @Nullable JsonObject target;
        private @Nullable String reason;
        private @Nullable String request;

        private Builder(Instant time, String action, Outcome outcome) {
            this.time = time;
            this.action = action;
            this.outcome = outcome;
        }

        /**
         * The proven caller: its organization, subject and credential.
         *
         * @param principal who acted
         * @return this builder
         */
        public Builder actor(Principal principal) {
            return organization(principal.organization()).actor(principal.subject(), principal.credential());
        }

        /**
         * Who acted, without an organization.
         *
         * @param subject who
         * @param credential by which credential
         * @return this builder
         */
        public Builder actor(Subject subject, CredentialId credential) {
            this.subject = subject;
            this.credential = credential;
            return this;
        }

        /**
         * The connection that the actor signed in by.
         *
         * @param id the connection's id
         * @return this builder
         * @throws IllegalArgumentException if it is not 1 to 255 visible ASCII characters
         */
        public Builder connection(String id) {
            connection = AuditText.id("connection", id);
            return this;
        }

        /**
         * Whose trail it belongs to.
         *
         * @param organization the organization
         * @return this builder
         */
        public Builder organization(OrganizationId organization) {
            this.organization = organization;
            return this;
        }

        /**
         * What it was done to.
         *
         * @param kind a word: {@code api_key}
         * @param id 1 to 255 visible ASCII characters; never a secret
         * @return this builder
         * @throws IllegalArgumentException if either is malformed
         */
        public Builder target(String kind, String id) {
            String word = AuditText.word("target kind", kind);
            target = JsonObject.builder()
                    .put("kind", word)
                    .put("id", AuditText.id("target id", id))
                    .build();
            return this;
        }

        /**
         * Why it was refused or failed.
         *
         * @param reason the reason
         * @return this builder
         */
        public Builder reason(Reason reason) {
            this.reason = AuditText.word("reason", reason.code());
            return this;
        }

        /**
         * The request it happened in, to find it in other logs.
         *
         * @param id 1 to 255 visible ASCII characters
         * @return this builder
         * @throws IllegalArgumentException if it is malformed
         */
        public Builder request(String id) {
            request = AuditText.id("request", id);
            return this;
        }

        /**
         * One more fact.
         *
         * @param name a word not used before
         * @param detail the fact
         * @return this builder
         * @throws IllegalArgumentException if the name is malformed or used, or there are {@value AuditEvent#MAX_DETAILS} already
         */
        public Builder detail(String name, AuditDetail detail) {
            if (details.size() == MAX_DETAILS) {
                throw new IllegalArgumentException("an event must have at most " + MAX_DETAILS + " details");
            }
            if (details.putIfAbsent(AuditText.word("detail name", name), detail) != null) {
                throw new IllegalArgumentException("detail \"" + name + "\" is there already, add it once");
            }
            return this;
        }

        /**
         * The event.
         *
         * @return an immutable event
         * @throws IllegalStateException if it was refused and no reason says why
         */
        public AuditEvent build() {
            if (outcome == Outcome.REFUSED && reason == null) {
                throw new IllegalStateException("a refusal must have a reason, call reason(Reason)");
            }
            return new AuditEvent(this);
        }

        private JsonObject json() {
            JsonObject.Builder json = JsonObject.builder()
                    .put("time", time.toString())
                    .put("action", action)
                    .put("outcome", outcome.code());
            put(json, "organization", organization == null ? null : JsonString.of(organization.value()));
            put(json, "actor", actor());
            put(json, "target", target);
            put(json, "reason", reason == null ? null : JsonString.of(reason));
            put(json, "request", request == null ? null : JsonString.of(request));
            put(json, "details", details());
            return json.build();
        }

        private @Nullable JsonObject actor() {
            JsonObject.Builder actor = subject == null ? JsonObject.builder() : AuditEvent.json(subject);
            put(actor, "credential", credential == null ? null : AuditEvent.json(credential));
            put(actor, "connection", connection == null ? null : JsonString.of(connection));
            JsonObject whole = actor.build();
            return whole.size() == 0 ? null : whole;
        }

        private @Nullable JsonObject details() {
            JsonObject.Builder all = JsonObject.builder();
            details.forEach((name, detail) -> all.put(name, detail.value()));
            return details.isEmpty() ? null : all.build();
        }

        private static void put(JsonObject.Builder json, String name, @Nullable JsonValue value) {
            if (value != null) {
                json.put(name, value);
            }
        }
    }
}
