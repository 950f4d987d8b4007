package io.orgauth.identity;

import io.orgauth.OrganizationId;
import io.orgauth.Role;
import io.orgauth.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A connection as stores keep it: with sealed secrets, and with what our own sign-in flow does with it.
 *
 * @param organization whose it is; empty for the operator's, which all organizations share
 * @param id {@code con_…}, immutable
 * @param protocol which protocol it speaks
 * @param name what people see
 * @param settings what the protocol needs to know
 * @param sealedSecrets sealed values by name, as base64url
 * @param admission whom it lets in
 * @param version how often it was changed, 1 when new
 */
public record StoredConnection(
        Optional<OrganizationId> organization,
        String id,
        String protocol,
        String name,
        JsonObject settings,
        Map<String, String> sealedSecrets,
        Admission admission,
        long version) {
    /**
     * Whom a connection lets in.
     *
     * @param enabled false refuses everybody who comes by it, at once
     * @param justInTime the role that people of its domains get who are not known yet; empty refuses them
     * @param tested when somebody last signed in by it in a test, empty if nobody did since its settings changed
     */
    public record Admission(boolean enabled, Optional<Role> justInTime, Optional<Instant> tested) {}

    /**
     * Copies the secrets.
     *
     * @param organization as the record says
     * @param id as the record says
     * @param protocol as the record says
     * @param name as the record says
     * @param settings as the record says
     * @param sealedSecrets as the record says
     * @param admission as the record says
     * @param version as the record says
     */
    public StoredConnection {
        sealedSecrets = Map.copyOf(sealedSecrets);
    }

    /** Whose, which and since when, no setting. */
    @Override
    public String toString() {
        return "StoredConnection[" + protocol + " " + id + " " + version + "]";
    }
}
