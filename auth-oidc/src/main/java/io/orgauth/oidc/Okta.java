package io.orgauth.oidc;

/**
 * Okta. With an access token beside it, its ID tokens are thin: e-mail and groups stand in the userinfo, which is what every provider
 * but Google and Microsoft is asked for.
 *
 * @see <a href="https://developer.okta.com/docs/reference/api/oidc/">Okta: OpenID Connect and OAuth 2.0</a>
 */
record Okta() implements Vendor {
    @Override
    public String key() {
        return "okta";
    }

    @Override
    public String displayName() {
        return "Okta";
    }

    /** Okta's assertions are for the URL that they are sent to. */
    @Override
    public String assertionAudience(ProviderMetadata metadata) {
        return metadata.token().toString();
    }
}
