package io.orgauth.token;

import java.util.Locale;
import java.util.Set;

/**
 * Claim names that a product can't set: they decide who the caller is and what it may do, mean another kind of token, or
 * hold personal data that belongs in ID tokens.
 */
final class ReservedClaims {
    private static final int MAX_LENGTH = 128;

    /** What an access token of ours holds, and what its verifiers read elsewhere (RFC 9068, 8693, 7800). */
    private static final Set<String> MEANING = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "client_id",
            "sid",
            "org_id",
            "scope",
            "auth_time",
            "amr",
            "acr",
            "azp",
            "roles",
            "attributes",
            "cnf",
            "act",
            "may_act",
            "typ",
            "nonce",
            "events",
            "at_hash",
            "c_hash",
            "s_hash",
            "sub_jwk",
            "toe",
            "txn",
            "permissions",
            "scp",
            "org",
            "organization",
            "organization_id",
            "tid",
            "entitlements",
            "token_use",
            "resource_access",
            "realm_access",
            "active",
            "_claim_names",
            "_claim_sources");

    /** OpenID Connect Core, 5.1, and the groups of RFC 9068, 2.2.3.1. */
    private static final Set<String> PERSONAL = Set.of(
            "email",
            "email_verified",
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "phone_number",
            "phone_number_verified",
            "address",
            "updated_at",
            "groups");

    private ReservedClaims() {}

    /** Returns the name if a product may use it. Case is ignored: readers that fold it exist. */
    static String requireFree(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || !name.chars().allMatch(ReservedClaims::isPlain)) {
            throw new IllegalArgumentException(
                    "claim name must be 1 to " + MAX_LENGTH + " visible ASCII characters without quote and backslash");
        }
        String folded = name.toLowerCase(Locale.ROOT);
        if (MEANING.contains(folded)) {
            throw new IllegalArgumentException("claim \"" + name + "\" is reserved, choose a name of your own");
        }
        if (PERSONAL.contains(folded)) {
            throw new IllegalArgumentException("claim \"" + name
                    + "\" is personal and never in an access token, read it from the ID token or userinfo");
        }
        return name;
    }

    private static boolean isPlain(int c) {
        return c > 0x20 && c < 0x7f && c != '"' && c != '\\';
    }
}
