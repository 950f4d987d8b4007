package io.orgauth.json;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * JSON was refused: {@link #problem()} says why and {@link #offset()} where.
 *
 * <p>It has no stack trace, since refusing must cost an attacker more than us, and its message never quotes the
 * document, so that it may be logged.
 */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NOWHERE = -1;

    /** The problem found. */
    private final Problem problem;

    /** Bytes before the fault, or {@link #NOWHERE}. */
    private final int offset;

    private JsonException(Problem problem, int offset, String message) {
        super(message, null, false, false);
        this.problem = problem;
        this.offset = offset;
    }

    static JsonException at(int offset, Problem problem) {
        return new JsonException(problem, offset, "json is refused at byte " + offset + ": " + problem.code());
    }

    static JsonException in(String place, Problem problem, String found) {
        return new JsonException(problem, NOWHERE, "json " + place + ' ' + found);
    }

    /**
     * Why the JSON was refused.
     *
     * @return the problem
     */
    public Problem problem() {
        return problem;
    }

    /**
     * Where reading stopped: how many bytes of the document come before the fault.
     *
     * @return the offset, or empty if the document was well formed and a value in it was not what the caller asked for
     */
    public OptionalInt offset() {
        return offset == NOWHERE ? OptionalInt.empty() : OptionalInt.of(offset);
    }

    /** Every reason to refuse JSON; {@link #code()} is stable. */
    public enum Problem {
        /** The document has more bytes than allowed. */
        TOO_LARGE,
        /** Objects and arrays nest deeper than allowed. */
        TOO_DEEP,
        /** The document has more members and elements than allowed. */
        TOO_MANY_MEMBERS,
        /** A number has more digits than allowed. */
        NUMBER_TOO_LONG,
        /** An exponent is beyond -999 or 999. */
        EXPONENT_TOO_LARGE,
        /** A name or string is longer than allowed. */
        STRING_TOO_LONG,
        /** The document ends in the middle of a value, or has none. */
        UNEXPECTED_END,
        /** A byte stands where the grammar allows none like it. */
        UNEXPECTED_BYTE,
        /** Something other than white space follows the value. */
        TRAILING_DATA,
        /** The document begins with a byte order mark (RFC 8259, section 8.1). */
        BYTE_ORDER_MARK,
        /** A string is not well-formed UTF-8 (RFC 3629): overlong, surrogate, out of range or cut. */
        BAD_UTF8,
        /** A control character stands in a string unescaped. */
        CONTROL_CHARACTER,
        /** A backslash is followed by none of the escapes of RFC 8259, section 7. */
        BAD_ESCAPE,
        /** Half of a surrogate pair stands alone. */
        LONE_SURROGATE,
        /** A number breaks the grammar: a leading zero, no digit after the sign, the dot or the exponent. */
        BAD_NUMBER,
        /** Two members of one object have the same name after unescaping. */
        DUPLICATE_NAME,
        /** A value is of another type than the one asked for. */
        WRONG_TYPE,
        /** A number asked for as an integer has a fraction. */
        NOT_AN_INTEGER,
        /** An integer does not fit 64 bits. */
        OUT_OF_RANGE;

        private final String code = "json_" + name().toLowerCase(Locale.ROOT);

        /**
         * The stable name of this problem in logs, for instance {@code json_duplicate_name}.
         *
         * @return the code
         */
        public String code() {
            return code;
        }
    }
}
