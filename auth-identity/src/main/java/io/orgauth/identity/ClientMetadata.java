package io.orgauth.identity;

import io.orgauth.Permission;
import io.orgauth.json.Json;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwkSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a client application is registered for, in the words of RFC 7591.
 *
 * <pre>{@code
 * ClientMetadata.publicClient("https://spa.example.com/callback").callableFrom("https://spa.example.com")
 * ClientMetadata.web("https://shop.example.com/callback").limitedTo(Permission.of("models:read"))
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param authentication how it proves to be itself; the one way, whatever else it presents
 * @param grants what it may present at the token endpoint
 * @param uris where browsers are sent back to, and from where it is called
 * @param jwks the JWK Set of its public keys, for {@link Authentication#PRIVATE_KEY_JWT}
 * @param permissions the most that its tokens may say; empty for no bound of its own
 * @param firstParty whether it is a part of the product itself: it gets a user's whole rights where it names none, and nobody is
 *     asked to consent; an operator's setting
 * @param refreshRetry how long a refresh token that was used may be presented again if the answer was lost; zero, the default,
 *     for not at all
 */
public record ClientMetadata(
        Authentication authentication,
        Set<GrantType> grants,
        ClientUris uris,
        Optional<String> jwks,
        Optional<Set<Permission>> permissions,
        boolean firstParty,
        Duration refreshRetry) {
    /** The longest that {@link #refreshRetry} may be. */
    public static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private static final int LONGEST_JWKS = 16_384;
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k"); // RFC 7518, 6

    /** How a client proves to be itself (RFC 7591, 2: {@code token_endpoint_auth_method}). */
    public enum Authentication {
        /** By its secret, in HTTP Basic or in the form. */
        CLIENT_SECRET,
        /** By a JWT that it signs (OpenID Connect Core, 9). */
        PRIVATE_KEY_JWT,
        /** It can't: its code is in its users' hands. */
        NONE;

        /**
         * Its stable name.
         *
         * @return for example {@code private_key_jwt}
         */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the sets and checks that they fit.
     *
     * @param authentication as the record says
     * @param grants as the record says
     * @param uris as the record says
     * @param jwks as the record says
     * @param permissions as the record says
     * @param firstParty as the record says
     * @param refreshRetry as the record says
     * @throws IllegalArgumentException if they don't; the message names what to change
     */
    public ClientMetadata {
        grants = Set.copyOf(grants);
        permissions = permissions.map(Set::copyOf);
        require(
                authentication != Authentication.NONE || !grants.contains(GrantType.CLIENT_CREDENTIALS),
                "a client without authentication can't act by itself, give it a secret or leave out client_credentials");
        require(
                grants.contains(GrantType.AUTHORIZATION_CODE) != uris.redirect().isEmpty(),
                "redirect URIs and the grant authorization_code go together");
        require(
                grants.contains(GrantType.AUTHORIZATION_CODE)
                        || grants.contains(GrantType.DEVICE_CODE)
                        || !grants.contains(GrantType.REFRESH_TOKEN),
                "refresh tokens come from a code, allow authorization_code or device_code");
        require(
                (firstParty && authentication == Authentication.NONE) || !grants.contains(GrantType.PASSWORD),
                "the password grant is for first-party public clients");
        require(
                (authentication == Authentication.PRIVATE_KEY_JWT) == jwks.isPresent(),
                "a JWK Set belongs to private_key_jwt and to nothing else");
        jwks.ifPresent(ClientMetadata::requireKeys);
        require(
                !refreshRetry.isNegative() && refreshRetry.compareTo(LONGEST_RETRY) <= 0,
                "refresh_retry must be 0 to " + LONGEST_RETRY.toSeconds() + " seconds");
    }

    private static void requireKeys(String text) {
        require(text.length() <= LONGEST_JWKS, "a JWK Set has at most " + LONGEST_JWKS + " characters");
        JwkSet.parse(text);
        require(
                keys(text).noneMatch(key -> PRIVATE.stream().anyMatch(key::has)),
                "a JWK Set must hold public keys only, leave out \"d\" and the like");
    }

    /** A private one is left out when tokens are verified; here it would be kept and shown. */
    private static Stream<JsonObject> keys(String text) {
        return Json.parseObject(text.getBytes(StandardCharsets.UTF_8)).array("keys").orElseThrow().values().stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * A program that acts by itself with a secret, and for nobody else. What a client is unless said.
     *
     * @return the metadata
     */
    public static ClientMetadata service() {
        return new ClientMetadata(
                Authentication.CLIENT_SECRET,
                Set.of(GrantType.CLIENT_CREDENTIALS),
                ClientUris.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO);
    }

    /**
     * A web application with a server that keeps its secret.
     *
     * @param redirectUris where browsers are sent back to, exactly
     * @return the metadata
     */
    public static ClientMetadata web(String... redirectUris) {
        return codeClient(Authentication.CLIENT_SECRET, redirectUris);
    }

    /**
     * An application in its users' hands, which can keep no secret: a page, a desktop or mobile application.
     *
     * @param redirectUris where browsers are sent back to, exactly; the port of a loopback address may differ (RFC 8252, 7.3)
     * @return the metadata
     */
    public static ClientMetadata publicClient(String... redirectUris) {
        return codeClient(Authentication.NONE, redirectUris);
    }

    private static ClientMetadata codeClient(Authentication authentication, String... redirectUris) {
        return new ClientMetadata(
                authentication,
                EnumSet.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
                ClientUris.NONE.withRedirect(Set.of(redirectUris)),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO);
    }

    /**
     * A program without a browser and without a secret, which shows a code to type elsewhere (RFC 8628).
     *
     * @return the metadata
     */
    public static ClientMetadata device() {
        return new ClientMetadata(
                Authentication.NONE,
                EnumSet.of(GrantType.DEVICE_CODE, GrantType.REFRESH_TOKEN),
                ClientUris.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO);
    }

    /**
     * The same with further grants.
     *
     * @param more what it may present too
     * @return the metadata
     * @throws IllegalArgumentException if they don't fit
     */
    public ClientMetadata allowing(GrantType... more) {
        Set<GrantType> all = new HashSet<>(grants);
        all.addAll(List.of(more));
        return new ClientMetadata(authentication, all, uris, jwks, permissions, firstParty, refreshRetry);
    }

    /**
     * The same, called by pages of these origins (CORS).
     *
     * @param origins each as a browser sends it
     * @return the metadata
     * @throws IllegalArgumentException if one is no such
     */
    public ClientMetadata callableFrom(String... origins) {
        return at(new ClientUris(uris.redirect(), uris.postLogout(), Set.of(origins)));
    }

    /**
     * The same with places to go to after signing out.
     *
     * @param postLogoutRedirectUris exactly
     * @return the metadata
     * @throws IllegalArgumentException if one is no such
     */
    public ClientMetadata afterLogout(String... postLogoutRedirectUris) {
        return at(new ClientUris(uris.redirect(), Set.of(postLogoutRedirectUris), uris.origins()));
    }

    private ClientMetadata at(ClientUris changed) {
        return new ClientMetadata(authentication, grants, changed, jwks, permissions, firstParty, refreshRetry);
    }

    /**
     * The same, with tokens that say no more than this.
     *
     * @param most the permissions
     * @return the metadata
     */
    public ClientMetadata limitedTo(Permission... most) {
        return new ClientMetadata(
                authentication, grants, uris, jwks, Optional.of(Set.of(most)), firstParty, refreshRetry);
    }

    /**
     * The same as a part of the product itself. The operator's to say.
     *
     * @return the metadata
     */
    public ClientMetadata asFirstParty() {
        return new ClientMetadata(authentication, grants, uris, jwks, permissions, true, refreshRetry);
    }

    /**
     * The same with keys in place of a secret.
     *
     * @param jwkSet the JWK Set of its public keys (RFC 7517, 5)
     * @return the metadata
     * @throws IllegalArgumentException if it is none, or holds a private or symmetric key
     */
    public ClientMetadata signingWith(String jwkSet) {
        return new ClientMetadata(
                Authentication.PRIVATE_KEY_JWT,
                grants,
                uris,
                Optional.of(jwkSet),
                permissions,
                firstParty,
                refreshRetry);
    }

    /**
     * The same, with a time in which a refresh token whose answer was lost may be presented again by the same client, as long as what
     * it was exchanged for has not been used.
     *
     * @param window 0 to {@link #LONGEST_RETRY}
     * @return the metadata
     * @throws IllegalArgumentException if it is longer
     */
    public ClientMetadata retryingWithin(Duration window) {
        return new ClientMetadata(authentication, grants, uris, jwks, permissions, firstParty, window);
    }

    /**
     * Whether what an organization registers by itself may say this: the operator's settings are not theirs.
     *
     * @return false for a first-party client
     */
    public boolean isAnybodys() {
        return !firstParty;
    }

    /**
     * All of it, to be kept.
     *
     * @return what {@link #of(JsonObject)} reads
     */
    public JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("token_endpoint_auth_method", authentication.code())
                .put(
                        "grant_types",
                        grants.stream().map(GrantType::value).sorted().toList())
                .put("redirect_uris", uris.redirect().stream().sorted().toList())
                .put(
                        "post_logout_redirect_uris",
                        uris.postLogout().stream().sorted().toList())
                .put("allowed_origins", uris.origins().stream().sorted().toList())
                .put("first_party", firstParty)
                .put("refresh_retry", refreshRetry.toSeconds());
        jwks.ifPresent(set -> json.put("jwks", Json.parseObject(set.getBytes(StandardCharsets.UTF_8))));
        permissions.ifPresent(most -> json.put(
                "permissions", most.stream().map(Permission::value).sorted().toList()));
        return json.build();
    }

    /**
     * What was kept, or what a registration says. What is left out is as in {@link #service()}, but without grants.
     *
     * @param json as {@link #toJson()} gave it
     * @return the metadata
     * @throws IllegalArgumentException if it is something else, or does not fit
     */
    public static ClientMetadata of(JsonObject json) {
        return new ClientMetadata(
                json.string("token_endpoint_auth_method")
                        .map(ClientMetadata::authentication)
                        .orElse(Authentication.CLIENT_SECRET),
                words(json, "grant_types").stream().map(ClientMetadata::grant).collect(Collectors.toSet()),
                new ClientUris(
                        words(json, "redirect_uris"),
                        words(json, "post_logout_redirect_uris"),
                        words(json, "allowed_origins")),
                json.object("jwks").map(set -> new String(Json.write(set), StandardCharsets.UTF_8)),
                json.strings("permissions")
                        .map(most -> most.stream().map(Permission::of).collect(Collectors.toSet())),
                json.bool("first_party").orElse(false),
                Duration.ofSeconds(json.longValue("refresh_retry").orElse(0)));
    }

    private static Set<String> words(JsonObject json, String name) {
        return Set.copyOf(new HashSet<>(json.strings(name).orElse(List.of())));
    }

    private static GrantType grant(String value) {
        return GrantType.of(value)
                .orElseThrow(() -> new IllegalArgumentException("grant_types names an unknown grant"));
    }

    /** Basic and post count as one way: which of the two a client takes is its library's choice. */
    private static Authentication authentication(String value) {
        return switch (value) {
            case "client_secret", "client_secret_basic", "client_secret_post" -> Authentication.CLIENT_SECRET;
            case "private_key_jwt" -> Authentication.PRIVATE_KEY_JWT;
            case "none" -> Authentication.NONE;
            default ->
                throw new IllegalArgumentException(
                        "token_endpoint_auth_method must be client_secret_basic, client_secret_post, private_key_jwt or none");
        };
    }
}
