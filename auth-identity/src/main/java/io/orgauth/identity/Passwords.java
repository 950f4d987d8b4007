package io.orgauth.identity;

import io.orgauth.identity.IdentityContext.Done;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Passwords: set by the person only, checked so that nothing tells an outsider which accounts exist.
 *
 * <p>Immutable and thread-safe.
 */
public final class Passwords {
    /** How long a reset link works. */
    public static final Duration RESET_LIFETIME = Duration.ofHours(1);

    private static final String RESET = "password-reset";

    private final IdentityContext context;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final SignInThrottle throttle;

    Passwords(IdentityContext context, PasswordHashing hashing, PasswordRules rules, SignInThrottle throttle) {
        this.context = context;
        this.hashing = hashing;
        this.rules = rules;
        this.throttle = throttle;
    }

    /**
     * Where an attempt comes from.
     *
     * @param address the client's address, if known
     * @param knownDevice the id of a device that signed this account in before, if the request proves one
     */
    public record Attempt(Optional<InetAddress> address, Optional<String> knownDevice) {
        /** From nowhere known. */
        public static final Attempt UNKNOWN = new Attempt(Optional.empty(), Optional.empty());
    }

    /**
     * The user whose e-mail address and password these are.
     *
     * @param email as typed
     * @param password as typed
     * @param attempt where it comes from
     * @return the enabled user
     * @throws IdentityException with SIGN_IN_FAILED, the same for an unknown user, a wrong password, a disabled user, and one
     *     without a password; or with TOO_MANY_ATTEMPTS, which does not depend on the password
     * @throws io.orgauth.AuthUnavailableException if too many passwords are being checked
     */
    public User verify(String email, String password, Attempt attempt) {
        String account = account(email, attempt);
        if (!throttle.allows(account, attempt.address())) {
            throw new IdentityException(IdentityReason.TOO_MANY_ATTEMPTS, "too many attempts, try again later");
        }
        Optional<User> proven = proven(email, password);
        if (proven.isEmpty()) {
            throttle.failed(account, attempt.address());
            throw new IdentityException(IdentityReason.SIGN_IN_FAILED, "e-mail address or password is wrong");
        }
        throttle.succeeded(account);
        return proven.get();
    }

    /** One expensive check whoever is asked for; only a text that can be nobody's password costs nothing. */
    private Optional<User> proven(String email, String password) {
        if (!PasswordRules.isReadable(password)) {
            return Optional.empty();
        }
        Optional<User> user = user(email);
        Optional<String> stored =
                user.flatMap(found -> context.stores().passwords().find(found.id()));
        if (stored.isEmpty()) {
            hashing.matchNobody(password);
            return Optional.empty();
        }
        return user.filter(found -> matches(found.id(), stored.get(), password));
    }

    private boolean matches(UserId user, String stored, String password) {
        PasswordHash hash = PasswordHash.parse(stored);
        String normalized = PasswordRules.normalized(password);
        boolean current = hash instanceof Argon2Hash argon2 && argon2.isCurrent();
        boolean right = hashing.matches(hash, normalized);
        if (!right && !current && !normalized.equals(password)) {
            right = hashing.matches(hash, password); // whoever made an imported hash may not have normalized
        }
        if (right && !current) {
            context.stores().passwords().replace(user, stored, hashing.hash(normalized));
        }
        return right;
    }

    /** A stranger's failures count for the address typed, a known device's for the device; unknown accounts count the same. */
    private static String account(String email, Attempt attempt) {
        String typed = SecretDigest.of(email.toLowerCase(Locale.ROOT)).hex();
        return attempt.knownDevice()
                .map(device -> "device:" + typed + ":" + device)
                .orElse("account:" + typed);
    }

    private Optional<User> user(String email) {
        try {
            return context.stores().users().byEmail(EmailAddress.of(email)).filter(User::enabled);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Gives a user a password, in place of any before. For the operator: a person uses {@link #change} or a reset.
     *
     * @param user the user
     * @param password the new password
     * @throws IdentityException with NOT_FOUND or PASSWORD_NOT_ACCEPTABLE
     */
    public void set(UserId user, String password) {
        User known = context.stores().users().find(user).orElseThrow(() -> IdentityException.notFound("user"));
        String hash = acceptable(known, password);
        context.stores().atomically(unit -> {
            store(unit, known, hash, "password.set");
            return true;
        });
    }

    /**
     * Changes a user's password.
     *
     * @param user the user, signed in
     * @param old the password of now
     * @param password the new password
     * @param attempt where the request comes from
     * @throws IdentityException with SIGN_IN_FAILED, TOO_MANY_ATTEMPTS or PASSWORD_NOT_ACCEPTABLE
     */
    public void change(UserId user, String old, String password, Attempt attempt) {
        User known = context.stores().users().find(user).orElseThrow(() -> IdentityException.notFound("user"));
        verify(known.email().value(), old, attempt);
        String hash = acceptable(known, password);
        context.stores().atomically(unit -> {
            store(unit, known, hash, "password.changed");
            return true;
        });
    }

    /**
     * Sends a link for a new password, if the address is an enabled user's. The caller learns nothing either way.
     *
     * @param email as typed
     */
    public void requestReset(String email) {
        Optional<User> user = user(email);
        String secret = context.ids().secret();
        user.ifPresent(known -> {
            context.stores().atomically(unit -> {
                unit.oneTimeSecrets().forget(known.id(), RESET);
                unit.oneTimeSecrets()
                        .put(
                                SecretDigest.of(secret),
                                RESET,
                                known.id(),
                                context.clock().instant().plus(RESET_LIFETIME));
                record(unit, known, "password.reset_requested");
                return true;
            });
            context.deliver(Mail.passwordReset(known.email(), secret));
        });
    }

    /**
     * Sets a new password by the link. The link is used up, the address is proven by it, and nobody is signed in by it.
     *
     * @param secret from the link
     * @param password the new password
     * @throws IdentityException with LINK_NOT_VALID, or with PASSWORD_NOT_ACCEPTABLE, which leaves the link as it is
     */
    public void reset(String secret, String password) {
        rules.require(password, List.of());
        String hash = hashing.hash(PasswordRules.normalized(password));
        context.stores().atomically(unit -> {
            User user = unit.oneTimeSecrets()
                    .consume(SecretDigest.of(secret), RESET, context.clock().instant())
                    .flatMap(unit.users()::find)
                    .filter(User::enabled)
                    .orElseThrow(() -> new IdentityException(
                            IdentityReason.LINK_NOT_VALID, "the link is unknown, used or too old"));
            if (!user.emailProven()) {
                Checked.replaced(unit.users().replace(user.proven()));
            }
            store(unit, user, hash, "password.reset");
            return true;
        });
    }

    private String acceptable(User user, String password) {
        String local = user.email().value().substring(0, user.email().value().lastIndexOf('@'));
        rules.require(
                password,
                List.of(local, user.email().domain(), user.email().domain().replaceAll("\\..*", "")));
        return hashing.hash(PasswordRules.normalized(password));
    }

    /** A new password ends every link for another one. */
    private void store(Stores unit, User user, String hash, String action) {
        unit.passwords().put(user.id(), hash);
        unit.oneTimeSecrets().forget(user.id(), RESET);
        record(unit, user, action);
    }

    /** In the chain of each organization that the person is a member of. */
    private void record(Stores unit, User user, String action) {
        unit.memberships()
                .ofUser(user.id())
                .forEach(membership -> context.audit()
                        .record(
                                unit,
                                membership.organization(),
                                Actor.operator(context),
                                Done.of(user, action, user.id().value())));
    }
}
