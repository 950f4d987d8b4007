package io.orgauth.apikey;

import io.orgauth.apikey.testing.ApiKeyStoreContract;

class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
    private final ApiKeyStore store = ApiKeyStore.inMemory();

    @Override
    protected ApiKeyStore store() {
        return store;
    }
}
