package io.orgauth.oidc;

import io.orgauth.sso.Callback;
import io.orgauth.sso.ConnectionRecord;
import io.orgauth.sso.Finding;
import io.orgauth.sso.Finding.Outcome;
import io.orgauth.sso.SsoContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in words why a callback is refused, as far as the callback tells; what the code stood for only the provider knows. */
final class Explanation {
    private static final String PROVIDER = "the provider's administrator: ";
    private static final String NOBODY = "nobody: start the sign-in again";

    /** What the errors of RFC 6749, 4.1.2.1 and OpenID Connect Core, 3.1.2.6 mean for whoever must mend them. */
    private static final Map<String, String> ERRORS = Map.of(
            "access_denied", PROVIDER + "assign the person or their group to our client",
            "unauthorized_client", PROVIDER + "admit the authorization code flow for our client",
            "unsupported_response_type", PROVIDER + "admit the response type code for our client",
            "invalid_scope", "you: ask only for scopes that the provider admits, or admit them there",
            "invalid_request", PROVIDER + "compare the redirect URI, and admit PKCE with S256",
            "server_error", PROVIDER + "look into its log at this time",
            "temporarily_unavailable", "nobody: try again later",
            "consent_required", PROVIDER + "grant consent for our client",
            "interaction_required", PROVIDER + "look into its sign-in policies",
            "login_required", NOBODY);

    private Explanation() {}

    static List<Finding> of(ConnectionRecord record, Callback callback, SsoContext context) {
        List<Finding> findings = new ArrayList<>();
        Optional<OidcSettings> settings = Lint.settings(record, findings);
        findings.add(answer(callback));
        findings.add(present("state", callback, NOBODY));
        findings.add(present("code", callback, PROVIDER + "admit the authorization code flow for our client"));
        settings.ifPresent(known -> findings.add(issuer(known, callback)));
        findings.add(Lint.redirectUri(record, context));
        return findings;
    }

    private static Finding answer(Callback callback) {
        return callback.parameter("error")
                .map(AuthorizationResponse::errorCode)
                .map(error -> new Finding(
                        "answer",
                        Outcome.FAILED,
                        "no error",
                        error,
                        ERRORS.getOrDefault(error, PROVIDER + "look into its log at this time")))
                .orElseGet(() -> new Finding("answer", Outcome.PASSED, "no error", "none", ""));
    }

    /** The values are secrets while they last, so only whether they are there. */
    private static Finding present(String name, Callback callback, String fixedBy) {
        boolean there =
                callback.parameter(name).filter(value -> !value.isEmpty()).isPresent();
        return new Finding(
                name,
                there ? Outcome.PASSED : Outcome.FAILED,
                "one \"" + name + "\"",
                there ? "one" : "none",
                there ? "" : fixedBy);
    }

    private static Finding issuer(OidcSettings settings, Callback callback) {
        Optional<String> said = callback.parameter("iss");
        boolean right = said.map(issuer -> settings.vendor().isResponseIssuer(settings, issuer))
                .orElse(true);
        return new Finding(
                "iss",
                right ? Outcome.PASSED : Outcome.FAILED,
                settings.issuer() + ", or nothing",
                said.orElse("nothing"),
                right
                        ? ""
                        : "you: set the issuer that the provider's metadata says; if it is right, this is another provider's answer");
    }
}
