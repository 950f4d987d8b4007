package io.orgauth.oidc;

import io.orgauth.Authentication;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonValue;
import io.orgauth.sso.ExternalIdentity;
import io.orgauth.token.SignedClaims;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads who it is from a good ID token, and from the userinfo what is missing there. Who, of which realm, and how proven stands in the
 * ID token alone. Pure and immutable.
 */
record IdentityReader(String connection, OidcSettings settings, IdTokenRules rules) {
    /**
     * Who it is.
     *
     * @throws io.orgauth.InvalidCredentialException if the realm is not admitted, the userinfo is somebody else's, or groups are missing
     */
    ExternalIdentity identity(SignedClaims token, Answers answers) {
        Vendor vendor = settings.vendor();
        Optional<String> realm = vendor.realm(settings, token);
        Optional<JsonObject> userinfo = answers.userinfo().map(answer -> sameSubject(token, userinfo(answer)));
        Profile profile = new Profile(token.json(), userinfo);
        ExternalIdentity.Builder identity =
                ExternalIdentity.builder(connection, vendor.subject(token), authentication(token));
        realm.ifPresent(identity::realm);
        token.string("sid").ifPresent(identity::session);
        LenientClaims.text(profile.claim("name")).ifPresent(identity::displayName);
        profile.email().filter(email -> !vendor.disownsEmail(token)).ifPresent(identity::assertedEmail);
        settings.groupsClaim().ifPresent(claim -> identity.groups(profile.groups(claim)));
        settings.attributes()
                .forEach((name, claim) -> profile.claim(claim)
                        .flatMap(LenientClaims::texts)
                        .ifPresent(values -> identity.attribute(name, values)));
        return identity.build();
    }

    private JsonObject userinfo(Answers.Userinfo answer) {
        if (answer.isSigned()) {
            String compact = new String(answer.body(), StandardCharsets.US_ASCII);
            return rules.judgeUserinfo(compact).json();
        }
        try {
            return Json.parseObject(answer.body());
        } catch (JsonException e) {
            throw OidcReason.USERINFO_MALFORMED.refusal("userinfo: " + e.getMessage());
        }
    }

    /** OpenID Connect Core, 5.3.2: before anything of it is used. */
    private static JsonObject sameSubject(SignedClaims token, JsonObject userinfo) {
        boolean same = LenientClaims.text(userinfo.value("sub"))
                .filter(token.requiredString("sub")::equals)
                .isPresent();
        if (!same) {
            throw OidcReason.USERINFO_OTHER_SUBJECT.refusal("userinfo \"sub\" is not that of the ID token");
        }
        return userinfo;
    }

    private static Authentication authentication(SignedClaims token) {
        Set<String> methods = token.json().has("amr") ? Set.copyOf(token.requiredStrings("amr")) : Set.of();
        return new Authentication(token.date("auth_time"), methods, token.string("acr"));
    }

    /** What describes the person: each claim from the ID token if it is there, else from the userinfo. */
    private record Profile(JsonObject token, Optional<JsonObject> userinfo) {
        Optional<JsonValue> claim(String name) {
            return token.value(name).or(() -> userinfo.flatMap(document -> document.value(name)));
        }

        /** The address, unless the document that has it says that it is not verified (5.7: both from one document). */
        Optional<String> email() {
            JsonObject document = token.has("email") ? token : userinfo.orElse(token);
            boolean denied = document.has("email_verified") && !LenientClaims.isTrue(document, "email_verified");
            return denied ? Optional.empty() : LenientClaims.text(document.value("email"));
        }

        /**
         * All groups. A provider that leaves them to another endpoint (5.6.2, Microsoft's overage) has not named them, and an absent
         * list would read as "in no group".
         *
         * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference#groups-overage-claim">Microsoft:
         *     groups overage</a>
         */
        Set<String> groups(String claim) {
            if (isElsewhere(token, claim)
                    || userinfo.filter(document -> isElsewhere(document, claim)).isPresent()) {
                throw OidcReason.GROUPS_INCOMPLETE.refusal("provider did not name all groups in \"" + claim + "\"");
            }
            Optional<List<String>> groups = claim(claim)
                    .map(value -> LenientClaims.texts(value)
                            .orElseThrow(() -> OidcReason.GROUPS_INCOMPLETE.refusal(
                                    "claim \"" + claim + "\" is no list of texts")));
            return Set.copyOf(groups.orElse(List.of()));
        }

        private static boolean isElsewhere(JsonObject document, String claim) {
            boolean named = document.value("_claim_names")
                    .filter(names -> !(names instanceof JsonObject object) || object.has(claim))
                    .isPresent();
            return named || LenientClaims.isTrue(document, "hasgroups");
        }
    }
}
