package io.orgauth.oauth;

import io.orgauth.PermissionDeniedException;
import io.orgauth.SealingKey;
import io.orgauth.UnsealException;
import io.orgauth.audit.AuditDetail;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.Authorization.Times;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.Revoked;
import io.orgauth.identity.Stores;
import io.orgauth.identity.Units;
import io.orgauth.identity.User;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What people let clients do, and the tokens by which it is redeemed: {@code id.number.mac}, the MAC under a key of the authorization's
 * own that is stored sealed. So a dump of the store redeems nothing, and a token of before is known for one: whoever brings it has stolen
 * it or was robbed, and everything ends (RFC 9700, 4.14.2).
 *
 * <p>Immutable and thread-safe.
 */
final class Authorizations {
    /** RFC 6749, 4.1.2 recommends at most 10 minutes; a browser needs seconds. */
    static final Duration CODE_LIFETIME = Duration.ofSeconds(60);

    private static final Pattern TOKEN = Pattern.compile("(aut_[0-9A-Za-z]{22})\\.([0-9]{1,18})\\.([0-9A-Za-z_-]{43})");

    private final OAuthContext context;

    Authorizations(OAuthContext context) {
        this.context = context;
    }

    /** What a token is good for. */
    enum Kind {
        CODE,
        REFRESH
    }

    /** A genuine token: which authorization it is of, as that was found, and which of its tokens it is. */
    record Presented(Authorization authorization, long number) {}

    /** A new sealed key for the authorization with this id. */
    String newKey(String id) {
        byte[] key = context.identity().ids().secret().getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(context.sealing().seal(place(id), key));
    }

    /** The token of the authorization's number of now. */
    String token(Authorization authorization, Kind kind) {
        return token(authorization, kind, authorization.number());
    }

    private String token(Authorization authorization, Kind kind, long number) {
        String named = authorization.id() + "." + number;
        return named + "." + mac(authorization, kind + " " + named);
    }

    private String mac(Authorization authorization, String text) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(authorization.sealedKey());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(context.sealing().unseal(place(authorization.id()), sealed), "HmacSHA256"));
            byte[] tag = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static SealingKey.Context place(String id) {
        return new SealingKey.Context("authorization", Optional.empty(), id, "key", 1);
    }

    /** The token's authorization, if it is one that we made; nothing is said of whether it is still good. */
    Optional<Presented> read(String token, Kind kind) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(parts.group(2));
        return context.stores()
                .authorizations()
                .find(parts.group(1))
                .filter(found -> isGenuine(found, kind, number, token))
                .map(found -> new Presented(found, number));
    }

    private boolean isGenuine(Authorization found, Kind kind, long number, String token) {
        try {
            byte[] expected = token(found, kind, number).getBytes(StandardCharsets.US_ASCII);
            return MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.US_ASCII));
        } catch (UnsealException e) {
            return false; // sealed by a key that is gone: nobody's token any more
        }
    }

    /** How a token was taken. */
    private enum Outcome {
        TAKEN,
        AGAIN,
        REUSED,
        REFUSED
    }

    /** What came of it: the authorization of now, or whether it was ended by this. */
    private record Step(Outcome outcome, Optional<Authorization> now, boolean ended) {}

    /**
     * Takes a token for the next one: of several requests with the same token one does, and the others end the authorization.
     *
     * @param presented what was brought
     * @param retry how long a token that was used last may come again, for who did not get the answer
     * @return the authorization with the number of its next token
     * @throws OAuthException with INVALID_GRANT if it is not good any more; then it is good for nobody
     */
    Authorization redeem(Presented presented, Duration retry) {
        Step step = context.identity().units().atomically((unit, events) -> {
            Step taken = step(unit, presented, retry);
            if (taken.now().isEmpty() && taken.ended()) {
                ended(events, presented.authorization(), taken.outcome());
            }
            return taken;
        });
        return step.now().orElseThrow(OAuthError.INVALID_GRANT::refusal);
    }

    private Step step(Stores unit, Presented presented, Duration retry) {
        Optional<Authorization> found =
                unit.authorizations().find(presented.authorization().id());
        Instant now = context.clock().instant();
        if (found.isEmpty()) {
            return new Step(Outcome.REFUSED, Optional.empty(), false);
        }
        Authorization current = found.get();
        if (!isAlive(unit, current, now)) {
            return ended(unit, current, Outcome.REFUSED, now);
        }
        if (presented.number() == current.number()) {
            Authorization next = current.next(now, current.times().end());
            if (!unit.authorizations().replace(next)) {
                throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "another request was quicker");
            }
            return new Step(Outcome.TAKEN, Optional.of(next), false);
        }
        boolean again = presented.number() > 0
                && presented.number() + 1 == current.number()
                && !now.isAfter(current.times().used().plus(retry))
                && !retry.isZero();
        return again ? new Step(Outcome.AGAIN, found, false) : ended(unit, current, Outcome.REUSED, now);
    }

    private static Step ended(Stores unit, Authorization authorization, Outcome outcome, Instant now) {
        return new Step(outcome, Optional.empty(), Revoked.authorization(unit, authorization, now));
    }

    /** Who brought an old token is not known, so the event has no actor. */
    private static void ended(Units.Events events, Authorization authorization, Outcome outcome) {
        events.record(
                authorization.organization(),
                Optional.empty(),
                "authorization.ended",
                authorization.id(),
                Map.of(
                        "client", AuditDetail.id(authorization.client()),
                        "user", AuditDetail.id(authorization.user().value()),
                        "reason", AuditDetail.word(outcome.name().toLowerCase(Locale.ROOT))));
    }

    /**
     * Whether the authorization still counts: in its time, its client enabled, its session not ended unless it goes on without, its user
     * and organization as they should be, and let in by what was proven then.
     */
    boolean isAlive(Stores unit, Authorization authorization, Instant now) {
        Times times = authorization.times();
        boolean isCode = authorization.number() == 0 && authorization.code().isPresent();
        Instant end = isCode ? times.created().plus(CODE_LIFETIME) : times.end();
        boolean inTime = now.isBefore(end) && now.isBefore(times.end());
        return inTime
                && context.client(unit, authorization.client())
                        .filter(client -> client.owner()
                                .map(authorization.organization()::equals)
                                .orElse(true))
                        .isPresent()
                && (authorization.offline() || hasSession(unit, authorization, now))
                && isAdmitted(unit, authorization, now);
    }

    private static boolean hasSession(Stores unit, Authorization authorization, Instant now) {
        return authorization
                .session()
                .flatMap(id -> unit.sessions().find(authorization.user(), id))
                .filter(session -> !session.times().isOver(now))
                .filter(session -> session.organization().equals(Optional.of(authorization.organization())))
                .isPresent();
    }

    private boolean isAdmitted(Stores unit, Authorization authorization, Instant now) {
        Optional<User> user = unit.users().find(authorization.user());
        if (user.isEmpty()) {
            return false;
        }
        try {
            context.policy().require(unit, user.get(), authorization.organization(), authorization.proof());
        } catch (PermissionDeniedException e) {
            return false;
        }
        return context.policy()
                .renewableUntil(unit, user.get(), authorization.organization())
                .map(now::isBefore)
                .orElse(true);
    }
}
