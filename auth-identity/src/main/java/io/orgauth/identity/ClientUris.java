package io.orgauth.identity;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the browsers of a client's users are sent to, and where it is called from. All are compared as text, exactly (RFC 9700,
 * 2.1); only the port of a loopback address may differ (RFC 8252, 7.3).
 *
 * @param redirect after an authorization
 * @param postLogout after signing out
 * @param origins of pages that call the token endpoint and the like themselves
 */
public record ClientUris(Set<String> redirect, Set<String> postLogout, Set<String> origins) {
    /** None at all. */
    public static final ClientUris NONE = new ClientUris(Set.of(), Set.of(), Set.of());

    private static final int MOST = 50;
    private static final int LONGEST = 2_048;
    private static final Pattern LOOPBACK = Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?(/.*)?");
    private static final Pattern LOCALHOST = Pattern.compile("http://localhost(:[0-9]{1,5})?(/.*)?");

    /** A domain of its owner, turned round (RFC 8252, 7.1): {@code com.example.app:/callback}. */
    private static final Pattern PRIVATE_SCHEME = Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+:/.*");

    /**
     * Copies and checks the sets.
     *
     * @param redirect as the record says
     * @param postLogout as the record says
     * @param origins as the record says
     * @throws IllegalArgumentException if one can't be; the message says what one can be
     */
    public ClientUris {
        redirect = Set.copyOf(redirect);
        postLogout = Set.copyOf(postLogout);
        origins = Set.copyOf(origins);
        if (redirect.size() > MOST || postLogout.size() > MOST || origins.size() > MOST) {
            throw new IllegalArgumentException("a client has at most " + MOST + " URIs of a kind");
        }
        redirect.forEach(ClientUris::requirePlace);
        postLogout.forEach(ClientUris::requirePlace);
        origins.forEach(Resource::requireOrigin);
    }

    private static void requirePlace(String uri) {
        boolean plain = uri.length() <= LONGEST
                && uri.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#' && c != '*');
        boolean place = plain && parsed(uri).filter(ClientUris::isPlace).isPresent();
        if (!place) {
            throw new IllegalArgumentException(
                    "a redirect URI must be https, http on loopback, or a private scheme such as"
                            + " com.example.app:/callback, in ASCII, without fragment, user and wildcard");
        }
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPlace(URI uri) {
        String text = uri.toString();
        if (uri.getScheme() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> uri.getHost() != null;
            case "http" ->
                LOOPBACK.matcher(text).matches() || LOCALHOST.matcher(text).matches();
            default -> PRIVATE_SCHEME.matcher(text).matches();
        };
    }

    ClientUris withRedirect(Set<String> changed) {
        return new ClientUris(changed, postLogout, origins);
    }

    /**
     * Whether a browser may be sent there with a code.
     *
     * @param uri as the client says it
     * @return true if it is registered
     */
    public boolean allowsRedirect(String uri) {
        if (redirect.contains(uri)) {
            return true;
        }
        boolean loopback = uri.length() <= LONGEST && LOOPBACK.matcher(uri).matches();
        return loopback && withoutPorts(redirect).contains(withoutPort(uri));
    }

    private static Set<String> withoutPorts(Set<String> uris) {
        Set<String> plain = new HashSet<>();
        uris.stream().filter(uri -> LOOPBACK.matcher(uri).matches()).forEach(uri -> plain.add(withoutPort(uri)));
        return plain;
    }

    private static String withoutPort(String uri) {
        return uri.replaceFirst("^(http://(?:127\\.0\\.0\\.1|\\[::1\\])):[0-9]{1,5}", "$1");
    }

    /**
     * Whether a browser that is sent there reaches this client and no other program: not on loopback and not by a private scheme,
     * which any program on the same device can claim.
     *
     * @param uri one that is registered
     * @return true for https
     */
    public static boolean isOwned(String uri) {
        return uri.startsWith("https://");
    }
}
