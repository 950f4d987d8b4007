package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization.CodeBinding;
import io.orgauth.identity.ClientApplication;
import io.orgauth.oauth.Authorizations.Kind;
import io.orgauth.oauth.Authorizations.Presented;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/** RFC 6749, 4.1.3, with RFC 7636, 4.6: the code of a browser, by the client that asked for it and knows the verifier. */
final class AuthorizationCodeGrant implements TokenGrant {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}"); // RFC 7636, 4.1

    private final Authorizations authorizations;
    private final AuthorizedTokens tokens;

    AuthorizationCodeGrant(OAuthContext context) {
        this.authorizations = new Authorizations(context);
        this.tokens = new AuthorizedTokens(context);
    }

    @Override
    public HttpResponse answer(TokenRequest request, ClientApplication client) {
        String code = request.required("code");
        String verifier = request.required("code_verifier");
        Presented presented = authorizations.read(code, Kind.CODE).orElseThrow(OAuthError.INVALID_GRANT::refusal);
        requireFits(request, client, presented, verifier);
        AuthorizedTokens.Asked asked = tokens.asked(request, client, presented.authorization());
        return tokens.answer(asked, authorizations.redeem(presented, Duration.ZERO));
    }

    /** A code that was stolen is of no use to who can't say all of this; and it stays good for who can. */
    private static void requireFits(
            TokenRequest request, ClientApplication client, Presented presented, String verifier) {
        CodeBinding bound = presented.authorization().code().orElseThrow(OAuthError.INVALID_GRANT::refusal);
        boolean fits = presented.number() == 0
                && presented.authorization().client().equals(client.id())
                && request.optional("redirect_uri")
                        .map(bound.redirectUri()::equals)
                        .orElse(true)
                && VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(ascii(challenge(verifier)), ascii(bound.challenge()));
        if (!fits) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(ascii(verifier));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
