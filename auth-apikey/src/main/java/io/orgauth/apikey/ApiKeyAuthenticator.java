package io.orgauth.apikey;

import io.orgauth.ApiKeyDigest;
import io.orgauth.ApiKeyReason;
import io.orgauth.Authentication;
import io.orgauth.Authenticator;
import io.orgauth.Credential;
import io.orgauth.CredentialId;
import io.orgauth.Grant;
import io.orgauth.InvalidCredentialException;
import io.orgauth.OrganizationId;
import io.orgauth.Permission;
import io.orgauth.Principal;
import io.orgauth.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves keys for one resource, by what is stored now: a key that was deactivated, or whose owner was disabled or demoted, is
 * refused or shrinks at the next call. Immutable and thread-safe.
 */
final class ApiKeyAuthenticator implements Authenticator<Credential.ApiKey> {
    /** What an unknown key is compared with, so that it takes as long as a known one. */
    private static final ApiKeyDigest NOBODY = ApiKeyDigest.of(new byte[ApiKeyDigest.LENGTH]);

    private final ApiKeyJudge judge;
    private final Optional<OrganizationId> organization;
    private final String resource;

    ApiKeyAuthenticator(ApiKeyJudge judge, Optional<OrganizationId> organization, String resource) {
        this.judge = judge;
        this.organization = organization;
        this.resource = resource;
    }

    @Override
    public Class<Credential.ApiKey> accepts() {
        return Credential.ApiKey.class;
    }

    @Override
    public Optional<OrganizationId> organization() {
        return organization;
    }

    @Override
    public Optional<String> resource() {
        return Optional.of(resource);
    }

    @Override
    public Principal authenticate(Credential.ApiKey credential) {
        requirePrefix(credential);
        ApiKey key = known(credential);
        requireOrganization(key);
        requireLife(key);
        judge.rates().use(key.id());
        Set<Permission> meaningful = requireResource(key);
        Subject owner = Subject.of(judge.issuer(), key.owner());
        Grant grant = key.limits().of(requireOwner(owner, key)).at(meaningful);
        judge.lastUse().note(key);
        return Principal.trusted(
                key.organization(),
                owner,
                grant,
                Authentication.UNKNOWN, // a key says nothing of when a person was there
                new CredentialId(CredentialId.Kind.API_KEY, key.id()),
                Map.of());
    }

    private void requirePrefix(Credential.ApiKey credential) {
        if (!credential.prefix().equals(judge.format().prefix())) {
            throw refused(
                    ApiKeyReason.API_KEY_OTHER_PREFIX,
                    "expected the prefix \"" + judge.format().prefix() + "\"");
        }
    }

    /** The digest is computed and compared for a key that is not there too. */
    private ApiKey known(Credential.ApiKey credential) {
        Optional<ApiKey> found = judge.store().byId(credential.id());
        boolean same = credential.digest().matches(found.map(ApiKey::digest).orElse(NOBODY));
        ApiKey key = found.orElseThrow(() -> refused(ApiKeyReason.API_KEY_UNKNOWN, "no key has this id"));
        if (!same) {
            throw refused(ApiKeyReason.API_KEY_SECRET_WRONG, "the key " + key.id() + " has another secret");
        }
        return key;
    }

    private void requireOrganization(ApiKey key) {
        if (organization.isPresent() && !organization.get().equals(key.organization())) {
            throw refused(
                    ApiKeyReason.API_KEY_OTHER_ORGANIZATION, "the key " + key.id() + " is another organization's");
        }
    }

    private void requireLife(ApiKey key) {
        if (key.deactivated().isPresent()) {
            throw refused(ApiKeyReason.API_KEY_DEACTIVATED, "the key " + key.id() + " is deactivated");
        }
        if (!key.validAt(judge.clock().instant())) {
            throw refused(ApiKeyReason.API_KEY_EXPIRED, "the key " + key.id() + " expired " + key.expires());
        }
    }

    private Set<Permission> requireResource(ApiKey key) {
        Optional<Set<Permission>> meaningful = key.limits().admit(resource, judge.issuer())
                ? judge.resources().at(key.organization(), resource)
                : Optional.empty();
        return meaningful.orElseThrow(() -> refused(
                ApiKeyReason.API_KEY_OTHER_RESOURCE, "the key " + key.id() + " is not for \"" + resource + "\""));
    }

    private Grant requireOwner(Subject owner, ApiKey key) {
        return judge.grants()
                .current(owner, key.organization())
                .orElseThrow(() -> refused(
                        ApiKeyReason.API_KEY_OWNER_INACTIVE, "the owner of the key " + key.id() + " may not act"));
    }

    private static InvalidCredentialException refused(ApiKeyReason reason, String message) {
        return new InvalidCredentialException(reason, message);
    }
}
