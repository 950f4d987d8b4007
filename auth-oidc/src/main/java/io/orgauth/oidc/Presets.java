package io.orgauth.oidc;

import io.orgauth.sso.Preset;
import io.orgauth.sso.Preset.Ask;
import io.orgauth.sso.Preset.Copy;
import java.util.List;

/** What administrators of the known providers are asked for, and what they copy. */
final class Presets {
    private static final Ask ISSUER = new Ask("issuer", "Issuer", false);
    private static final Ask CLIENT_ID = new Ask("client_id", "Client ID", false);
    private static final Ask CLIENT_SECRET = new Ask(ClientProof.SECRET, "Client secret", true);

    private static final Preset GOOGLE = new Preset(
            "google",
            "Google Workspace",
            List.of(new Ask("realms", "Workspace domains", false), CLIENT_ID, CLIENT_SECRET),
            List.of(new Copy("Authorized redirect URIs", "{callback}")),
            "In the Google Cloud console open APIs & Services, Credentials, create an OAuth client ID of type Web application, and "
                    + "add the redirect URI. Set the consent screen's user type to Internal if only your Workspace signs in.");

    private static final Preset MICROSOFT = new Preset(
            "microsoft",
            "Microsoft Entra ID",
            List.of(
                    new Ask("realms", "Directory (tenant) ID", false),
                    new Ask("client_id", "Application (client) ID", false),
                    new Ask(ClientProof.SECRET, "Client secret (its value, not its ID)", true)),
            List.of(new Copy("Redirect URI, platform Web", "{callback}")),
            "In the Entra admin centre open App registrations, register an application with the redirect URI, and make a client "
                    + "secret. Under Token configuration add the optional ID token claims email and xms_edov. For groups prefer app "
                    + "roles, with \"groups_claim\": \"roles\".");

    private static final Preset OKTA = new Preset(
            "okta",
            "Okta",
            List.of(new Ask("issuer", "Issuer, https:// and your Okta domain", false), CLIENT_ID, CLIENT_SECRET),
            List.of(
                    new Copy("Sign-in redirect URIs", "{callback}"),
                    new Copy("Sign-out redirect URIs", "{issuer}"),
                    new Copy("Initiate login URI", "{issuer}/sign-in?connection={connection}")),
            "In Okta's admin console create an app integration: OIDC, Web Application, grant type Authorization Code, and assign "
                    + "people. For groups add a groups claim with a filter under Sign On, and the scope \"groups\".");

    private static final Preset CUSTOM = new Preset(
            "custom",
            "Another OpenID provider",
            List.of(ISSUER, CLIENT_ID, CLIENT_SECRET),
            List.of(new Copy("Redirect URI", "{callback}"), new Copy("Post-logout redirect URI", "{issuer}")),
            "Register a confidential client for the authorization code flow with PKCE (S256), with the redirect URI exactly as it "
                    + "is, and the scopes openid, email and profile. ID tokens must be signed by a key pair, such as RS256 or ES256.");

    /** In the order in which they are offered. */
    static final List<Preset> ALL = List.of(GOOGLE, MICROSOFT, OKTA, CUSTOM);

    private Presets() {}
}
