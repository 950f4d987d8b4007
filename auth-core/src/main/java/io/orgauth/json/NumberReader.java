package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.nio.charset.StandardCharsets;

/** Reads a number (RFC 8259, section 6); every digit is counted before it is used. */
final class NumberReader {
    /** Integers of so many digits are kept as a {@code long}, others as text. */
    private static final int SAFE_DIGITS = 17;

    /** Where the value of a run of digits stops growing, one digit before it could overflow. */
    private static final long LARGEST = 100_000_000_000_000_000L;

    private final Source source;
    private int digits;

    NumberReader(Source source) {
        this.source = source;
    }

    JsonNumber read() {
        int start = source.position();
        digits = 0;
        boolean negative = source.take('-');
        long magnitude = integer();
        int integerEnd = source.position();
        fraction();
        exponent();
        boolean plain = source.position() == integerEnd && digits <= SAFE_DIGITS;
        if (!plain || (negative && magnitude == 0)) {
            int length = source.position() - start;
            return JsonNumber.spelled(new String(source.bytes(), start, length, StandardCharsets.ISO_8859_1));
        }
        return JsonNumber.of(negative ? -magnitude : magnitude);
    }

    private long integer() {
        if (!source.take('0')) {
            return digits();
        }
        digits++;
        if (isDigit(source.peek())) {
            throw source.refusal(Problem.BAD_NUMBER);
        }
        return 0;
    }

    private void fraction() {
        if (source.take('.')) {
            digits();
        }
    }

    private void exponent() {
        if (!source.take('e') && !source.take('E')) {
            return;
        }
        int start = source.position();
        if (!source.take('-')) {
            source.take('+');
        }
        if (digits() > JsonNumber.MAX_EXPONENT) {
            throw source.refusalAt(start, Problem.EXPONENT_TOO_LARGE);
        }
    }

    /** One digit or more; returns their value, or {@link #LARGEST} if it has more than {@link #SAFE_DIGITS}. */
    private long digits() {
        if (!isDigit(source.peek())) {
            throw source.refusal(source.peek() == Source.END ? Problem.UNEXPECTED_END : Problem.BAD_NUMBER);
        }
        long value = 0;
        while (isDigit(source.peek())) {
            digits++;
            if (digits > source.limits().maxDigits()) {
                throw source.refusal(Problem.NUMBER_TOO_LONG);
            }
            value = Math.min(value * 10 + source.next() - '0', LARGEST);
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
