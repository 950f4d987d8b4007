package io.orgauth.dataplane;

import io.orgauth.apikey.ApiKey;
import io.orgauth.apikey.ApiKeyStore;
import io.orgauth.identity.Resource;
import io.orgauth.trust.BundledKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API keys of a control plane that count at a resource now. Thread-safe. */
final class StoredKeys {
    private final ApiKeyStore store;
    private final String issuer;
    private final Clock clock;

    StoredKeys(ApiKeyStore store, String issuer, Clock clock) {
        this.store = store;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Those that are neither expired nor deactivated; whether their owners may act is told by the subjects. */
    List<BundledKey> of(Resource resource) {
        Instant now = clock.instant();
        String uri = resource.uri().toString();
        List<BundledKey> live = new ArrayList<>();
        BundleAssembler.all((after, limit) -> store.page(resource.organization(), after, limit), ApiKey::id, key -> {
            if (key.validAt(now) && key.limits().admit(uri, issuer)) {
                live.add(bundled(key));
            }
        });
        return live;
    }

    private static BundledKey bundled(ApiKey key) {
        return new BundledKey(
                key.id(), key.digest(), key.owner(), key.limits().permissions(), Optional.of(key.expires()));
    }
}
