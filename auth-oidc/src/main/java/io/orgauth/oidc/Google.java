package io.orgauth.oidc;

import io.orgauth.json.JsonObject;
import io.orgauth.token.SignedClaims;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Google. What proves a Workspace is {@code hd} in the ID token: the parameter of that name is a hint that anybody may take out, and a
 * consumer account may have an e-mail address of the company.
 *
 * @see <a href="https://developers.google.com/identity/openid-connect/openid-connect">Google: OpenID Connect</a>
 */
record Google() implements Vendor {
    private static final String ISSUER = "https://accounts.google.com";

    /** The second is what Google wrote before, and may write still. */
    private static final Set<String> ISSUERS = Set.of(ISSUER, "accounts.google.com");

    @Override
    public String key() {
        return "google";
    }

    @Override
    public String displayName() {
        return "Google";
    }

    @Override
    public Optional<String> issuer(JsonObject settings, List<String> realms) {
        return Optional.of(settings.string("issuer").orElse(ISSUER));
    }

    @Override
    public Optional<String> complaint(OidcSettings settings) {
        if (!settings.issuer().equals(ISSUER)) {
            return Optional.of("\"issuer\" of Google is " + ISSUER + ", leave it out");
        }
        if (!settings.realms().stream().allMatch(Google::isDomain)) {
            return Optional.of("\"realms\" must be domains of Google Workspace in lower case, such as acme.com");
        }
        return settings.isShared() || !settings.realms().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "\"realms\" is missing: name your Google Workspace domains, or any Google account could come");
    }

    private static boolean isDomain(String text) {
        return text.matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    }

    @Override
    public boolean isResponseIssuer(OidcSettings settings, String issuer) {
        return ISSUERS.contains(issuer);
    }

    @Override
    public boolean isTokenIssuer(OidcSettings settings, SignedClaims claims, String issuer) {
        return ISSUERS.contains(issuer);
    }

    @Override
    public Optional<String> realm(OidcSettings settings, SignedClaims claims) {
        Optional<String> domain = claims.string("hd");
        if (settings.realms().isEmpty()) {
            return domain;
        }
        if (domain.isEmpty()) {
            throw OidcReason.REALM_MISSING.refusal("token has no \"hd\": it is a consumer account of Google");
        }
        if (!settings.realms().contains(domain.get())) {
            throw OidcReason.REALM_NOT_ADMITTED.refusal("token \"hd\" is none of " + settings.realms());
        }
        return domain;
    }

    /** Saves choosing an account that would be refused; proves nothing. */
    @Override
    public Map<String, String> authorizationParameters(OidcSettings settings) {
        return settings.realms().size() == 1 ? Map.of("hd", settings.realms().get(0)) : Map.of();
    }

    /** Google's own page refuses {@code prompt=login}, and nobody would come back from there to be told. */
    @Override
    public Map<String, String> freshParameters() {
        return Map.of("prompt", "select_account", "max_age", "0");
    }

    @Override
    public boolean hasThinTokens() {
        return false;
    }
}
