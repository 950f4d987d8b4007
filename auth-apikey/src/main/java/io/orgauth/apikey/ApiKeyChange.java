package io.orgauth.apikey;

import io.orgauth.audit.AuditDetail;
import java.util.Map;
import java.util.Optional;

/**
 * What one change of keys did, for its audit. Immutable.
 *
 * @param <T> what the change gives
 * @param result what it gave
 * @param action what goes on record, such as {@code api_key.issued}; empty if there was nothing to do
 * @param id the id of the key
 * @param details further facts
 */
public record ApiKeyChange<T>(T result, Optional<String> action, String id, Map<String, AuditDetail> details) {
    static <T> ApiKeyChange<T> of(T result, String action, String id, Map<String, AuditDetail> details) {
        return new ApiKeyChange<>(result, Optional.of(action), id, details);
    }

    static ApiKeyChange<ApiKey> nothing(ApiKey key) {
        return new ApiKeyChange<>(key, Optional.empty(), key.id(), Map.of());
    }
}
