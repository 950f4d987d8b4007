package io.orgauth.identity;

import io.orgauth.audit.AuditDetail;
import io.orgauth.token.AccessToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An attribute that members may have, with its type and range. It goes into the {@code attributes} claim of their tokens, for data
 * planes such as file servers.
 *
 * <pre>{@code
 * ControlPlane.builder()
 *     .attribute(AttributeDefinition.integer("UID"))
 *     .attribute(AttributeDefinition.integers("SUPPLEMENTARYGROUPS").within(100, 60_000))
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class AttributeDefinition {
    /** The most numbers in a list, so that a token keeps within its 6 KB. */
    public static final int MOST_NUMBERS = 64;

    /** The most characters in a text. */
    public static final int MOST_CHARACTERS = 200;

    private static final int LONGEST_NAME = 50;
    private static final int AUDITED_CHARACTERS = 255;

    /** Numbers of accounts on Unix: below 1000 are the system's own, root first, and the highest means "none". */
    private static final Set<String> UNIX_IDS = Set.of("uid", "gid", "supplementarygroups");

    private static final long FIRST_PERSON = 1_000;
    private static final long LAST_UNIX_ID = 0xFFFF_FFFEL;

    /** RFC 7493, 2.2: beyond this, readers of JSON begin to round. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    private enum Type {
        STRING,
        INTEGER,
        INTEGERS
    }

    private final String name;
    private final Type type;
    private final long least;
    private final long greatest;

    private AttributeDefinition(String name, Type type, long least, long greatest) {
        this.name = name;
        this.type = type;
        this.least = least;
        this.greatest = greatest;
    }

    /**
     * A text of 1 to {@value #MOST_CHARACTERS} visible characters.
     *
     * @param name up to 50 letters and digits, with {@code . _ -} between them, not a claim of tokens such as {@code sub}
     * @return the definition
     * @throws IllegalArgumentException if the name is malformed or reserved
     */
    public static AttributeDefinition string(String name) {
        return of(name, Type.STRING);
    }

    /**
     * An integer. For UID and GID from 1000, since the numbers below are the system's own accounts; for any other name from 0.
     *
     * @param name as for {@link #string}
     * @return the definition
     * @throws IllegalArgumentException if the name is malformed or reserved
     */
    public static AttributeDefinition integer(String name) {
        return of(name, Type.INTEGER);
    }

    /**
     * A list of at most {@value #MOST_NUMBERS} different integers. For SUPPLEMENTARYGROUPS from 1000, otherwise from 0.
     *
     * @param name as for {@link #string}
     * @return the definition
     * @throws IllegalArgumentException if the name is malformed or reserved
     */
    public static AttributeDefinition integers(String name) {
        return of(name, Type.INTEGERS);
    }

    private static AttributeDefinition of(String name, Type type) {
        if (name.length() > LONGEST_NAME || !name.matches("[A-Za-z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*")) {
            throw new IllegalArgumentException("attribute name must be at most " + LONGEST_NAME
                    + " letters and digits, with . _ or - between them, a letter first");
        }
        AccessToken.builder().attribute(name, ""); // refuses the names that mean something in tokens
        boolean unix = UNIX_IDS.contains(name.toLowerCase(Locale.ROOT));
        return new AttributeDefinition(name, type, unix ? FIRST_PERSON : 0, unix ? LAST_UNIX_ID : MOST_EXACT);
    }

    /**
     * Another range of its integers.
     *
     * @param smallest the least value
     * @param largest the greatest value
     * @return a definition with this range
     * @throws IllegalArgumentException if it is empty, or goes beyond 53 bits, which not every reader of JSON keeps exact
     * @throws IllegalStateException if it is a text
     */
    public AttributeDefinition within(long smallest, long largest) {
        if (type == Type.STRING) {
            throw new IllegalStateException("attribute \"" + name + "\" is a text and has no range");
        }
        if (smallest > largest || smallest < -MOST_EXACT || largest > MOST_EXACT) {
            throw new IllegalArgumentException(
                    "range of \"" + name + "\" must be from a smaller to a larger number, in 53 bits");
        }
        return new AttributeDefinition(name, type, smallest, largest);
    }

    /**
     * The name.
     *
     * @return as it is in tokens
     */
    public String name() {
        return name;
    }

    /**
     * The value in its one form: a String, a Long or an immutable List of Long.
     *
     * @throws IllegalArgumentException if it is of another type or out of range
     */
    Object checked(Object value) {
        if (type == Type.STRING && value instanceof String text) {
            return Names.display("attribute \"" + name + '"', text);
        }
        if (type == Type.INTEGER) {
            return number(value);
        }
        if (type == Type.INTEGERS && value instanceof List<?> list) {
            return numbers(list);
        }
        throw mistyped();
    }

    private List<Long> numbers(List<?> values) {
        List<Long> numbers = new ArrayList<>();
        for (Object value : values) {
            numbers.add(number(value));
        }
        if (numbers.size() > MOST_NUMBERS || new HashSet<>(numbers).size() < numbers.size()) {
            throw new IllegalArgumentException(
                    "attribute \"" + name + "\" must be at most " + MOST_NUMBERS + " numbers, each once");
        }
        return List.copyOf(numbers);
    }

    private Long number(Object value) {
        if (!(value instanceof Long || value instanceof Integer)) {
            throw mistyped();
        }
        long number = ((Number) value).longValue();
        if (number < least || number > greatest) {
            throw new IllegalArgumentException("attribute \"" + name + "\" must be from " + least + " to " + greatest);
        }
        return number;
    }

    private IllegalArgumentException mistyped() {
        String expected = type.name().toLowerCase(Locale.ROOT);
        return new IllegalArgumentException("attribute \"" + name + "\" must be of type " + expected);
    }

    /** Numbers as they are, since they decide whose files are read; of a text, which may be personal, only that it is there. */
    AuditDetail audited(Object checked) {
        if (checked instanceof Long number) {
            return AuditDetail.of(number);
        }
        if (checked instanceof List<?> list && !list.isEmpty()) {
            String all = list.stream().map(String::valueOf).collect(Collectors.joining(","));
            return AuditDetail.id(all.substring(0, Math.min(all.length(), AUDITED_CHARACTERS)));
        }
        return AuditDetail.word(checked instanceof String ? "set" : "none");
    }
}
