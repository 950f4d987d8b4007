package io.orgauth.oidc;

import io.orgauth.sso.Callback;
import io.orgauth.sso.SsoReason;
import java.util.Optional;

/**
 * Judges what the browser brought back (OpenID Connect Core, 3.1.2.7; RFC 9207), before the code in it is shown to anybody. Pure and
 * immutable.
 */
record AuthorizationResponse(OidcSettings settings) {
    /** RFC 6749, A.11, and short enough to be sent on. */
    private static final String CODE = "[\\x20-\\x7e]{1,8192}";

    /**
     * The code.
     *
     * @throws io.orgauth.InvalidCredentialException if the answer is not that of this sign-in, or says no
     */
    String code(Callback callback, Login login, ProviderMetadata metadata) {
        requireState(callback, login);
        requireIssuer(callback, metadata);
        requireNoError(callback);
        requireCodeFlow(callback);
        return callback.parameter("code")
                .filter(code -> code.matches(CODE))
                .orElseThrow(() -> SsoReason.CALLBACK_MALFORMED.refusal(
                        "answer has no \"code\" of 1 to 8,192 visible characters"));
    }

    private static void requireState(Callback callback, Login login) {
        boolean same = callback.parameter("state")
                .filter(state -> Login.same(state, login.state()))
                .isPresent();
        if (!same) {
            throw OidcReason.STATE_MISMATCH.refusal("answer's \"state\" is not that of the pending login");
        }
    }

    /** RFC 9207, 2.4: also of an answer that says no. */
    private void requireIssuer(Callback callback, ProviderMetadata metadata) {
        Optional<String> issuer = callback.parameter("iss");
        if (issuer.isEmpty() && metadata.namesIssuer()) {
            throw OidcReason.RESPONSE_ISSUER_MISSING.refusal("answer has no \"iss\", which the provider promises");
        }
        if (issuer.filter(text -> !settings.vendor().isResponseIssuer(settings, text))
                .isPresent()) {
            throw OidcReason.RESPONSE_OTHER_ISSUER.refusal("answer's \"iss\" is not that of " + settings.issuer());
        }
    }

    private static void requireNoError(Callback callback) {
        callback.parameter("error").ifPresent(error -> {
            throw SsoReason.IDENTITY_PROVIDER_REFUSED.refusal("provider says \"" + errorCode(error) + "\"");
        });
    }

    /** An error's code, or that it is none: it goes into logs. */
    static String errorCode(String error) {
        return error.matches("[a-z_]{1,64}") ? error : "unreadable error";
    }

    /** Tokens in a URL are of a flow that was not asked for, and whoever sends them hopes that they are read. */
    private static void requireCodeFlow(Callback callback) {
        for (String name : new String[] {"id_token", "access_token", "response"}) {
            if (callback.parameter(name).isPresent()) {
                throw SsoReason.CALLBACK_MALFORMED.refusal("answer has \"" + name + "\", asked for was a code");
            }
        }
    }
}
