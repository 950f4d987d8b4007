package io.orgauth.identity;

import io.orgauth.OrganizationId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A device that waits for a person to allow it something in a browser elsewhere (RFC 8628).
 *
 * @param digest of the device code, which the device polls with
 * @param userCode what the person types, without dash and in capitals
 * @param client which client asks
 * @param organization which one it asks for, if it says so
 * @param scope what it asks for
 * @param resources what its tokens are to be for; empty for the client's default
 * @param requester the address of the device, for the person to recognize
 * @param state how far it has come
 * @param polling how often it may ask
 * @param created when it began
 * @param expires when it is too late
 * @param version how often it was changed, 1 when new
 */
public record DeviceCode(
        SecretDigest digest,
        String userCode,
        String client,
        Optional<OrganizationId> organization,
        Set<String> scope,
        Set<URI> resources,
        String requester,
        State state,
        Polling polling,
        Instant created,
        Instant expires,
        long version) {
    /** How far it has come. */
    public sealed interface State {
        /** Nobody has said anything yet. */
        record Pending() implements State {}

        /** Somebody refused. */
        record Denied() implements State {}

        /**
         * Somebody allowed it.
         *
         * @param authorization the id of what was allowed
         */
        record Approved(String authorization) implements State {}
    }

    /**
     * How often a device may ask.
     *
     * @param interval the shortest time between two polls
     * @param last the last poll, or when it began
     */
    public record Polling(Duration interval, Instant last) {}

    /**
     * Copies the sets.
     *
     * @param digest as the record says
     * @param userCode as the record says
     * @param client as the record says
     * @param organization as the record says
     * @param scope as the record says
     * @param resources as the record says
     * @param requester as the record says
     * @param state as the record says
     * @param polling as the record says
     * @param created as the record says
     * @param expires as the record says
     * @param version as the record says
     */
    public DeviceCode {
        scope = Set.copyOf(scope);
        resources = Set.copyOf(resources);
    }

    /**
     * The same in another state.
     *
     * @param changed the state
     * @return the changed device code
     */
    public DeviceCode in(State changed) {
        return with(changed, polling);
    }

    /**
     * The same after a poll.
     *
     * @param changed when it may ask again
     * @return the changed device code
     */
    public DeviceCode polled(Polling changed) {
        return with(state, changed);
    }

    private DeviceCode with(State changedState, Polling changedPolling) {
        return new DeviceCode(
                digest,
                userCode,
                client,
                organization,
                scope,
                resources,
                requester,
                changedState,
                changedPolling,
                created,
                expires,
                version + 1);
    }

    /** Without the code that the person types. */
    @Override
    public String toString() {
        return "DeviceCode[" + client + " " + version + "]";
    }
}
