package io.orgauth.identity;

import io.orgauth.AuthUnavailableException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whose e-mail address and password these are, with the same work and the same answer whoever is asked for. */
final class PasswordCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

    private final IdentityContext context;
    private final PasswordHashing hashing;
    private final SignInThrottle throttle;

    PasswordCheck(IdentityContext context, PasswordHashing hashing, SignInThrottle throttle) {
        this.context = context;
        this.hashing = hashing;
        this.throttle = throttle;
    }

    /** A user, and the hash that is stored now of the password that was given. No record: it would print the hash. */
    static final class Proven {
        final User user;
        final String hash;

        private Proven(User user, String hash) {
            this.user = user;
            this.hash = hash;
        }
    }

    Proven require(String email, String password, Passwords.Attempt attempt) {
        SignInThrottle.Key key = throttle.key(email, attempt);
        if (!throttle.allows(key)) {
            throw tooMany();
        }
        Optional<Proven> proven = proven(email, password);
        // Asked again, as guesses sent at once were all allowed: only those that come first get an answer.
        if (!throttle.settle(key, proven.isPresent())) {
            throw tooMany();
        }
        return proven.orElseThrow(PasswordCheck::failed);
    }

    /** The enabled user of an address as typed. */
    Optional<User> user(String email) {
        try {
            return context.stores().users().byEmail(EmailAddress.of(email)).filter(User::enabled);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static IdentityException failed() {
        return new IdentityException(IdentityReason.SIGN_IN_FAILED, "e-mail address or password is wrong");
    }

    private static IdentityException tooMany() {
        return new IdentityException(IdentityReason.TOO_MANY_ATTEMPTS, "too many attempts, try again later");
    }

    /** One expensive check whoever is asked for; only a text that can be nobody's password costs nothing. */
    private Optional<Proven> proven(String email, String password) {
        if (!PasswordRules.isReadable(password)) {
            return Optional.empty();
        }
        Optional<User> user = user(email);
        Optional<String> text =
                user.flatMap(found -> context.stores().passwords().find(found.id()));
        Optional<PasswordHash> hash =
                text.flatMap(stored -> readable(user.orElseThrow().id(), stored));
        if (hash.isEmpty()) {
            hashing.matchNobody(PasswordRules.normalized(password));
            return Optional.empty();
        }
        return proven(user.orElseThrow(), text.orElseThrow(), hash.get(), password);
    }

    /** A hash that somebody else wrote into the store, and that can't be read, is no password. */
    private static Optional<PasswordHash> readable(UserId user, String stored) {
        try {
            return Optional.of(PasswordHash.parse(stored));
        } catch (IllegalArgumentException e) {
            LOG.warn("the stored password of {} can't be used: {}", user, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Proven> proven(User user, String stored, PasswordHash hash, String password) {
        String normalized = PasswordRules.normalized(password);
        boolean right = hashing.matches(hash, normalized);
        if (!right && !hash.isCurrent() && !normalized.equals(password)) {
            right = hashing.matches(hash, password); // whoever made an imported hash may not have normalized
        }
        if (!right) {
            return Optional.empty();
        }
        return Optional.of(new Proven(user, hash.isCurrent() ? stored : rehashed(user.id(), stored, normalized)));
    }

    /** Only in place of the hash that was verified; where there is no time for it now, the next sign-in does it. */
    private String rehashed(UserId user, String stored, String password) {
        try {
            String hash = hashing.hash(password);
            return context.stores().passwords().replace(user, stored, hash) ? hash : stored;
        } catch (AuthUnavailableException e) {
            return stored;
        }
    }
}
