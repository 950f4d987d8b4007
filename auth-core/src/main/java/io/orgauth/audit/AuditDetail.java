package io.orgauth.audit;

import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Reason;
import io.orgauth.Role;
import io.orgauth.Subject;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonBoolean;
import io.orgauth.json.JsonNumber;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One more fact of an event. There is no factory for free text, so that neither a secret nor what a stranger typed gets
 * into the audit trail. Immutable and thread-safe.
 */
public final class AuditDetail {
    /** The most permissions or roles in one detail. */
    public static final int MAX_ELEMENTS = 1_000;

    private final JsonValue value;

    private AuditDetail(JsonValue value) {
        this.value = value;
    }

    /**
     * A count.
     *
     * @param number the number
     * @return the detail
     */
    public static AuditDetail of(long number) {
        return new AuditDetail(JsonNumber.of(number));
    }

    /**
     * A setting that is on or off.
     *
     * @param on whether it is on
     * @return the detail
     */
    public static AuditDetail of(boolean on) {
        return new AuditDetail(JsonBoolean.of(on));
    }

    /**
     * A moment, in UTC.
     *
     * @param time the moment
     * @return the detail
     */
    public static AuditDetail of(Instant time) {
        return text(time.toString());
    }

    /**
     * A span, as whole seconds.
     *
     * @param span the span
     * @return the detail
     */
    public static AuditDetail of(Duration span) {
        return of(span.toSeconds());
    }

    /**
     * A reason, as its code.
     *
     * @param reason the reason
     * @return the detail
     */
    public static AuditDetail of(Reason reason) {
        return word(reason.code());
    }

    /**
     * Another organization than that of the event.
     *
     * @param organization the organization
     * @return the detail
     */
    public static AuditDetail of(OrganizationId organization) {
        return text(organization.value());
    }

    /**
     * Another subject than the actor, as issuer and id.
     *
     * @param subject the subject
     * @return the detail
     */
    public static AuditDetail of(Subject subject) {
        return new AuditDetail(AuditEvent.json(subject).build());
    }

    /**
     * Permissions, sorted.
     *
     * @param permissions at most {@value #MAX_ELEMENTS}
     * @return the detail
     * @throws IllegalArgumentException if there are more
     */
    public static AuditDetail permissions(Set<Permission> permissions) {
        return sorted(permissions.stream().map(Permission::value));
    }

    /**
     * Roles, sorted by key.
     *
     * @param roles at most {@value #MAX_ELEMENTS}
     * @return the detail
     * @throws IllegalArgumentException if there are more
     */
    public static AuditDetail roles(Set<Role> roles) {
        return sorted(roles.stream().map(Role::key));
    }

    /**
     * One of a few words that the code knows, such as a policy's name.
     *
     * @param word lower-case words joined by {@code . _ : -}, at most 64 characters
     * @return the detail
     * @throws IllegalArgumentException if it is no such word
     */
    public static AuditDetail word(String word) {
        return text(AuditText.word("detail", word));
    }

    /**
     * The id of something.
     *
     * @param id 1 to 255 visible ASCII characters; never a secret
     * @return the detail
     * @throws IllegalArgumentException if it is no such id
     */
    public static AuditDetail id(String id) {
        return text(AuditText.id("detail", id));
    }

    private static AuditDetail text(String text) {
        return new AuditDetail(JsonString.of(text));
    }

    private static AuditDetail sorted(Stream<String> elements) {
        JsonArray array = JsonArray.ofStrings(elements.sorted().toList());
        if (array.size() > MAX_ELEMENTS) {
            throw new IllegalArgumentException(
                    "a detail must have at most " + MAX_ELEMENTS + " elements, got " + array.size());
        }
        return new AuditDetail(array);
    }

    JsonValue value() {
        return value;
    }

    /** Equal if they say the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof AuditDetail that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** The type only; the event has a JSON form. */
    @Override
    public String toString() {
        return "AuditDetail[" + value.type() + "]";
    }
}
