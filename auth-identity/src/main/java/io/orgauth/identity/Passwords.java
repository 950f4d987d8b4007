package io.orgauth.identity;

import io.orgauth.identity.IdentityContext.Done;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final PasswordCheck check;

    Passwords(IdentityContext context, PasswordHashing hashing, PasswordRules rules, SignInThrottle throttle) {
        this.context = context;
        this.hashing = hashing;
        this.rules = rules;
        this.throttle = throttle;
        this.check = new PasswordCheck(context, hashing, throttle);
    }

    /** The same service with other rules for new passwords. */
    Passwords with(PasswordRules other) {
        return new Passwords(context, hashing, other, throttle);
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
        return check.require(email, password, attempt).user;
    }

    /**
     * Gives a user a password, in place of any before. For the operator: a person uses {@link #change} or a reset. All sessions of
     * the user end.
     *
     * @param user the user
     * @param password the new password
     * @throws IdentityException with NOT_FOUND or PASSWORD_NOT_ACCEPTABLE
     */
    public void set(UserId user, String password) {
        User known = context.stores().users().find(user).orElseThrow(() -> IdentityException.notFound("user"));
        String hash = acceptable(known, password);
        context.atomically((unit, journal) -> {
            unit.passwords().put(user, hash);
            SessionsOfPeople.end(unit, user, context.clock().instant());
            replaced(unit, journal, known, "password.set");
            return true;
        });
        throttle.forget(known.email());
    }

    /**
     * Changes a user's password. Sessions go on; a page that offers to end the others calls {@code Sessions.endAll} with its own.
     *
     * @param user the user, signed in
     * @param old the password of now
     * @param password the new password
     * @param attempt where the request comes from
     * @throws IdentityException with NOT_FOUND, SIGN_IN_FAILED, TOO_MANY_ATTEMPTS or PASSWORD_NOT_ACCEPTABLE; or with
     *     CHANGED_MEANWHILE if the old one was replaced while it was checked
     * @throws io.orgauth.AuthUnavailableException if too many passwords are being checked
     */
    public void change(UserId user, String old, String password, Attempt attempt) {
        User known = context.stores().users().find(user).orElseThrow(() -> IdentityException.notFound("user"));
        PasswordCheck.Proven proven = check.require(known.email().value(), old, attempt);
        if (!proven.user.id().equals(user)) {
            throw PasswordCheck.failed(); // the address went to somebody else meanwhile
        }
        String hash = acceptable(known, password);
        context.atomically((unit, journal) -> {
            // Whoever knows an old password must not undo the reset that ended it.
            Checked.replaced(unit.passwords().replace(user, proven.hash, hash));
            replaced(unit, journal, known, "password.changed");
            return true;
        });
    }

    /**
     * Sends a link for a new password, if the address is an enabled user's and was not sent too many. The caller learns nothing
     * either way, as long as the {@link Mailer} returns at once.
     *
     * @param email as typed
     */
    public void requestReset(String email) {
        if (!throttle.allowsLink(email)) {
            return;
        }
        String secret = context.ids().secret();
        check.user(email).ifPresent(known -> {
            context.atomically((unit, journal) -> {
                remember(unit, known, SecretDigest.of(secret));
                record(unit, journal, known, "password.reset_requested");
                return true;
            });
            context.deliver(Mail.passwordReset(known.email(), secret));
        });
    }

    /** The newest link only. */
    private void remember(Stores unit, User user, SecretDigest digest) {
        unit.oneTimeSecrets().forget(user.id(), RESET);
        unit.oneTimeSecrets()
                .put(digest, RESET, user.id(), context.clock().instant().plus(RESET_LIFETIME));
    }

    /**
     * Sets a new password by the link. The link is used up, the address is proven by it, and nobody is signed in by it. All
     * sessions of the user end: whoever set a password before the address was proven, or has learnt it, is in nowhere any more.
     *
     * @param secret from the link
     * @param password the new password
     * @throws IdentityException with LINK_NOT_VALID, or with PASSWORD_NOT_ACCEPTABLE, which leaves the link as it is
     * @throws io.orgauth.AuthUnavailableException if too many passwords are being checked; the link stays as it is
     */
    public void reset(String secret, String password) {
        SecretDigest digest = SecretDigest.of(secret);
        // Only who has a link may cause the work of a hash; the link itself is used up with the change, below.
        String hash = acceptable(owner(context.stores(), context.stores().oneTimeSecrets()::find, digest), password);
        User changed = context.atomically((unit, journal) -> {
            User user = owner(unit, unit.oneTimeSecrets()::consume, digest);
            FirstProof.of(unit, user, context.clock().instant());
            unit.passwords().put(user.id(), hash);
            SessionsOfPeople.end(
                    unit,
                    user.id(),
                    context.clock().instant()); // whoever needs a new one may have lost the old one to somebody
            replaced(unit, journal, user, "password.reset");
            return user;
        });
        throttle.forget(changed.email());
    }

    /**
     * Makes somebody who is not known yet a user and a member, by the link of an invitation: reading its mailbox proves the address.
     * Nobody is signed in by it.
     *
     * @param secret from the link
     * @param password what the person chose
     * @return the new user
     * @throws IdentityException with LINK_NOT_VALID, PASSWORD_NOT_ACCEPTABLE, or ALREADY_EXISTS if the address is a user's, who signs
     *     in and accepts; in each case the link is left as it is
     * @throws io.orgauth.AuthUnavailableException if too many passwords are being checked; the link stays as it is
     */
    public User join(String secret, String password) {
        SecretDigest digest = SecretDigest.of(secret);
        Invitations invitations = new Invitations(context, Actor.operator(context));
        EmailAddress email = invitations.open(context.stores(), digest).email();
        User made = new User(new UserId(context.ids().id("usr_")), email, true, Optional.empty(), true, 1);
        if (context.stores().users().byEmail(email).isPresent()) {
            throw IdentityException.taken("a user with this e-mail address");
        }
        String hash = acceptable(made, password);
        return context.atomically((unit, journal) -> {
            if (!unit.users().insert(made)) {
                throw IdentityException.taken("a user with this e-mail address");
            }
            unit.passwords().put(made.id(), hash);
            invitations.acceptIn(unit, journal, made.id(), digest);
            return made;
        });
    }

    private interface Lookup {
        Optional<UserId> user(SecretDigest digest, String purpose, Instant now);
    }

    private User owner(Stores unit, Lookup lookup, SecretDigest digest) {
        return lookup.user(digest, RESET, context.clock().instant())
                .flatMap(unit.users()::find)
                .filter(User::enabled)
                .orElseThrow(() ->
                        new IdentityException(IdentityReason.LINK_NOT_VALID, "the link is unknown, used or too old"));
    }

    private String acceptable(User user, String password) {
        rules.require(password, words(user));
        return hashing.hash(PasswordRules.normalized(password));
    }

    /** What anyone can guess of this person: names of the address, the organizations and the product. */
    private List<String> words(User user) {
        List<String> words = new ArrayList<>();
        words.add(user.email().value());
        words.add(context.issuer());
        for (Membership membership : context.stores().memberships().ofUser(user.id())) {
            context.stores().organizations().find(membership.organization()).ifPresent(organization -> {
                words.add(organization.displayName());
                words.add(organization.slug());
            });
        }
        return words;
    }

    /** A new password ends every link for another one. */
    private void replaced(Stores unit, AuditJournal journal, User user, String action) {
        unit.oneTimeSecrets().forget(user.id(), RESET);
        record(unit, journal, user, action);
    }

    /** In the chain of each organization that the person is a member of. */
    private void record(Stores unit, AuditJournal journal, User user, String action) {
        unit.memberships()
                .ofUser(user.id())
                .forEach(membership -> journal.record(
                        membership.organization(),
                        Actor.operator(context),
                        Done.of(user, action, user.id().value())));
    }
}
