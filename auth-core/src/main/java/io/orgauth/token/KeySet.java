package io.orgauth.token;

import io.orgauth.json.Json;
import io.orgauth.json.JsonException;
import io.orgauth.json.JsonLimits;
import io.orgauth.json.JsonObject;
import io.orgauth.json.JsonString;
import io.orgauth.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An issuer's keys at one moment (RFC 7517, 5). Keys become JCA objects here, once, not at each verification. Immutable.
 */
final class KeySet {
    private static final JsonLimits LIMITS =
            JsonLimits.standard().withMaxBytes(1 << 20).withMaxMembers(10_000).withMaxStringLength(1 << 16);
    private static final int MAX_KEYS = 500;
    private static final int MAX_LOGGED = 64;

    private final List<VerificationKey> keys;
    private final Map<String, VerificationKey> byKid;
    private final int skipped;

    private KeySet(List<VerificationKey> keys, int skipped) {
        this.keys = List.copyOf(keys);
        this.byKid = new HashMap<>();
        keys.forEach(key -> key.kid().ifPresent(kid -> byKid.put(kid, key)));
        this.skipped = skipped;
    }

    static KeySet of(List<VerificationKey> keys) {
        return withoutAmbiguous(keys, 0);
    }

    /**
     * The usable keys of a JWK Set. A key that is broken, too weak or meant for something else is skipped and counted, so
     * that one bad key at the issuer does not log everybody out (RFC 7517, 5).
     *
     * @throws IllegalArgumentException if it is no JWK Set, holds a symmetric key, or no key of it is usable
     */
    static KeySet parse(byte[] json) {
        List<VerificationKey> usable = new ArrayList<>();
        int skipped = 0;
        for (JsonValue element : elements(json)) {
            Optional<VerificationKey> key = element instanceof JsonObject jwk ? JwkReader.read(jwk) : Optional.empty();
            key.ifPresent(usable::add);
            skipped += key.isPresent() ? 0 : 1;
        }
        KeySet set = withoutAmbiguous(usable, skipped);
        if (set.keys.isEmpty()) {
            throw new IllegalArgumentException("JWK Set has no usable key, " + set.skipped + " were skipped");
        }
        return set;
    }

    private static List<JsonValue> elements(byte[] json) {
        try {
            List<JsonValue> elements = Json.parseObject(json, LIMITS)
                    .array("keys")
                    .orElseThrow(() -> new IllegalArgumentException("JWK Set has no \"keys\""))
                    .values();
            if (elements.size() > MAX_KEYS) {
                throw new IllegalArgumentException("JWK Set has more than " + MAX_KEYS + " keys");
            }
            // A published secret is no secret. A set that mixes kinds is how a public key comes to be used as one.
            boolean symmetric = elements.stream()
                    .anyMatch(e ->
                            e instanceof JsonObject jwk && jwk.value("kty").equals(Optional.of(JsonString.of("oct"))));
            if (symmetric) {
                throw new IllegalArgumentException("JWK Set publishes a symmetric key, so none of it is trusted");
            }
            return elements;
        } catch (JsonException e) {
            throw new IllegalArgumentException("JWK Set: " + e.getMessage(), e);
        }
    }

    /** Two keys with one id: which of them signed can't be said, so neither counts (RFC 7517, 4.5). */
    private static KeySet withoutAmbiguous(List<VerificationKey> keys, int skipped) {
        Set<String> seen = new HashSet<>();
        Set<String> doubled = new HashSet<>();
        keys.forEach(key -> key.kid().filter(kid -> !seen.add(kid)).ifPresent(doubled::add));
        List<VerificationKey> kept = keys.stream()
                .filter(key -> key.kid().filter(doubled::contains).isEmpty())
                .toList();
        return new KeySet(kept, skipped + keys.size() - kept.size());
    }

    /** How many keys of the document were left out. */
    int skipped() {
        return skipped;
    }

    int size() {
        return keys.size();
    }

    /** The ids, to tell one set from the next. */
    Set<String> kids() {
        return Collections.unmodifiableSet(byKid.keySet());
    }

    /** Ids only, fit for one line of a log whatever the issuer put into them. */
    @Override
    public String toString() {
        String ids = byKid.keySet().stream()
                .limit(MAX_LOGGED)
                .map(kid -> kid.substring(0, Math.min(kid.length(), MAX_LOGGED)).replaceAll("[^\\x21-\\x7e]", "?"))
                .sorted()
                .collect(Collectors.joining(", "));
        return keys.size() + " keys [" + ids + "], " + skipped + " skipped";
    }

    /**
     * The one key the header means: that with its id; else, as an id is only a hint, the only one that has no id of its own and
     * fits the algorithm; without id in the header the only one that fits. Empty if there is none, or several fit.
     */
    Optional<VerificationKey> find(JwsHeader header) {
        Optional<VerificationKey> named = header.kid().map(byKid::get);
        if (named.isPresent()) {
            return named;
        }
        List<VerificationKey> fitting = keys.stream()
                .filter(key -> key.allows(header.algorithm()))
                .filter(key -> header.kid().isEmpty() || key.kid().isEmpty())
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty();
    }
}
