package io.orgauth.oauth;

import io.orgauth.http.HttpResponse;
import io.orgauth.identity.Authorization;
import io.orgauth.identity.ClientApplication;
import io.orgauth.identity.DeviceCode;
import io.orgauth.identity.DeviceCode.Polling;
import io.orgauth.identity.DeviceCode.State;
import io.orgauth.identity.IdentityException;
import io.orgauth.identity.IdentityReason;
import io.orgauth.identity.SecretDigest;
import io.orgauth.identity.Stores;
import io.orgauth.oauth.Authorizations.Presented;
import java.time.Duration;
import java.time.Instant;

/** RFC 8628, 3.4 and 3.5: a device asks whether somebody has allowed it what it wants. */
final class DeviceCodeGrant implements TokenGrant {
    private static final Duration SLOWER = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofMinutes(5);

    private final OAuthContext context;
    private final Authorizations authorizations;
    private final AuthorizedTokens tokens;

    DeviceCodeGrant(OAuthContext context) {
        this.context = context;
        this.authorizations = new Authorizations(context);
        this.tokens = new AuthorizedTokens(context);
    }

    @Override
    public HttpResponse answer(TokenRequest request, ClientApplication client) {
        SecretDigest digest = SecretDigest.of(request.required("device_code"));
        DeviceCode polled = context.stores().atomically(unit -> polled(unit, digest, client));
        if (polled.state() instanceof State.Denied) {
            throw OAuthError.ACCESS_DENIED.refusal();
        }
        if (polled.state() instanceof State.Approved approved) {
            return answer(request, client, polled, approved);
        }
        throw (isSlow(polled) ? OAuthError.AUTHORIZATION_PENDING : OAuthError.SLOW_DOWN).refusal();
    }

    /** The device code as it was before this poll; that it polled is kept, and with it how long it has to wait. */
    private DeviceCode polled(Stores unit, SecretDigest digest, ClientApplication client) {
        DeviceCode found = unit.deviceCodes()
                .byDigest(digest)
                .filter(code -> code.client().equals(client.id()))
                .orElseThrow(OAuthError.INVALID_GRANT::refusal);
        Instant now = context.clock().instant();
        if (!now.isBefore(found.expires())) {
            throw OAuthError.EXPIRED_TOKEN.refusal();
        }
        if (found.state() instanceof State.Pending) {
            Duration interval = isSlow(found) ? found.polling().interval() : slower(found);
            if (!unit.deviceCodes().replace(found.polled(new Polling(interval, now)))) {
                throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "it was decided meanwhile");
            }
        }
        return found;
    }

    private boolean isSlow(DeviceCode code) {
        Polling polling = code.polling();
        return !context.clock().instant().isBefore(polling.last().plus(polling.interval()));
    }

    private static Duration slower(DeviceCode code) {
        Duration slower = code.polling().interval().plus(SLOWER);
        return slower.compareTo(SLOWEST) < 0 ? slower : SLOWEST;
    }

    private HttpResponse answer(
            TokenRequest request, ClientApplication client, DeviceCode code, State.Approved approved) {
        Authorization allowed = context.stores()
                .authorizations()
                .find(approved.authorization())
                .orElseThrow(OAuthError.INVALID_GRANT::refusal);
        AuthorizedTokens.Asked asked = tokens.asked(request, client, allowed);
        if (!context.stores().deviceCodes().consume(code)) {
            throw OAuthError.INVALID_GRANT.refusal();
        }
        return tokens.answer(asked, authorizations.redeem(new Presented(allowed, 0), Duration.ZERO));
    }
}
