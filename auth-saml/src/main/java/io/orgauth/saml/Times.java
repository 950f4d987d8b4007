package io.orgauth.saml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * One moment of ours, and how far another's clock may be from it.
 *
 * @param now taken once for each message
 * @param skew either way
 */
record Times(Instant now, Duration skew) {
    // Longer than any fraction that clocks have; shorter than years that overflow.
    private static final int LONGEST = 40;

    /** An xs:dateTime with its time zone (Core, 1.3.3); empty if it is none. */
    static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST || text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a beginning is said and has come. */
    boolean hasCome(Optional<String> beginning) {
        return beginning
                .flatMap(Times::parse)
                .filter(from -> !from.minus(skew).isAfter(now))
                .isPresent();
    }

    /** Whether an end is said and lies ahead; at that very moment it is over. */
    boolean liesAhead(Optional<String> end) {
        return end.flatMap(Times::parse)
                .filter(until -> until.plus(skew).isAfter(now))
                .isPresent();
    }

    /** A time and its distance from ours, for findings. */
    String shown(Optional<String> time) {
        Optional<Instant> parsed = time.flatMap(Times::parse);
        if (parsed.isEmpty()) {
            return Shown.text(time);
        }
        long ahead = Duration.between(now, parsed.get()).toSeconds();
        return parsed.get() + (ahead < 0 ? " (" + -ahead + " s ago)" : " (in " + ahead + " s)");
    }

    /** Our own time and tolerance, for findings. */
    String ours() {
        return "our " + now + " (" + skew.toSeconds() + " s of skew allowed)";
    }
}
