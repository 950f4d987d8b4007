package io.orgauth.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys of a provider: the last one signs, all are published. The first is made when it is needed. Thread-safe. */
final class OpenIdKeys {
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2_048)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized RSAKey current() {
        if (keys.isEmpty()) {
            keys.add(newKey(RandomId.next()));
        }
        return keys.get(keys.size() - 1);
    }

    /** A new key signs from now on; the one before stays published. */
    synchronized void rotate() {
        current();
        keys.add(newKey(RandomId.next()));
    }

    /** Only the current key is published from now on. */
    synchronized void forgetOldKeys() {
        RSAKey kept = current();
        keys.clear();
        keys.add(kept);
    }

    /**
     * A JWK Set.
     *
     * @param issuer what each key says whose it is, as Entra ID's do
     */
    Map<String, Object> jwks(Optional<String> issuer) {
        current();
        List<Map<String, Object>> published = new ArrayList<>();
        for (JWK key : keys) {
            Map<String, Object> members = new LinkedHashMap<>(key.toPublicJWK().toJSONObject());
            issuer.ifPresent(text -> members.put("issuer", text));
            published.add(members);
        }
        return Map.of("keys", published);
    }
}
