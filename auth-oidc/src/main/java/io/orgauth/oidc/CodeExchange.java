package io.orgauth.oidc;

import io.orgauth.http.FetchException;
import io.orgauth.http.FetchRequest;
import io.orgauth.http.FetchedResponse;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.sso.SsoContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes a code to the provider (OpenID Connect Core, 3.1.3 and 5.3). It sends and reads; what came is judged elsewhere. Thread-safe. */
final class CodeExchange {
    private static final int MAX_BYTES = 256 << 10;
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(MAX_BYTES).withMaxStringLength(64 << 10);
    private static final Set<String> CLIENT_ERRORS = Set.of("invalid_client", "unauthorized_client");

    private final OidcSettings settings;
    private final URI redirectUri;
    private final SsoContext context;

    CodeExchange(OidcSettings settings, URI redirectUri, SsoContext context) {
        this.settings = settings;
        this.redirectUri = redirectUri;
        this.context = context;
    }

    /**
     * What the provider says about this code.
     *
     * @throws io.orgauth.InvalidCredentialException if it does not take the code or our client, or its answer is none
     * @throws io.orgauth.AuthUnavailableException if it does not answer
     */
    Answers answers(ProviderMetadata metadata, String code, Login login) {
        JsonObject tokens = tokens(metadata, code, login);
        try {
            String access = tokens.string("access_token")
                    .filter(token -> token.matches("[\\x21-\\x7e]+"))
                    .orElseThrow(() -> malformed("no \"access_token\""));
            if (tokens.string("token_type").filter("Bearer"::equalsIgnoreCase).isEmpty()) {
                throw malformed("no \"token_type\" Bearer");
            }
            String idToken = tokens.string("id_token")
                    .orElseThrow(() -> OidcReason.ID_TOKEN_MISSING.refusal(
                            "token endpoint gave no \"id_token\", is the scope \"openid\" admitted?"));
            return new Answers(idToken, access, userinfo(metadata, access));
        } catch (JsonException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private JsonObject tokens(ProviderMetadata metadata, String code, Login login) {
        Map<String, String> grant = new LinkedHashMap<>();
        grant.put("grant_type", "authorization_code");
        grant.put("code", code);
        grant.put("redirect_uri", redirectUri.toString());
        grant.put("code_verifier", login.verifier());
        ClientProof.Assertion assertion = new ClientProof.Assertion(
                settings.vendor().assertionAudience(metadata),
                Login.random(context.random()),
                context.clock().instant());
        FetchedResponse answer = fetched("token endpoint", settings.proof().request(metadata, grant, assertion));
        if (answer.status() == 200) {
            return json(answer);
        }
        throw refusal(answer);
    }

    private static JsonObject json(FetchedResponse answer) {
        try {
            return Json.parseObject(answer.body(), LIMITS);
        } catch (JsonException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    /** RFC 6749, 5.2: a 400 or 401 that says which error is a no; everything else is no answer. */
    private static RuntimeException refusal(FetchedResponse answer) {
        boolean says = answer.status() == 400 || answer.status() == 401;
        Optional<String> error = says ? error(answer) : Optional.empty();
        if (error.isEmpty()) {
            return OidcReason.PROVIDER_UNAVAILABLE.outage("token endpoint: status " + answer.status());
        }
        OidcReason reason = CLIENT_ERRORS.contains(error.get()) ? OidcReason.CLIENT_REFUSED : OidcReason.CODE_REFUSED;
        return reason.refusal("token endpoint says \"" + error.get() + "\"");
    }

    private static Optional<String> error(FetchedResponse answer) {
        try {
            return Json.parseObject(answer.body(), LIMITS).string("error").map(AuthorizationResponse::errorCode);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private Optional<Answers.Userinfo> userinfo(ProviderMetadata metadata, String accessToken) {
        return metadata.userinfo().filter(endpoint -> settings.userinfo()).map(endpoint -> {
            FetchedResponse answer =
                    fetched("userinfo endpoint", FetchRequest.get(endpoint).authorization("Bearer " + accessToken));
            if (answer.status() != 200) {
                throw OidcReason.PROVIDER_UNAVAILABLE.outage("userinfo endpoint: status " + answer.status());
            }
            return new Answers.Userinfo(mediaType(answer), answer.body());
        });
    }

    private static String mediaType(FetchedResponse answer) {
        String type = answer.header("content-type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private FetchedResponse fetched(String what, FetchRequest.Builder request) {
        try {
            return context.fetcher()
                    .fetch(request.accept("application/json, application/jwt")
                            .maxBytes(MAX_BYTES)
                            .build());
        } catch (FetchException e) {
            throw OidcReason.PROVIDER_UNAVAILABLE.outage(
                    what + " of " + settings.issuer() + ": " + e.problem().code(), e);
        }
    }

    private static RuntimeException malformed(String what) {
        return OidcReason.TOKEN_RESPONSE_MALFORMED.refusal("token endpoint's answer: " + what);
    }
}
