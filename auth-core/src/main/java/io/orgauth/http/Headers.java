package io.orgauth.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * An ordered list of header fields with repeats; names are compared without regard to case (RFC 9110, 5.1).
 *
 * <p>No name or value can hold a line break or another control character, so nothing built from one can be split
 * (RFC 9110, 5.5). Immutable and thread-safe.
 */
public final class Headers {
    private static final Headers NONE = new Headers(List.of(), List.of());
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    private final List<String> names;
    private final List<String> values;

    private Headers(List<String> names, List<String> values) {
        this.names = List.copyOf(names);
        this.values = List.copyOf(values);
    }

    /**
     * No fields at all.
     *
     * @return the empty list
     */
    public static Headers none() {
        return NONE;
    }

    /**
     * Collects fields in their order.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * These fields and one more at the end.
     *
     * @param name a token (RFC 9110, 5.6.2)
     * @param value the value
     * @return the longer list
     * @throws IllegalArgumentException if the name is no token or the value holds a control character other than tab
     */
    public Headers with(String name, String value) {
        return builder().addAll(this).add(name, value).build();
    }

    /**
     * Every value of this name, in order.
     *
     * @param name the name, in any case
     * @return the values, empty if there are none
     */
    public List<String> all(String name) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                found.add(values.get(i));
            }
        }
        return Collections.unmodifiableList(found);
    }

    /**
     * The first value of this name. Where a second one would be an attack, use {@link #single(String)}.
     *
     * @param name the name, in any case
     * @return the value, or empty
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * The only value of this name.
     *
     * @param name the name, in any case
     * @return the value, or empty if there is none
     * @throws BadRequestException with {@link RequestReason#HEADER_REPEATED} if there are two or more
     */
    public Optional<String> single(String name) {
        List<String> found = all(name);
        if (found.size() > 1) {
            throw new BadRequestException(
                    RequestReason.HEADER_REPEATED, "expected one \"" + name + "\" header, got " + found.size());
        }
        return found.stream().findFirst();
    }

    /**
     * Whether there is a field of this name.
     *
     * @param name the name, in any case
     * @return true if there is
     */
    public boolean contains(String name) {
        return !all(name).isEmpty();
    }

    /**
     * The names in use, each once, as first spelled.
     *
     * @return the names in order
     */
    public Set<String> names() {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> spelled = new LinkedHashSet<>();
        for (String name : names) {
            if (seen.add(name)) {
                spelled.add(name);
            }
        }
        return Collections.unmodifiableSet(spelled);
    }

    /**
     * Calls for each field in order: what an adapter copies out.
     *
     * @param action takes name and value
     */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < names.size(); i++) {
            action.accept(names.get(i), values.get(i));
        }
    }

    /** The names only: values hold credentials. */
    @Override
    public String toString() {
        return "Headers" + names();
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Headers::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean isFieldCharacter(int c) {
        return c == '\t' || (c >= ' ' && c != 0x7f);
    }

    /** Collects fields. Not thread-safe. */
    public static final class Builder {
        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        private Builder() {}

        /**
         * Appends a field.
         *
         * @param name a token (RFC 9110, 5.6.2)
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the name is no token or the value holds a control character other than tab
         */
        public Builder add(String name, String value) {
            if (!isToken(name)) {
                throw new IllegalArgumentException("header name must be a token (RFC 9110, 5.6.2)");
            }
            if (!value.chars().allMatch(Headers::isFieldCharacter)) {
                throw new IllegalArgumentException(
                        "header \"" + name.toLowerCase(Locale.ROOT) + "\" must not hold control characters");
            }
            names.add(name);
            values.add(value);
            return this;
        }

        /**
         * Appends all of the other list.
         *
         * @param other the fields
         * @return this builder
         */
        public Builder addAll(Headers other) {
            names.addAll(other.names);
            values.addAll(other.values);
            return this;
        }

        /**
         * The fields collected so far.
         *
         * @return an immutable list
         */
        public Headers build() {
            return new Headers(names, values);
        }
    }
}
