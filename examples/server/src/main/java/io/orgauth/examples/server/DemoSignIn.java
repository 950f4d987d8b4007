package io.orgauth.examples.server;

import io.orgauth.json.JsonArray;
import io.orgauth.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Signing in by somebody else.
 *
 * @param idp the demo identity provider's URL, if it was there when the control plane started
 * @param connections what leads to it
 */
record DemoSignIn(Optional<String> idp, List<DemoConnection> connections) {
    DemoSignIn {
        connections = List.copyOf(connections);
    }

    static DemoSignIn none() {
        return new DemoSignIn(Optional.empty(), List.of());
    }

    /** What the demo file says of an organization. */
    JsonObject json(DemoOrganization organization) {
        JsonObject known = organization.json();
        JsonObject.Builder json = JsonObject.builder();
        known.names().forEach(name -> json.put(name, known.value(name).orElseThrow()));
        List<JsonObject> own = connections.stream()
                .filter(connection -> connection.organization().equals(organization.id()))
                .map(DemoConnection::json)
                .toList();
        return json.put("connections", JsonArray.of(own)).build();
    }
}
