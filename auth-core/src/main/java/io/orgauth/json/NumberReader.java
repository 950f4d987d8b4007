package io.orgauth.json;

import io.orgauth.json.JsonException.Problem;
import java.nio.charset.StandardCharsets;

/** Reads a number (RFC 8259, section 6); every digit is counted before it is used. */
final class NumberReader {
    /** Any number of so many digits fits a {@code long}. */
    private static final int SAFE_DIGITS = 18;

    /** Where the value of a run of digits stops counting; it is text by then, or refused as an exponent. */
    private static final long LARGEST = 1_000_000_000_000_000_000L;

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
        int integerDigits = digits;
        boolean fractioned = fraction();
        boolean scaled = exponent();
        if (fractioned || scaled || integerDigits > SAFE_DIGITS || (negative && magnitude == 0)) {
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

    private boolean fraction() {
        if (!source.take('.')) {
            return false;
        }
        digits();
        return true;
    }

    private boolean exponent() {
        if (!source.take('e') && !source.take('E')) {
            return false;
        }
        int start = source.position();
        if (!source.take('-')) {
            source.take('+');
        }
        if (digits() > JsonNumber.MAX_EXPONENT) {
            throw source.refusalAt(start, Problem.EXPONENT_TOO_LARGE);
        }
        return true;
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
            int digit = source.next() - '0';
            value = value < LARGEST / 10 ? value * 10 + digit : LARGEST;
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
