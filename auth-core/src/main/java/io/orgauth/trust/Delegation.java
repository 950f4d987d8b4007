package io.orgauth.trust;

import io.orgauth.json.Json;
import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import io.orgauth.token.JwkSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the root says of a bundle key, and nothing else does a root ever sign.
 *
 * @param key the public half of the bundle key, a JWK
 * @param resource the only one whose bundles it may sign, or empty for all
 * @param epoch one higher after a database was restored, whose sequences began again
 * @param sequence higher for each delegation; an older one is refused by whoever saw a newer
 * @param issued when it was signed
 * @param expires at most 90 days later
 */
record Delegation(
        JsonObject key, Optional<String> resource, long epoch, long sequence, Instant issued, Instant expires) {
    static final String TYPE = "orgauth-delegation+jwt";
    static final Duration LONGEST = Duration.ofDays(90);

    byte[] write() {
        JsonObject.Builder claims = JsonObject.builder()
                .put("key", key)
                .put("epoch", epoch)
                .put("seq", sequence)
                .put("iat", issued.getEpochSecond())
                .put("exp", expires.getEpochSecond());
        resource.ifPresent(only -> claims.put("aud", only));
        return Json.write(claims.build());
    }

    /** The claims of a delegation whose signature is good. */
    static Delegation parse(byte[] payload) {
        Fields claims = new Fields(Json.parseObject(payload));
        Delegation delegation = new Delegation(
                claims.object("key"),
                claims.json().string("aud"),
                claims.count("epoch"),
                claims.count("seq"),
                claims.date("iat"),
                claims.date("exp"));
        if (Duration.between(delegation.issued, delegation.expires).compareTo(LONGEST) > 0) {
            throw BundleRefusedException.malformed("a delegation lasts at most 90 days");
        }
        return delegation;
    }

    JwkSet keys() {
        return JwkSet.parse(
                Json.text(JsonObject.builder().put("keys", JsonArray.of(key)).build()));
    }

    boolean covers(String wanted) {
        return resource.map(wanted::equals).orElse(true);
    }
}
