package io.orgauth.testkit;

import io.orgauth.testkit.OpenIdDraft.Signing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One thing that is wrong with what an OpenID provider says in one sign-in; everything else of it stays as it should be. */
public enum OpenIdFault {
    /** The ID token is another provider's. */
    WRONG_ISSUER(draft -> draft.idToken.put("iss", "https://other.example")),
    /** The ID token says no issuer. */
    WITHOUT_ISSUER(draft -> draft.idToken.remove("iss")),
    /** The ID token is for another client. */
    WRONG_AUDIENCE(draft -> draft.idToken.put("aud", "another-client")),
    /** The ID token is for nobody in particular. */
    WITHOUT_AUDIENCE(draft -> draft.idToken.remove("aud")),
    /** The ID token is for this client and another, to which it was issued. */
    WRONG_AUTHORIZED_PARTY(draft -> {
        draft.idToken.put("aud", List.of(draft.request.clientId(), "another-client"));
        draft.idToken.put("azp", "another-client");
    }),
    /** The ID token is about nobody. */
    WITHOUT_SUBJECT(draft -> draft.idToken.remove("sub")),
    /** The nonce is another sign-in's. */
    WRONG_NONCE(draft -> draft.idToken.put("nonce", "another-nonce")),
    /** The ID token has no nonce. */
    WITHOUT_NONCE(draft -> draft.idToken.remove("nonce")),
    /** The ID token ended an hour ago. */
    EXPIRED(draft -> {
        draft.idToken.put("iat", draft.now.getEpochSecond() - 4_200);
        draft.idToken.put("exp", draft.now.getEpochSecond() - 3_600);
    }),
    /** The ID token never ends. */
    WITHOUT_EXPIRY(draft -> draft.idToken.remove("exp")),
    /** The ID token does not say when it was issued. */
    WITHOUT_ISSUED_AT(draft -> draft.idToken.remove("iat")),
    /** The ID token will be issued in an hour. */
    ISSUED_IN_THE_FUTURE(draft -> {
        draft.idToken.put("iat", draft.now.getEpochSecond() + 3_600);
        draft.idToken.put("exp", draft.now.getEpochSecond() + 4_200);
    }),
    /** The person proved themselves a day ago, whatever was asked for. */
    OLD_AUTHENTICATION(draft -> draft.idToken.put("auth_time", draft.now.getEpochSecond() - 86_400)),
    /** The access token beside the ID token is another one. */
    WRONG_ACCESS_TOKEN_HASH(draft -> draft.idToken.put("at_hash", Sha256.leftHalf("another-token"))),
    /** The ID token was changed after it was signed. */
    TAMPERED(draft -> draft.signing = Signing.TAMPERED),
    /** Another key signed the ID token, under the good one's id. */
    OTHER_KEY(draft -> draft.signing = Signing.OTHER_KEY),
    /** The ID token is signed by a key that is nowhere published, under its own id. */
    UNKNOWN_KEY(draft -> draft.key = Optional.of(OpenIdKeys.newKey("unknown"))),
    /** The ID token does not say which key signed it. */
    WITHOUT_KEY_ID(draft -> draft.saysKeyId = false),
    /** The ID token has no signature ({@code alg} is {@code none}). */
    UNSIGNED(draft -> draft.signing = Signing.NONE),
    /** The ID token's signature is an HMAC with the public key as the secret. */
    HS256_WITH_PUBLIC_KEY(draft -> draft.signing = Signing.HS256_WITH_PUBLIC_KEY),
    /** The token endpoint gives an access token only. */
    WITHOUT_ID_TOKEN(draft -> draft.givesIdToken = false),
    /** The token endpoint does not know the code. */
    CODE_REFUSED(draft -> draft.tokenError = Optional.of("invalid_grant")),
    /** The userinfo is somebody else's. */
    OTHER_USERINFO_SUBJECT(draft -> draft.userinfo.put("sub", "somebody-else")),
    /** The userinfo is about nobody. */
    WITHOUT_USERINFO_SUBJECT(draft -> draft.userinfo.remove("sub")),
    /** The userinfo endpoint fails. */
    USERINFO_FAILS(draft -> draft.userinfoStatus = 500),
    /** The answer belongs to another sign-in. */
    WRONG_STATE(draft -> draft.answer.put("state", "another-state")),
    /** The answer belongs to no sign-in. */
    WITHOUT_STATE(draft -> draft.answer.remove("state")),
    /** The answer comes from another provider (RFC 9207). */
    WRONG_RESPONSE_ISSUER(draft -> draft.answer.put("iss", "https://other.example")),
    /** The answer does not say from which provider it comes, though the provider says that it does (RFC 9207). */
    WITHOUT_RESPONSE_ISSUER(draft -> draft.answer.remove("iss")),
    /** The person, or an administrator, said no. */
    ACCESS_DENIED(draft -> {
        draft.answer.remove("code");
        draft.answer.put("error", "access_denied");
    }),
    /** The address is not verified. */
    EMAIL_NOT_VERIFIED(draft -> draft.claim("email_verified", false)),
    /** Booleans come as text, as Apple sends them: not wrong, but to be read right. */
    EMAIL_VERIFIED_AS_TEXT(draft -> draft.claim("email_verified", "true")),
    /** The person is of another tenant (Entra ID). */
    FOREIGN_TENANT(draft -> {
        draft.claim("tid", Persona.FOREIGN_TENANT);
        draft.idToken.computeIfPresent(
                "iss", (name, issuer) -> issuer.toString().replace(Persona.TENANT, Persona.FOREIGN_TENANT));
    }),
    /** The account is a consumer's, whatever its address says (Google). */
    CONSUMER_ACCOUNT(draft -> draft.withoutClaims(Set.of("hd"))),
    /** Too many groups for one token: only where to ask for them (Entra ID). */
    GROUPS_OVERAGE(draft -> {
        draft.withoutClaims(Set.of("groups"));
        draft.idToken.put("_claim_names", Map.of("groups", "src1"));
        draft.idToken.put(
                "_claim_sources",
                Map.of("src1", Map.of("endpoint", "https://graph.windows.net/tenant/users/user/getMemberObjects")));
    });

    /** A function of its argument alone. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<OpenIdDraft> change;

    OpenIdFault(Consumer<OpenIdDraft> change) {
        this.change = change;
    }

    void applyTo(OpenIdDraft draft) {
        change.accept(draft);
    }
}
