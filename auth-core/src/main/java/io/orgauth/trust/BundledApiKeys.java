package io.orgauth.trust;

import io.orgauth.ApiKeyReason;
import io.orgauth.Authentication;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Principal;
import io.orgauth.Subject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** API keys, looked up in a bundle: with the rights that their owners had when it was made. Immutable and thread-safe. */
final class BundledApiKeys implements Authenticator<Credential.ApiKey> {
    private final LiveBundle bundle;
    private final Clock clock;
    private final String resource;

    BundledApiKeys(LiveBundle bundle, Clock clock, String resource) {
        this.bundle = bundle;
        this.clock = clock;
        this.resource = resource;
    }

    @Override
    public Class<Credential.ApiKey> accepts() {
        return Credential.ApiKey.class;
    }

    @Override
    public Principal authenticate(Credential.ApiKey credential) {
        Snapshot snapshot = bundle.bundle();
        if (snapshot.key(credential.id()).isEmpty()) {
            snapshot = bundle.newerBundle(); // made since, perhaps
        }
        BundledKey key = snapshot.key(credential.id())
                .orElseThrow(() -> refused(ApiKeyReason.API_KEY_UNKNOWN, "no key of the bundle has this id"));
        if (!key.digest().matches(credential.digest())) {
            throw refused(ApiKeyReason.API_KEY_SECRET_WRONG, "the key with this id has another secret");
        }
        if (key.expires().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            throw refused(ApiKeyReason.API_KEY_EXPIRED, "the key's time is over");
        }
        return principal(key, snapshot);
    }

    private Principal principal(BundledKey key, Snapshot snapshot) {
        Grant owned = snapshot.grant(key.subject())
                .orElseThrow(() -> refused(ApiKeyReason.API_KEY_OWNER_INACTIVE, "the key's owner may not act"));
        Manifest manifest = snapshot.manifest();
        return Principal.trusted(
                manifest.organization(),
                Subject.of(manifest.issuer(), key.subject()),
                key.limit().map(owned::narrowedTo).orElse(owned),
                Authentication.UNKNOWN,
                new CredentialId(CredentialId.Kind.API_KEY, key.id()),
                Map.of());
    }

    private static InvalidCredentialException refused(ApiKeyReason reason, String message) {
        return new InvalidCredentialException(reason, message);
    }

    @Override
    public Optional<OrganizationId> organization() {
        return Optional.of(bundle.organization());
    }

    @Override
    public Optional<String> resource() {
        return Optional.of(resource);
    }
}
