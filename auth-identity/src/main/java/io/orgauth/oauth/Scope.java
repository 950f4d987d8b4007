package io.orgauth.oauth;

import io.orgauth.Permission;
import io.orgauth.identity.AccessModel;
import io.orgauth.identity.ClientApplication;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client asks for, or was allowed: permissions, and words about the person and the authorization itself. Immutable.
 *
 * @param permissions those that are named
 * @param words of {@link #WORDS}, and {@link #ALL}
 */
record Scope(Set<Permission> permissions, Set<String> words) {
    static final String OPENID = "openid";
    static final String EMAIL = "email";
    static final String GROUPS = "groups";
    static final String OFFLINE = "offline_access";

    /** All that the person may do, kept for first-party clients that name nothing; never on the wire. */
    static final String ALL = "*";

    static final Set<String> WORDS = Set.of(OPENID, "profile", EMAIL, GROUPS, OFFLINE);

    /** What OpenID Connect Core, 5.4 has besides, of which we know nothing: taken, and not granted. */
    private static final Set<String> UNKNOWN_OF_PEOPLE = Set.of("address", "phone");

    static final Scope NONE = new Scope(Set.of(), Set.of());

    Scope {
        permissions = Set.copyOf(permissions);
        words = Set.copyOf(words);
    }

    /**
     * Reads a scope (RFC 6749, 3.3).
     *
     * @throws OAuthException with INVALID_SCOPE for a word that nobody declared: it is a mistake of who asks, and to ignore it would give a
     *     token for something else than was meant
     */
    static Scope parse(String text, AccessModel model) {
        Set<Permission> permissions = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        for (String word : text.split(" ", -1)) {
            if (WORDS.contains(word)) {
                words.add(word);
            } else if (!UNKNOWN_OF_PEOPLE.contains(word)) {
                permissions.add(declared(word, model).orElseThrow(OAuthError.INVALID_SCOPE::refusal));
            }
        }
        return new Scope(permissions, words);
    }

    private static Optional<Permission> declared(String word, AccessModel model) {
        try {
            return Optional.of(Permission.of(word)).filter(model.permissions()::contains);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What was kept; a permission that the product declares no more is left out. */
    static Scope kept(Collection<String> all, AccessModel model) {
        Set<Permission> permissions = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        for (String word : all) {
            if (WORDS.contains(word) || word.equals(ALL)) {
                words.add(word);
            } else {
                declared(word, model).ifPresent(permissions::add);
            }
        }
        return new Scope(permissions, words);
    }

    boolean has(String word) {
        return words.contains(word);
    }

    /** Just these permissions, with the same words. */
    Scope with(Set<Permission> other) {
        Set<String> others = new TreeSet<>(words);
        others.remove(ALL);
        return new Scope(other, others);
    }

    /** A first-party client that names no permission means all of them. */
    Scope of(ClientApplication client) {
        if (!permissions.isEmpty() || !client.metadata().firstParty()) {
            return this;
        }
        Set<String> more = new TreeSet<>(words);
        more.add(ALL);
        return new Scope(permissions, more);
    }

    /** All of it, to be kept, in the order of the text. */
    Set<String> all() {
        Set<String> all = new TreeSet<>(words);
        permissions.forEach(permission -> all.add(permission.value()));
        return all;
    }

    /** As it is on the wire. */
    @Override
    public String toString() {
        return String.join(" ", with(permissions).all());
    }
}
