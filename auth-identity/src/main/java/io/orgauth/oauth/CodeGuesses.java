package io.orgauth.oauth;

import io.orgauth.identity.ThrottleStore;
import io.orgauth.identity.ThrottleStore.Failures;
import io.orgauth.identity.UserId;
import java.time.Duration;

/** How often somebody may mistype the code of a device (RFC 8628, 5.1): all codes are gone before anybody has guessed one. */
final class CodeGuesses {
    private static final int MOST = 10;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final OAuthContext context;

    CodeGuesses(OAuthContext context) {
        this.context = context;
    }

    boolean mayGuess(UserId user) {
        ThrottleStore throttles = context.stores().throttles();
        Failures failures = throttles.failures(key(user));
        if (failures.failures() < MOST) {
            return true;
        }
        boolean over = !context.clock().instant().isBefore(failures.last().plus(PAUSE));
        if (over) {
            throttles.reset(key(user));
        }
        return over;
    }

    void failed(UserId user) {
        context.stores().throttles().fail(key(user), context.clock().instant());
    }

    private static String key(UserId user) {
        return "device-code:" + user.value();
    }
}
