package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.Subject;
import io.orgauth.token.AccessToken;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The product's own claims in access and ID tokens. Their names are declared at start, so that a reserved one is refused there and
 * not at a sign-in; what the function gives beside them is refused.
 *
 * <p>Immutable, and thread-safe if the function is.
 */
public final class CustomClaims {
    private final Set<String> names;
    private final Function<Holder, Map<String, Object>> function;

    private CustomClaims(Set<String> names, Function<Holder, Map<String, Object>> function) {
        this.names = new TreeSet<>(names);
        this.function = function;
    }

    /**
     * Whose token it is.
     *
     * @param subject a user or a client application
     * @param organization the one it acts in
     * @param client which client the token is for
     */
    public record Holder(Subject subject, OrganizationId organization, String client) {}

    /**
     * No claims.
     *
     * @return what counts unless said
     */
    public static CustomClaims none() {
        return new CustomClaims(Set.of(), holder -> Map.of());
    }

    /**
     * Claims by a function, which is called for each token and must be quick.
     *
     * @param names all that it may give
     * @param function gives the claims of a holder: strings, numbers, booleans, and lists and maps of them
     * @return the claims
     * @throws IllegalArgumentException if a name is reserved or personal
     */
    public static CustomClaims of(Set<String> names, Function<Holder, Map<String, Object>> function) {
        AccessToken.Builder trial = AccessToken.builder();
        names.forEach(name -> trial.claim(name, ""));
        return new CustomClaims(names, function);
    }

    void put(Holder holder, BiConsumer<String, Object> token) {
        function.apply(holder).forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new IllegalStateException(
                        "claim \"" + name + "\" was not declared with the function that gives it");
            }
            token.accept(name, value);
        });
    }
}
