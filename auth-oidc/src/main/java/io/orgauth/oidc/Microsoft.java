package io.orgauth.oidc;

import io.orgauth.json.JsonObject;
import io.orgauth.token.SignedClaims;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Microsoft Entra ID. For several tenants its metadata names an issuer with a gap for the tenant, and every tenant of the world signs in
 * there: the token's {@code tid} fills the gap, and then must be on the connection's list. A person is tenant and {@code oid}; e-mail
 * addresses are whatever a tenant's administrator writes.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer">Microsoft: the issuer of
 *     several tenants</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">Microsoft: ID token claims</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization">Microsoft: do not go by
 *     e-mail</a>
 */
record Microsoft() implements Vendor {
    /** The worldwide cloud and the national ones; nobody else's metadata may have the gap. */
    private static final Set<String> HOSTS =
            Set.of("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn");

    private static final String GAP = "{tenantid}";
    private static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public String key() {
        return "microsoft";
    }

    @Override
    public String displayName() {
        return "Microsoft";
    }

    /** The issuer of the one tenant, or of all work accounts. */
    @Override
    public Optional<String> issuer(JsonObject settings, List<String> realms) {
        String host = settings.string("host").orElse("login.microsoftonline.com");
        return Optional.of(settings.string("issuer")
                .orElse("https://" + host + "/" + (realms.size() == 1 ? realms.get(0) : "organizations") + "/v2.0"));
    }

    @Override
    public Optional<String> complaint(OidcSettings settings) {
        if (settings.realms().isEmpty()) {
            return Optional.of("\"realms\" is missing: name the Entra tenants by their ids, or any tenant could come");
        }
        if (!settings.realms().stream().allMatch(tenant -> GUID.matcher(tenant).matches())) {
            return Optional.of(
                    "\"realms\" must be tenant ids in lower case, such as 8eaef023-2b34-4da1-9baa-8bc8c9d6a490");
        }
        if (settings.realms().contains(CONSUMERS)) {
            return Optional.of("\"realms\" must not have the tenant of personal Microsoft accounts");
        }
        boolean own = HOSTS.stream()
                .anyMatch(
                        host -> settings.issuer().equals("https://" + host + "/" + path(settings.realms()) + "/v2.0"));
        return own ? Optional.empty() : Optional.of("\"host\" must be one of " + HOSTS + ", leave \"issuer\" out");
    }

    private static String path(List<String> realms) {
        return realms.size() == 1 ? realms.get(0) : "organizations";
    }

    private static String template(OidcSettings settings) {
        return settings.realms().size() == 1
                ? settings.issuer()
                : settings.issuer().replace("/organizations/", "/" + GAP + "/");
    }

    @Override
    public boolean isMetadataIssuer(OidcSettings settings, String issuer) {
        return issuer.equals(template(settings));
    }

    @Override
    public boolean isResponseIssuer(OidcSettings settings, String issuer) {
        return settings.realms().stream()
                .anyMatch(tenant -> issuer.equals(template(settings).replace(GAP, tenant)));
    }

    @Override
    public boolean isTokenIssuer(OidcSettings settings, SignedClaims claims, String issuer) {
        return issuer.equals(template(settings).replace(GAP, tenant(claims)));
    }

    /** Keys of the common set say whose they are, with the same gap. */
    @Override
    public boolean isKeyIssuer(SignedClaims claims, String keyIssuer) {
        return keyIssuer.replace(GAP, tenant(claims)).equals(claims.requiredString("iss"));
    }

    private static String tenant(SignedClaims claims) {
        return guid(claims, "tid");
    }

    private static String guid(SignedClaims claims, String name) {
        String value = claims.requiredString(name);
        if (!GUID.matcher(value).matches()) {
            throw OidcReason.ID_TOKEN_SUBJECT_MALFORMED.refusal("token \"" + name + "\" is no GUID in lower case");
        }
        return value;
    }

    @Override
    public Optional<String> realm(OidcSettings settings, SignedClaims claims) {
        String tenant = tenant(claims);
        if (tenant.equals(CONSUMERS)) {
            throw OidcReason.REALM_MISSING.refusal("token \"tid\" is that of personal Microsoft accounts");
        }
        if (!settings.realms().contains(tenant)) {
            throw OidcReason.REALM_NOT_ADMITTED.refusal("token \"tid\" is none of the connection's tenants");
        }
        return Optional.of(tenant);
    }

    /** {@code sub} is another one for each client, and would be lost with it. */
    @Override
    public String subject(SignedClaims claims) {
        return tenant(claims) + "/" + guid(claims, "oid");
    }

    /** "nOAuth": an address whose domain the tenant has not proven to Microsoft. The claim comes only where it was asked for. */
    @Override
    public boolean disownsEmail(SignedClaims claims) {
        return claims.json().has("xms_edov") && !LenientClaims.isTrue(claims.json(), "xms_edov");
    }

    @Override
    public boolean hasThinTokens() {
        return false;
    }
}
