package io.orgauth.apikey;

import io.orgauth.Credential;

/**
 * A new key, to be shown to whoever asked for it, here and never again: only its digest is stored. It can't be printed or
 * serialized by accident. Immutable and thread-safe.
 */
public final class IssuedApiKey {
    private final ApiKey key;
    private final Credential.ApiKey credential;

    IssuedApiKey(ApiKey key, Credential.ApiKey credential) {
        this.key = key;
        this.credential = credential;
    }

    /**
     * What is stored of it.
     *
     * @return the key as it will be listed
     */
    public ApiKey key() {
        return key;
    }

    /**
     * The whole key, as it stands behind {@code Authorization: Bearer}. Never log or store it.
     *
     * @return the secret
     */
    public String secret() {
        return credential.text();
    }

    @Override
    public String toString() {
        return "IssuedApiKey[redacted]";
    }
}
