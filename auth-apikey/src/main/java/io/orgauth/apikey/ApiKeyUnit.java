package io.orgauth.apikey;

import io.orgauth.OrganizationId;
import java.util.function.Function;

/**
 * Runs a change of keys and puts it on record. auth-identity's commits both together; by default the change is made, then told
 * to the audit log. Implementations must be thread-safe.
 */
public interface ApiKeyUnit {
    /**
     * Runs the change. The work may be run again from its start, if another change overtook it.
     *
     * @param <T> what the change gives
     * @param organization whose keys are changed
     * @param work what to do, with the store it is given and no other
     * @return what it gave
     */
    <T> T change(OrganizationId organization, Function<ApiKeyStore, ApiKeyChange<T>> work);
}
