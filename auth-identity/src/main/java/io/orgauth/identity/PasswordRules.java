package io.orgauth.identity;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a new password must be (NIST SP 800-63B-4, 3.1.1.2): long, and not one that attackers try. There is no rule about
 * kinds of characters. Immutable and thread-safe.
 */
public final class PasswordRules {
    /** The shortest, in code points, as the only factor. */
    public static final int MIN_LENGTH = 15;
    /** The longest, in code points; a longer one is refused before any work is done on it. */
    public static final int MAX_LENGTH = 1_024;

    private static final int SHORTEST_WORD = 3;
    private static final int CHARACTERS_OF_ONES_OWN = 4;
    private static final int MOST_RUNS = 3;

    // Rows, columns and zigzags of keyboards; no run has a character twice.
    private static final List<String> RUNS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "0123456789",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p",
            "1q2w3e4r5t6y7u8i9o0p",
            "q1w2e3r4t5y6u7i8o9p0");

    // What fills a short password up to the length: the words that head every list of leaked passwords.
    private static final List<String> COMMON = List.of(
            "password",
            "passwort",
            "passphrase",
            "passw",
            "welcome",
            "letmein",
            "login",
            "admin",
            "administrator",
            "user",
            "root",
            "guest",
            "test",
            "default",
            "changeme",
            "change",
            "secret",
            "qwerty",
            "qwertz",
            "azerty",
            "iloveyou",
            "love",
            "abc",
            "hello",
            "monkey",
            "dragon",
            "master",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "superman",
            "batman",
            "trustno",
            "shadow",
            "summer",
            "winter",
            "spring",
            "autumn",
            "january",
            "december");

    private static final String LEET = "@4031!$57";
    private static final String PLAIN = "aaoeiisst";

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
        return !password.isEmpty()
                && password.length() <= 2 * MAX_LENGTH
                && length(password) <= MAX_LENGTH
                && StandardCharsets.UTF_8.newEncoder().canEncode(password); // half a surrogate pair would hash as a '?'
    }

    /**
     * Refuses what may not be a password.
     *
     * @param password the new password
     * @param context words about the person, the organization and the product, which may not make up the whole
     * @throws IdentityException with PASSWORD_NOT_ACCEPTABLE
     */
    void require(String password, Collection<String> context) {
        // Both count: one character may normalize to 18, and two to one.
        if (!isReadable(password) || Math.min(length(password), length(normalized(password))) < MIN_LENGTH) {
            throw refused("a password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters");
        }
        String folded = folded(password);
        if (blocked.contains(folded) || isRepetition(folded) || isRuns(folded) || isOnlyWords(folded, context)) {
            throw refused("the password is one that attackers try first, choose another");
        }
    }

    /** One block again and again, the last time perhaps cut off. */
    private static boolean isRepetition(String password) {
        int longest = Math.min(MAX_LENGTH, password.length() / 2 + 1);
        for (int block = 1; block <= longest; block++) {
            if (password.regionMatches(0, password, block, password.length() - block)) {
                return true;
            }
        }
        return false;
    }

    /** Two or three ways along the alphabet, the digits or the keyboard, forwards or backwards, again and again. */
    private static boolean isRuns(String password) {
        int from = 0;
        for (int run = 0; run < MOST_RUNS; run++) {
            from += longestRun(password, from);
        }
        return from == password.length();
    }

    private static int longestRun(String password, int from) {
        int longest = 0;
        for (String run : RUNS) {
            longest =
                    Math.max(longest, Math.max(runLength(password, from, run, 1), runLength(password, from, run, -1)));
        }
        return longest;
    }

    private static int runLength(String password, int from, String run, int step) {
        int at = from;
        while (at < password.length() && run.indexOf(password.charAt(at)) >= 0) {
            int here = run.indexOf(password.charAt(at));
            at++;
            boolean goesOn = at < password.length()
                    && password.charAt(at) == run.charAt(Math.floorMod(here + step, run.length()));
            if (!goesOn) {
                break;
            }
        }
        return at - from;
    }

    /** Nothing but words that anyone can guess of this person or tries on everybody, with digits or signs for letters or not. */
    private static boolean isOnlyWords(String password, Collection<String> context) {
        List<String> words = new ArrayList<>(COMMON);
        context.stream()
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\p{N}]+"))))
                .map(PasswordRules::folded)
                .filter(word -> word.length() >= SHORTEST_WORD)
                .forEach(words::add);
        return isOnly(password, password, words) || isOnly(password, withoutLeet(password), words);
    }

    /** Whether little is left of the password where the words, found in its spelling, are struck out. */
    private static boolean isOnly(String password, String spelling, List<String> words) {
        StringBuilder left = new StringBuilder(password);
        for (String word : words) {
            for (int at = spelling.indexOf(word); at >= 0; at = spelling.indexOf(word, at + 1)) {
                left.replace(at, at + word.length(), " ".repeat(word.length()));
            }
        }
        long ownCharacters = left.codePoints()
                .filter(c -> !Character.isDigit(c) && !Character.isWhitespace(c))
                .distinct()
                .count();
        return !left.toString().equals(password) && ownCharacters < CHARACTERS_OF_ONES_OWN;
    }

    private static String withoutLeet(String password) {
        StringBuilder plain = new StringBuilder(password);
        for (int i = 0; i < plain.length(); i++) {
            int sign = LEET.indexOf(plain.charAt(i));
            plain.setCharAt(i, sign < 0 ? plain.charAt(i) : PLAIN.charAt(sign));
        }
        return plain.toString();
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
