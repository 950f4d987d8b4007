package io.orgauth.oauth;

import io.orgauth.OrganizationId;
import io.orgauth.http.BadRequestException;
import io.orgauth.http.Form;
import io.orgauth.http.HttpRequest;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.GrantType;
import io.orgauth.oauth.AuthorizationRequest.Asks;
import io.orgauth.oauth.AuthorizationRequest.Prompt;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads authorization requests. Until client and redirect URI are known to belong together nobody is sent anywhere; from then on the
 * client is told what is wrong with the rest.
 */
final class AuthorizationReader {
    private static final int LONGEST = 1_024;
    private static final int MOST_RESOURCES = 10;
    private static final String RESOURCE = "resource";
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}"); // of SHA-256, RFC 7636, 4.2
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final OAuthContext context;
    private final OwnTokens tokens;

    AuthorizationReader(OAuthContext context) {
        this.context = context;
        this.tokens = new OwnTokens(context);
    }

    /** A request whose client and redirect URI are good, to which every other error is told. */
    record Addressed(Form form, ClientApplication client, RedirectTo redirect) {}

    /**
     * Finds out whom to answer.
     *
     * @throws BadRequestException if a parameter is malformed or doubled: then nobody is told but the person
     * @throws OAuthException with INVALID_CLIENT or INVALID_REQUEST, for the person too
     */
    Addressed addressed(HttpRequest request) {
        Form form = request.method().equals("POST") ? request.form() : request.query();
        ClientApplication client =
                form.single("client_id").flatMap(context::client).orElseThrow(OAuthError.INVALID_CLIENT::refusal);
        String uri = form.single("redirect_uri")
                .filter(client.metadata().uris()::allowsRedirect)
                .orElseThrow(OAuthError.INVALID_REQUEST::refusal);
        Optional<String> state = form.all("state").size() == 1
                ? Optional.of(form.all("state").get(0)).filter(text -> text.length() <= LONGEST)
                : Optional.empty();
        return new Addressed(form, client, new RedirectTo(uri, state, context.issuer()));
    }

    /**
     * Reads the rest.
     *
     * @throws OAuthException with what is wrong, for the client
     */
    AuthorizationRequest read(Addressed addressed) {
        try {
            return read(addressed.form(), addressed.client(), addressed.redirect());
        } catch (BadRequestException e) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
    }

    private AuthorizationRequest read(Form form, ClientApplication client, RedirectTo redirect) {
        requireSingle(form);
        requireNoObject(form);
        String type = given(form, "response_type").orElseThrow(OAuthError.INVALID_REQUEST::refusal);
        require(type.equals("code"), OAuthError.UNSUPPORTED_RESPONSE_TYPE);
        require(client.metadata().grants().contains(GrantType.AUTHORIZATION_CODE), OAuthError.UNAUTHORIZED_CLIENT);
        require(given(form, "response_mode").map("query"::equals).orElse(true), OAuthError.INVALID_REQUEST);
        Scope scope = given(form, "scope")
                .map(text -> Scope.parse(text, context.model()))
                .orElse(Scope.NONE)
                .of(client);
        return new AuthorizationRequest(
                client.id(),
                redirect.uri(),
                redirect.state(),
                scope,
                resources(form),
                challenge(form),
                given(form, "nonce"),
                asks(form, client));
    }

    /** An unknown parameter is ignored (RFC 6749, 3.1); one that stands twice or is huge is a mistake or a trick. */
    private static void requireSingle(Form form) {
        for (String name : form.names()) {
            if (!name.equals(RESOURCE)) {
                require(form.single(name).map(String::length).orElse(0) <= LONGEST, OAuthError.INVALID_REQUEST);
            }
        }
    }

    /** OpenID Connect Core, 6: what we do not read must not be passed over, as the client means it to count. */
    private static void requireNoObject(Form form) {
        require(given(form, "request").isEmpty(), OAuthError.REQUEST_NOT_SUPPORTED);
        require(given(form, "request_uri").isEmpty(), OAuthError.REQUEST_URI_NOT_SUPPORTED);
    }

    /** RFC 9700, 2.1.1: always, and never as plain text. */
    private static String challenge(Form form) {
        require(given(form, "code_challenge_method").filter("S256"::equals).isPresent(), OAuthError.INVALID_REQUEST);
        return given(form, "code_challenge")
                .filter(text -> CHALLENGE.matcher(text).matches())
                .orElseThrow(OAuthError.INVALID_REQUEST::refusal);
    }

    private static Set<URI> resources(Form form) {
        List<String> named = form.all(RESOURCE);
        require(named.size() <= MOST_RESOURCES, OAuthError.INVALID_TARGET);
        Set<URI> resources = new LinkedHashSet<>();
        for (String text : named) {
            try {
                resources.add(URI.create(text));
            } catch (IllegalArgumentException e) {
                throw OAuthError.INVALID_TARGET.refusal();
            }
        }
        return resources;
    }

    private Asks asks(Form form, ClientApplication client) {
        return new Asks(
                prompts(form),
                given(form, "max_age").map(AuthorizationReader::seconds),
                organization(form, client),
                given(form, "login_hint"),
                given(form, "id_token_hint").map(hint -> subject(hint, client)));
    }

    private static Set<Prompt> prompts(Form form) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        given(form, "prompt").ifPresent(text -> {
            for (String word : text.split(" ", -1)) {
                prompts.add(prompt(word));
            }
        });
        require(!prompts.contains(Prompt.NONE) || prompts.size() == 1, OAuthError.INVALID_REQUEST);
        return prompts;
    }

    private static Prompt prompt(String word) {
        for (Prompt prompt : Prompt.values()) {
            if (prompt.name().toLowerCase(Locale.ROOT).equals(word)) {
                return prompt;
            }
        }
        throw OAuthError.INVALID_REQUEST.refusal();
    }

    private static Duration seconds(String text) {
        require(SECONDS.matcher(text).matches(), OAuthError.INVALID_REQUEST);
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /** An organization's own client never acts in another. */
    private static Optional<OrganizationId> organization(Form form, ClientApplication client) {
        Optional<String> named = given(form, "organization");
        Optional<OrganizationId> owner = client.owner();
        require(
                named.isEmpty() || owner.isEmpty() || owner.get().value().equals(named.get()),
                OAuthError.ACCESS_DENIED);
        try {
            return owner.or(() -> named.map(OrganizationId::of));
        } catch (IllegalArgumentException e) {
            throw OAuthError.INVALID_REQUEST.refusal();
        }
    }

    /** One that ran out still says who it was about; one that we did not sign for this client says nothing. */
    private String subject(String hint, ClientApplication client) {
        return tokens.idToken(hint)
                .filter(claims -> claims.string("aud").equals(Optional.of(client.id())))
                .flatMap(claims -> claims.string("sub"))
                .orElseThrow(OAuthError.INVALID_REQUEST::refusal);
    }

    private static Optional<String> given(Form form, String name) {
        return form.single(name).filter(text -> !text.isEmpty());
    }

    private static void require(boolean good, OAuthError otherwise) {
        if (!good) {
            throw otherwise.refusal();
        }
    }
}
