package io.orgauth.identity;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a new password must be (NIST SP 800-63B-4, 3.1.1.2): long, and not one that attackers try. There is no rule about
 * kinds of characters. Immutable and thread-safe.
 */
public final class PasswordRules {
    /** The shortest, in code points, as the only factor. */
    public static final int MIN_LENGTH = 15;
    /** The longest, in code points; a longer one is refused before any work is done on it. */
    public static final int MAX_LENGTH = 1_024;

    private static final int LONGEST_BLOCK = 5;
    private static final List<String> RUNS = List.of(
            "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm");

    private final Set<String> blocked;

    private PasswordRules(Set<String> blocked) {
        this.blocked = Set.copyOf(blocked);
    }

    /**
     * The rules without a list of known passwords.
     *
     * @return the rules
     */
    public static PasswordRules standard() {
        return new PasswordRules(Set.of());
    }

    /**
     * These rules, refusing the listed passwords too, in any case.
     *
     * @param known for example the passwords of a public list of leaks; shorter ones than {@link #MIN_LENGTH} are left out
     * @return other rules
     */
    public PasswordRules blocking(Collection<String> known) {
        Set<String> all = new HashSet<>(blocked);
        known.stream()
                .map(PasswordRules::folded)
                .filter(password -> length(password) >= MIN_LENGTH)
                .forEach(all::add);
        return new PasswordRules(all);
    }

    /** The one spelling that is hashed: NFKC, so that one keyboard's composed letters are another's. */
    static String normalized(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    /** Whether the text can be a password at all; checked before any work. */
    static boolean isReadable(String password) {
        return !password.isEmpty() && password.length() <= 2 * MAX_LENGTH && length(password) <= MAX_LENGTH;
    }

    /**
     * Refuses what may not be a password.
     *
     * @param password the new password
     * @param context words about the person, the organization and the product, which may not make up the whole
     * @throws IdentityException with PASSWORD_NOT_ACCEPTABLE
     */
    void require(String password, Collection<String> context) {
        if (!isReadable(password) || length(normalized(password)) < MIN_LENGTH) {
            throw refused("a password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        String folded = folded(password);
        if (blocked.contains(folded) || isRepetition(folded) || isRun(folded) || isOnly(folded, context)) {
            throw refused("the password is one that attackers try first, choose another");
        }
    }

    /** A block of a few characters again and again. */
    private static boolean isRepetition(String password) {
        for (int block = 1; block <= LONGEST_BLOCK; block++) {
            if (password.startsWith(password.substring(block))) {
                return true;
            }
        }
        String half = password.substring(0, (password.length() + 1) / 2);
        return password.equals(half + half)
                || password.equals(half + half.substring(0, password.length() - half.length()));
    }

    /** Along the alphabet, the digits or the keyboard, forwards or backwards, again and again. */
    private static boolean isRun(String password) {
        String backwards = new StringBuilder(password).reverse().toString();
        return RUNS.stream().anyMatch(run -> {
            String endless = run.repeat(password.length() / run.length() + 2);
            return endless.contains(password) || endless.contains(backwards);
        });
    }

    /** Nothing but words that anyone can guess of this person, and digits. */
    private static boolean isOnly(String password, Collection<String> context) {
        String rest = password;
        for (String word : context) {
            String folded = folded(word);
            rest = folded.length() < 3 ? rest : rest.replace(folded, "");
        }
        return !rest.equals(password)
                && rest.codePoints().filter(Character::isLetter).count() < 4;
    }

    private static String folded(String password) {
        return normalized(password).toLowerCase(Locale.ROOT);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static IdentityException refused(String message) {
        return new IdentityException(IdentityReason.PASSWORD_NOT_ACCEPTABLE, message);
    }
}
