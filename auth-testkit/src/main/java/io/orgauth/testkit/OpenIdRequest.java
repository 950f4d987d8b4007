package io.orgauth.testkit;

import io.orgauth.sso.LoginStep;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An authorization request (OpenID Connect Core, 3.1.2.1) as far as a provider heeds it. Immutable and thread-safe.
 *
 * @param parameters all of its parameters
 */
record OpenIdRequest(Map<String, String> parameters) {
    OpenIdRequest {
        parameters = Map.copyOf(parameters);
    }

    /** The request that this step would bring to the provider. */
    static OpenIdRequest of(LoginStep step) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (step instanceof LoginStep.PostForm form) {
            parameters.putAll(form.fields());
        } else if (step instanceof LoginStep.Redirect redirect) {
            parameters.putAll(Query.of(redirect.location()));
        }
        OpenIdRequest request = new OpenIdRequest(parameters);
        request.requireAnswerable();
        return request;
    }

    /** What keeps it from being answered by a redirect (RFC 6749, 4.1.2.1). */
    void requireAnswerable() {
        if (value("client_id").isEmpty()) {
            throw new IllegalArgumentException("this is no authorization request: client_id is missing");
        }
        if (value("redirect_uri").filter(OpenIdRequest::isAbsolute).isEmpty()) {
            throw new IllegalArgumentException("this is no authorization request: redirect_uri is missing or relative");
        }
    }

    private static boolean isAbsolute(String uri) {
        try {
            return URI.create(uri).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The error that the redirect says instead of a code. */
    Optional<String> error() {
        if (!value("response_type").equals(Optional.of("code"))) {
            return Optional.of("unsupported_response_type");
        }
        if (value("code_challenge").isPresent()
                && !value("code_challenge_method").equals(Optional.of("S256"))) {
            return Optional.of("invalid_request");
        }
        // there are no sessions here: each sign-in is seen by a person
        return value("prompt").filter(prompt -> prompt.equals("none")).map(prompt -> "login_required");
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    String clientId() {
        return value("client_id").orElse("");
    }

    String redirectUri() {
        return value("redirect_uri").orElse("");
    }

    boolean asksForFormPost() {
        return value("response_mode").equals(Optional.of("form_post"));
    }

    /** RFC 7636, 4.6: without a challenge there is nothing to verify, and a verifier is one too many (RFC 9700, 2.1.1). */
    boolean isVerifiedBy(Optional<String> verifier) {
        return value("code_challenge").equals(verifier.map(Sha256::base64Url));
    }
}
