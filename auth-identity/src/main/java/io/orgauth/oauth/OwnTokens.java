package io.orgauth.oauth;

import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.Session;
import io.orgauth.identity.UserId;
import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwkSet;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that we signed, when they come back to us, of whatever audience: what they say, and whether what they stand on is still there.
 * Nobody is let in by it: that takes a verifier with an audience.
 */
final class OwnTokens {
    private static final int MOST_BYTES = 8_192;
    private static final String SUBJECT_OF_USER = "usr_";

    private final OAuthContext context;

    OwnTokens(OAuthContext context) {
        this.context = context;
    }

    /** An ID token of ours, however old. */
    Optional<JsonObject> idToken(String compact) {
        return signed(compact, "jwt");
    }

    /** An access token of ours that has not run out, whether or not it was revoked. */
    Optional<JsonObject> accessToken(String compact) {
        long now = context.clock().instant().getEpochSecond();
        return signed(compact, "at+jwt")
                .filter(claims -> claims.longValue("exp").orElse(0) > now);
    }

    private Optional<JsonObject> signed(String compact, String type) {
        try {
            JwkSet keys = JwkSet.parse(new String(context.signingKeys().jwks(), StandardCharsets.UTF_8));
            JsonObject claims = Json.parseObject(keys.verified(compact, type, MOST_BYTES));
            return Optional.of(claims).filter(ours -> ours.string("iss").equals(Optional.of(context.issuer())));
        } catch (InvalidCredentialException | JsonException e) {
            return Optional.empty();
        }
    }

    /** Whether nothing that the token stands on has been revoked: its authorization, its session, itself. */
    boolean isAlive(JsonObject claims) {
        OrganizationId organization = OrganizationId.of(claims.string("org_id").orElse(""));
        return isAlive(claims.string("jti").orElse(""), organization) && hasSession(claims);
    }

    /** The same for what a token's own id tells. */
    boolean isAlive(String id, OrganizationId organization) {
        Optional<String> of = authorizationId(id);
        return of.isPresent()
                ? authorization(of.get()).isPresent()
                : !context.stores().revocations().contains(organization, id);
    }

    /** The authorization that it belongs to, if it does and that is alive. */
    Optional<Authorization> authorization(JsonObject claims) {
        return claims.string("jti").flatMap(OwnTokens::authorizationId).flatMap(this::authorization);
    }

    private Optional<Authorization> authorization(String id) {
        Instant now = context.clock().instant();
        return context.stores()
                .authorizations()
                .find(id)
                .filter(found -> new Authorizations(context).isAlive(context.stores(), found, now));
    }

    /** The id of the authorization that a token with this id belongs to. */
    static Optional<String> authorizationId(String tokenId) {
        int dot = tokenId.indexOf('.');
        return dot > 0 && tokenId.startsWith("aut_") ? Optional.of(tokenId.substring(0, dot)) : Optional.empty();
    }

    /** One that names no session hangs on none; one of an authorization hangs on what that hangs on. */
    private boolean hasSession(JsonObject claims) {
        Optional<String> session = claims.string("sid")
                .filter(id ->
                        claims.string("jti").flatMap(OwnTokens::authorizationId).isEmpty());
        Optional<String> subject = claims.string("sub").filter(id -> id.startsWith(SUBJECT_OF_USER));
        if (session.isEmpty() || subject.isEmpty()) {
            return true;
        }
        return context.stores()
                .sessions()
                .find(new UserId(subject.get()), session.get())
                .filter(found -> isIn(found, claims.string("org_id")))
                .isPresent();
    }

    private boolean isIn(Session session, Optional<String> organization) {
        return !session.times().isOver(context.clock().instant())
                && session.organization().map(OrganizationId::value).equals(organization);
    }
}
