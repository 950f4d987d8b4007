package io.orgauth.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little of RFC 9111 that a reader of key sets and metadata needs. */
final class CacheControl {
    private static final Duration MAX = Duration.ofDays(365);
    private static final Pattern UNCACHED = Pattern.compile("no-store|no-cache(=.*)?");
    private static final Pattern MAX_AGE = Pattern.compile("max-age=\"?([0-9]+)\"?");
    private static final Pattern DIGITS = Pattern.compile("([0-9]+)");

    private CacheControl() {}

    /** The smallest of contradicting lifetimes (RFC 9111, 4.2.1 leaves the choice), less the age in caches on the way. */
    static Optional<Duration> maxAge(Map<String, List<String>> headers) {
        Optional<Duration> lifetime = Optional.empty();
        for (String line : headers.getOrDefault("cache-control", List.of())) {
            for (String directive : line.toLowerCase(Locale.ROOT).split(",", -1)) {
                lifetime = smaller(lifetime, lifetime(directive.strip()));
            }
        }
        Duration age = headers.getOrDefault("age", List.of()).stream()
                .findFirst()
                .flatMap(text -> seconds(DIGITS.matcher(text)))
                .orElse(Duration.ZERO);
        return lifetime.map(whole -> whole.compareTo(age) > 0 ? whole.minus(age) : Duration.ZERO);
    }

    private static Optional<Duration> lifetime(String directive) {
        if (UNCACHED.matcher(directive).matches()) {
            return Optional.of(Duration.ZERO);
        }
        return seconds(MAX_AGE.matcher(directive));
    }

    private static Optional<Duration> smaller(Optional<Duration> left, Optional<Duration> right) {
        return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) < 0
                ? left
                : right.or(() -> left);
    }

    /** Digits beyond a long are a long time, not an error (RFC 9111, 1.2.2). */
    private static Optional<Duration> seconds(Matcher matcher) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group(1);
        if (digits.length() > 9) {
            return Optional.of(MAX);
        }
        Duration duration = Duration.ofSeconds(Long.parseLong(digits));
        return Optional.of(duration.compareTo(MAX) < 0 ? duration : MAX);
    }
}
